"""Real processes: pipes, signals and the terminal cannot be tried from the inside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.test_cli import CRLF, LINES, PLAIN

COMMAND = [sys.executable, "-m", "cleaner"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
posix = pytest.mark.skipif(os.name != "posix", reason="signals and named pipes of POSIX")


def run(
    *args: str, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *args],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=ENVIRONMENT | environment,
        check=False,
        timeout=60,
    )


def test_a_page_goes_through_as_a_filter_in_any_locale(tmp_path: Path) -> None:
    for environment in (
        {},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ):
        done = run(stdin=CRLF, cwd=tmp_path, **environment)
        assert (done.returncode, done.stdout, done.stderr) == (0, PLAIN, b"")


def test_explain_and_rules_print_chinese_in_any_locale(tmp_path: Path) -> None:
    (tmp_path / "页.txt").write_bytes(CRLF)
    for args in (["explain", "页.txt"], ["rules"]):
        done = run(*args, cwd=tmp_path, PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, b"")
        assert "换行统一".encode() in done.stdout


def test_help_is_light() -> None:
    done = (
        run("-X", "importtime")
        if False
        else subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "cleaner", "--help"],
            capture_output=True,
            env=ENVIRONMENT,
            check=True,
        )
    )
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.decode().splitlines()}
    assert "click" in loaded
    assert not loaded & {"numpy", "bs4", "ftfy", "opencc", "chardet", "ahocorasick_rs", "cleaner.rules", "cleaner.api"}


def test_import_is_light() -> None:
    code = (
        "import sys, cleaner; print(sorted({'numpy', 'bs4', 'ftfy', 'opencc', 'chardet', 'click'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENVIRONMENT, check=True)
    assert done.stdout.strip() == b"[]"


@posix
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(PLAIN * 1_500)
    for args in ("clean long.txt", "explain long.txt"):
        line = f"{sys.executable} -m cleaner {args} | head -n 1; echo ${{PIPESTATUS[0]}} >&2"
        done = subprocess.run(["bash", "-c", line], capture_output=True, cwd=tmp_path, env=ENVIRONMENT, check=False)
        assert done.stderr == b"0\n", args


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_leaves_nothing_half_written(tmp_path: Path, number: signal.Signals, code: int) -> None:
    (tmp_path / "a.txt").write_bytes(CRLF)
    (tmp_path / "old.jsonl").write_bytes(b"old\n")
    os.mkfifo(tmp_path / "b")
    args = ["clean", "a.txt", "b", "-o", "new.jsonl", "--log", "old.jsonl"]
    process = subprocess.Popen([*COMMAND, *args], cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE)
    with (tmp_path / "b").open("wb"):  # opens when the process has come to its second document
        time.sleep(0.05)
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == code
    assert errors.count(b"\n") == (number == signal.SIGINT)
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b", "old.jsonl"]
    assert (tmp_path / "old.jsonl").read_bytes() == b"old\n"


# A library that puts an error of its own in the place of whatever is raised in a callback of it.
SWALLOWED = """
import os, signal, sys
import cleaner.cli.app
from cleaner.cli import main

def swallow(**given):
    try:
        os.kill(os.getpid(), int(sys.argv[1]))
        for _ in range(10**8):
            pass
    except BaseException as error:
        raise ImportError("the module cannot be loaded") from error

