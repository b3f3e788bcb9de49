"""What the README and the help texts say is true: commands run, options exist, samples come out as shown."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cleaner import Config
from cleaner.cli.app import app
from cleaner.fold import fold
from tests.conftest import SAMPLES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = dict(app.commands)


def blocks(kind: str) -> list[str]:
    """The fenced blocks of one kind in the README."""
    return re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL)


def help_of(name: str) -> str:
    return CliRunner().invoke(app, [name, "--help"] if name else ["--help"]).stdout


def examples(text: str) -> list[str]:
    """The example commands at the end of a help text."""
    return [line.strip() for line in text.rpartition("Examples:\n")[2].partition("\n\n")[0].splitlines()]


def in_readme() -> list[str]:
    lines = (line.partition("#")[0].strip() for block in blocks("sh") for line in block.splitlines())
    return [line for line in lines if line.startswith("cleaner ")]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the samples and the files that the examples take for granted."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(SAMPLES, folder / "samples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner().invoke(app, ["clean", "samples", "-o", "out", "--log", "out/ledger.jsonl"])
        assert done.exit_code == 0, done.output
        yield folder


def run(line: str) -> int:
    """Run one documented command line without its pipe; what it redirects is read, not written."""
    words = shlex.split(line.partition("|")[0])
    stdin = b""
    if "<" in words:
        at = words.index("<")
        stdin = Path(words[at + 1]).read_bytes()
        del words[at : at + 2]
    words = words[: words.index(">")] if ">" in words else words
    assert words[0] == "cleaner"
    result = CliRunner().invoke(app, words[1:], input=stdin)
    assert result.exit_code in (0, 1 if "--check" in words else 0), f"{line}\n{result.output}"
    assert result.stdout or "-o" in words or "--check" in words, line
    return result.exit_code


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_help_ends_with_examples_that_run(name: str, workshop: Path) -> None:
    lines = examples(help_of(name))
    assert len(lines) >= 2
    for line in lines:
        run(line)


def test_the_commands_of_the_readme_run(workshop: Path) -> None:
    lines = in_readme()
    assert {line.split()[1] for line in lines} >= set(COMMANDS)
    for line in lines:
        run(line)


def test_every_command_and_option_has_a_help_text() -> None:
    for name, command in COMMANDS.items():
        assert command.short_help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"


def test_every_option_that_the_readme_names_exists() -> None:
    below = [c for group in COMMANDS.values() if isinstance(group, click.Group) for c in group.commands.values()]
    known = {name for c in (*COMMANDS.values(), *below) for p in c.params for name in (*p.opts, *p.secondary_opts)}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) - {"--version", "--help"}
    assert named <= known


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    table = README.partition("## Settings")[2].partition("## Ledger")[0]
    default = Config()
    for key in Config.__dataclass_fields__:
        assert f"`{key}`" in table, key
    for key in ("script", "spun", "input"):
        row = next(line for line in table.splitlines() if line.startswith(f"| `{key}`"))
        assert row.split("|")[3].strip().startswith(f"`{getattr(default, key)}`"), key
    assert f"{default.max_bytes}, {default.max_seconds:g}" in table


def test_the_picture_in_the_readme_is_true(samples: dict[str, bytes]) -> None:
    (before,), (after,) = blocks("before"), blocks("after")
    for line in before.splitlines():
        assert line in samples["001"].decode()
    clean = fold(CliRunner().invoke(app, ["clean", "-"], input=samples["001"]).stdout)
    for line in after.splitlines():
        assert fold(line) in clean


def test_the_set_up_commands_are_those_of_the_ci() -> None:
    ci = (ROOT / ".ci/run").read_text("utf-8").replace('"$VENV/bin/pip"', ".venv/bin/pip").replace('"$VENV"', ".venv")
    install = next(line for block in blocks("sh") for line in block.splitlines() if "[dev]" in line)
    assert install in ci


def test_the_python_of_the_readme_runs() -> None:
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {"print": lambda *_: None})


def test_links_in_the_documents_lead_somewhere() -> None:
    for document in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", (ROOT / document).read_text("utf-8")):
            assert (ROOT / target).exists(), f"{document}: {target}"


def test_files_that_the_documents_name_exist() -> None:
    for document in ("README.md", "CONTRIBUTING.md"):
        for name in re.findall(
            r"`((?:cleaner|tests|tools|samples|\.ci)/[\w./-]*)`", (ROOT / document).read_text("utf-8")
        ):
            assert "STAGE" in name or "NAME" in name or (ROOT / name).exists(), f"{document}: {name}"
