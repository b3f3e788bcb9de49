"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args, get_type_hints

import click

from cleaner.config import Config

F = TypeVar("F", bound=Callable[..., Any])


def _choice(field: str) -> click.Choice[str]:
    return click.Choice(get_args(get_type_hints(Config)[field]))


_CONFIG = (
    click.option("--script", type=_choice("script"), help="Script of the result.  [default: auto]"),
    click.option("--spun", type=_choice("spun"), help="What to do with machine-spun text.  [default: exact]"),
    click.option(
        "--punctuation/--no-punctuation", default=None, help="Full-width punctuation between Han.  [default: on]"
    ),
    click.option("--select", metavar="IDS", help="Only these rules: ids or their first parts, comma-separated."),
    click.option("--ignore", metavar="IDS", help="Not these rules."),
    click.option("--unsafe/--no-unsafe", default=None, help="Also apply rules marked unsafe.  [default: off]"),
    click.option("--input", type=_choice("input"), help="What the input is.  [default: auto]"),
    click.option("--encoding", metavar="NAME", help="Encoding of the input.  [default: detect]"),
    click.option("--max-bytes", type=int, metavar="N", help="Largest document.  [default: 20000000]"),
    click.option("--max-seconds", type=float, metavar="S", help="Longest time on a document.  [default: 60]"),
)
_FILE = click.option("--config", "config_file", metavar="FILE", help="TOML file with these settings.")


def config_options(command: F) -> F:
    """The options that set a ``Config``, and ``--config``; those not given arrive as ``None``."""
    for option in (_FILE, *reversed(_CONFIG)):
        command = option(command)
    return command


def listed(ids: str | None) -> list[str] | None:
    """A comma-separated option as a list."""
    return None if ids is None else [each.strip() for each in ids.split(",") if each.strip()]