cleaner.cli.app.app.main = swallow
main()
"""


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_that_a_library_turns_into_an_error_ends_the_program_as_one(number: signal.Signals, code: int) -> None:
    command = [sys.executable, "-c", SWALLOWED, str(int(number))]
    process = subprocess.run(command, env=ENVIRONMENT, capture_output=True, timeout=60, check=False)
    assert (process.returncode, process.stderr) == (code, b"")


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_search_for_twins_ends_soon_and_leaves_nothing(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    line = json.dumps({"text": "村口的杏花开得比往年早了整整十天，老人说这样的春天他只见过三回。" * 200}) + "\n"
    (tmp_path / "a.jsonl").write_text(line * 1000, "utf-8")
    (tmp_path / "scratch").mkdir()
    args = ["spun", "twins", "a.jsonl", "-o", "twins.jsonl", "--scratch", "scratch"]
    process = subprocess.Popen([*COMMAND, *args], cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE)
    while not any((tmp_path / "scratch").rglob("values")):
        assert process.poll() is None
        time.sleep(0.02)
    begin = time.monotonic()
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert time.monotonic() - begin < 2
    assert (process.returncode, errors.count(b"\n")) == (code, number == signal.SIGINT), errors.decode()
    assert sorted(os.listdir(tmp_path)) == ["a.jsonl", "scratch"]
    assert not os.listdir(tmp_path / "scratch")


@posix
def test_an_interrupt_within_the_making_of_a_class_ends_with_its_code(tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text(
        "import os, signal, time\n"
        "from cleaner.cli import app, main\n"
        "def invoke(*_):\n"
        "    exec('os.kill(os.getpid(), signal.SIGINT); time.sleep(5)')\n"
        "app.click.Group.invoke = invoke\n"
        "main()\n",
        "utf-8",
    )
    paths = os.pathsep.join((str(tmp_path), ENVIRONMENT["PYTHONPATH"]))
    args = [sys.executable, "-m", "interrupted"]
    done = subprocess.run(args, capture_output=True, env=ENVIRONMENT | {"PYTHONPATH": paths}, check=False, timeout=60)
    assert (done.returncode, done.stderr.count(b"\n")) == (130, 1)


@posix
def test_closed_streams_are_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(CRLF)
    for line, code in (
        ("<&-", 0),
        ("- <&-", 0),
        ("a.txt >&-", 0),
        ("a.txt -o x 2>&-", 0),
        ("missing 2>&-", 2),
        ("rules >&-", 0),
    ):
        done = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m cleaner {line}"],
            capture_output=True, cwd=tmp_path, env=ENVIRONMENT, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (code, b"", b""), line


@posix
def test_appending_to_the_input_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(CRLF)
    line = f"{sys.executable} -m cleaner a.txt >> a.txt"
    done = subprocess.run(["bash", "-c", line], capture_output=True, cwd=tmp_path, env=ENVIRONMENT, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"cleaner: standard output: is an input and an output")
    assert (tmp_path / "a.txt").read_bytes() == CRLF


@posix
def test_named_pipes_and_devices_are_read_and_written(tmp_path: Path) -> None:
    line = f"{sys.executable} -m cleaner clean <(printf '%s\\r\\n' {LINES[0]}) -o /dev/stdout"
    done = subprocess.run(["bash", "-c", line], capture_output=True, cwd=tmp_path, env=ENVIRONMENT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{LINES[0]}\n".encode(), b"")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(CRLF)
    (tmp_path / "a.txt").chmod(0)
    done = run("clean", "a.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr == b"cleaner: a.txt: cannot be read: Permission denied\n"


@posix
def test_a_full_disk_is_one_line() -> None:
    done = run("clean", "-", "-o", "/dev/full", stdin=CRLF)
    assert (done.returncode, done.stderr) == (3, b"cleaner: -: /dev/full: cannot be written: No space left on device\n")
    line = f"{sys.executable} -m cleaner - > /dev/full"
    full = subprocess.run(["bash", "-c", line], input=CRLF, capture_output=True, env=ENVIRONMENT, check=False)
    assert full.returncode == 3
    assert full.stderr == b"cleaner: standard output: No space left on device\n"


@posix
def test_a_terminal_gets_a_progress_bar_and_colour_and_a_pipe_does_not(tmp_path: Path) -> None:
    import pty

    (tmp_path / "a.txt").write_bytes(CRLF)
    (tmp_path / "b.txt").write_bytes(CRLF)

    def seen(*args: str, **environment: str) -> str:
        outer, inner = pty.openpty()
        with os.fdopen(outer, "rb", 0) as terminal:
            process = subprocess.Popen(
                [*COMMAND, *args], cwd=tmp_path, env=ENVIRONMENT | {"TERM": "xterm"} | environment,
                stdin=inner, stdout=inner, stderr=inner,
            )  # fmt: skip
            os.close(inner)
            chunks = []
            try:
                while chunk := terminal.read(4096):
                    chunks.append(chunk)
            except OSError:  # Linux says so when the other end is closed
                pass
            process.wait(timeout=30)
        return b"".join(chunks).decode()

    assert "\x1b[31m" in seen("explain", "a.txt")
    assert "\x1b" not in seen("explain", "a.txt", NO_COLOR="1")
    assert "] 0/2" in seen("clean", "a.txt", "b.txt", "-o", "out")
    assert "] 0/2" not in seen("clean", "a.txt", "b.txt", "-o", "out", "-q")
    assert seen().lstrip().startswith("Usage: ")
    assert "see 'cleaner --help'" not in seen()
