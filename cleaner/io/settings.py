"""Settings from files and options: defaults < ``[tool.cleaner]`` < ``--config FILE`` < options."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleaner.config import Config
from cleaner.errors import ConfigError


def load(options: Mapping[str, Any], file: str | None = None, folder: Path | None = None) -> Config:
    """The config for ``options`` (``None`` is "not given") on top of ``file`` and of the nearest pyproject.toml.

    Raises ``ConfigError`` with the file and key that is wrong, ``MissingExtraError`` for a model that needs one.
    """
    nearest = nearest_project(folder or Path.cwd())
    merged: dict[str, Any] = {}
    for path in (nearest, Path(file) if file else None):
        if path is not None:
            table = with_names(read_table(path), path.parent)
            Config.from_mapping(table, str(path))
            merged |= {key.replace("-", "_"): value for key, value in table.items()}
    given = {key: value for key, value in options.items() if value is not None}
    given = with_names(given, Path())
    config = Config.from_mapping(merged | given, "option")
    if config.spun_model is not None and not Path(config.spun_model).is_file():
        raise ConfigError(f"spun_model: {config.spun_model}: no such file")
    if config.spun_model is not None:
        from cleaner.stages.spun.model import ensure_model  # the stages take time to load

        ensure_model(config)
    return config


def nearest_project(folder: Path) -> Path | None:
    """The pyproject.toml in ``folder`` or the nearest folder above it."""
    for each in (folder, *folder.parents):
        if (path := each / "pyproject.toml").is_file():
            return path
    return None


def read_table(path: Path) -> dict[str, Any]:
    """The settings of a TOML file: its ``[tool.cleaner]`` if it has one or is a pyproject.toml, else all of it."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None
    tools = content.get("tool", {})
    inner = tools.get("cleaner") if isinstance(tools, dict) else None
    if inner is not None and not isinstance(inner, dict):
        raise ConfigError(f"{path}: tool.cleaner must be a table")
    if inner is not None or path.name == "pyproject.toml":
        return inner or {}
    return content


def with_names(options: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The options with the names of the file that ``names = "@FILE"`` gives, relative to ``folder``."""
    names = options.get("names")
    if isinstance(names, str) and names.startswith("@"):
        return {**options, "names": read_names(folder / names[1:])}
    return options


def read_names(path: Path) -> tuple[str, ...]:
    """The names in a file, one a line; empty lines and lines with ``#`` first are left out."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise ConfigError(f"names: {path}: cannot be read: {cause}") from None
    return tuple(name for line in lines if (name := line.strip()) and not name.startswith("#"))
