"""What ``clean`` and ``batch`` read below a folder, and what they say of the rest: links, locked folders, runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_cli import CRLF, PLAIN, run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and rights of POSIX")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tree/sub").mkdir(parents=True)
    Path("tree/a.txt").write_bytes(CRLF)
    Path("elsewhere/deep").mkdir(parents=True)
    Path("elsewhere/deep/b.txt").write_bytes(CRLF + b"\r\n")


@pytest.fixture(params=["clean", "batch"])
def command(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def read(command: str, *paths: str) -> tuple[int, list[str], str]:
    """The exit code, the ids of the documents, and what was said, of a run over ``paths``."""
    if command == "batch":
        result = run("batch", *paths, "-o", "out", "--dry-run")
        return result.exit_code, sorted(line.split("\t")[2] for line in result.stdout.splitlines()[:-1]), result.stderr
    result = run("clean", *paths, "-o", "out")
    found = sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*.txt"))
    return result.exit_code, found, result.stderr


def test_linked_folders_are_read_once_and_loops_are_named(command: str) -> None:
    Path("tree/far").symlink_to("../elsewhere")
    Path("tree/sub/again").symlink_to("../../elsewhere/deep")
    Path("elsewhere/up").symlink_to("../tree")
    Path("tree/self").symlink_to(".")
    Path("tree/root").symlink_to("/")
    code, names, said = read(command, "tree")
    assert (code, names) == (0, ["a.txt", "far/deep/b.txt"])
    for line in (
        "tree/sub/again: a link to a folder that is read already; passed over",
        "tree/far/up: a link to a folder that is read already; passed over",
        "tree/self: a link to a folder that is read already; passed over",
        "tree/root: a link back to a folder above; passed over",
    ):
        assert f"cleaner: {line}\n" in said


def test_links_to_nothing_fail_and_pipes_are_named(command: str) -> None:
    Path("tree/broken.txt").symlink_to("nowhere.txt")
    Path("tree/loop.txt").symlink_to("loop.txt")
    os.mkfifo("tree/pipe.txt")
    code, names, said = read(command, "tree")
    assert (code, names) == (3, ["a.txt"])
    assert "tree/broken.txt: cannot be read: No such file or directory\n" in said
    assert "tree/loop.txt: cannot be read: Too many levels of symbolic links\n" in said
    assert "cleaner: tree/pipe.txt: a pipe, socket or device; passed over\n" in said


def test_a_second_name_of_a_file_is_named_in_a_batch() -> None:
    Path("tree/sub/link.txt").symlink_to("../a.txt")
    code, names, said = read("batch", "tree", "tree/a.txt")
    assert (code, names) == (0, ["a.txt"])
    assert said.count("the same file as") == 1
    assert "cleaner: tree/sub/link.txt: the same file as tree/a.txt; passed over\n" in said


@pytest.fixture
def _locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders named ``locked`` may not be read (root may read everything)."""
    scandir = os.scandir

    def refused(path: str) -> Iterator[os.DirEntry[str]]:
        if os.path.basename(os.fspath(path)) == "locked":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr("cleaner.io.folders.os.scandir", refused)


@pytest.mark.usefixtures("_locked")
def test_a_folder_that_may_not_be_read_fails_alone(command: str) -> None:
    Path("tree/locked").mkdir()
    Path("tree/locked/c.txt").write_bytes(CRLF)
    code, names, said = read(command, "tree")
    assert (code, names) == (3, ["a.txt"])
    assert "tree/locked: cannot be read: " in said


@pytest.mark.usefixtures("_locked")
@pytest.mark.parametrize("name", ["clean", "batch", "report"])
def test_a_locked_folder_by_name_is_one_line(name: str) -> None:
    Path("locked").mkdir()
    result = run(name, "locked", "-o", "out", *(["--dry-run"] if name == "batch" else []))
    assert result.exit_code == 3
    assert "locked: cannot be read: " in result.stderr
    assert "Traceback" not in result.output


def test_the_output_of_a_batch_is_no_input_of_either(command: str) -> None:
    Path("tree/run").mkdir()
    Path("tree/run/run.jsonl").write_text('{"run": 1, "settings": {}}\n', "utf-8")
    Path("tree/run/part-00000-00000.jsonl").write_text('{"text": "春天"}\n', "utf-8")
    code, names, said = read(command, "tree")
    assert (code, names) == (0, ["a.txt"])
    assert "tree/run: the output of another run was passed over; name it to read it\n" in said
    if command == "clean":
        assert Path("out/a.txt").read_bytes() == PLAIN
