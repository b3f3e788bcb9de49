from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner import Cleaner, Config, clean
from cleaner.batch.document import clean_row
from cleaner.cli.app import app
from cleaner.io.corpus import ANY_FIELDS, Row, find_sources
from cleaner.io.shards import plan, rows

# Plain prose, so that no rule but that for line ends has anything to do.
LINES = ["春天来了，公园里的花都开了。", "孩子们在湖边放风筝，老人坐在树下聊天。", "到了傍晚，大家才慢慢走回家去。"]
PLAIN = "".join(f"{line}\n" for line in LINES).encode()
CRLF = PLAIN.replace(b"\n", b"\r\n")


def run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in args], input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two pages, one a level down, as the working directory's ``pages``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages/sub").mkdir(parents=True)
    (tmp_path / "pages/a.txt").write_bytes(CRLF)
    (tmp_path / "pages/sub/b.html").write_bytes(CRLF)
    return tmp_path


def test_a_file_is_printed(folder: Path) -> None:
    for args in (["clean", "pages/a.txt"], ["pages/a.txt"], ["clean", "pages/a.txt", "--format", "text"]):
        result = run(*args)
        assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, PLAIN, "")


def test_standard_input_is_cleaned_with_and_without_a_dash() -> None:
    for args in ([], ["-"], ["clean"], ["clean", "-"]):
        result = run(*args, stdin=CRLF)
        assert (result.exit_code, result.stdout_bytes) == (0, PLAIN)


def test_a_folder_keeps_its_layout(folder: Path) -> None:
    result = run("clean", "pages", "-o", "out", "--log", "out/ledger.jsonl")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert "2 documents cleaned, 2 changed, 0 failed" in result.stderr
    assert (folder / "out/a.txt").read_bytes() == PLAIN
    assert (folder / "out/sub/b.txt").read_bytes() == PLAIN
    ledger = [json.loads(line) for line in (folder / "out/ledger.jsonl").read_text("utf-8").splitlines()]
    assert [each["id"] for each in ledger] == ["a.txt", "sub/b.html"]


def test_records_go_into_one_file_and_restore_gives_the_originals_back(folder: Path) -> None:
    assert run("clean", "pages", "-o", "c.jsonl", "--log", "l.jsonl", "--full-ledger").exit_code == 0
    result = run("restore", "c.jsonl", "l.jsonl", "-o", "back")
    assert result.exit_code == 0, result.output
    for name in ("a.txt", "sub/b.html"):
        assert (folder / "back" / name).read_bytes() == CRLF


def test_check_and_diff_write_nothing(folder: Path) -> None:
    checked = run("clean", "pages", "--check", "-o", "out", "--log", "log.jsonl")
    assert checked.exit_code == 1
    assert checked.stdout == ""
    assert "pages/a.txt: would change" in checked.stderr
    shown = run("clean", "pages", "--diff", "-o", "out", "--log", "log.jsonl")
    assert shown.exit_code == 0
    assert f"-{LINES[2]}\r\n+{LINES[0]}\n".encode() in shown.stdout_bytes
    assert sorted(each.name for each in folder.iterdir()) == ["pages"]
    (folder / "pages/a.txt").write_bytes(PLAIN)
    assert run("clean", "pages/a.txt", "--check").exit_code == 0


def test_the_summary_names_verdicts_other_than_article(folder: Path) -> None:
    (folder / "pages/empty.txt").write_bytes(b"")
    result = run("clean", "pages", "-o", "out")
    assert result.stderr.startswith("cleaner: 3 documents cleaned, 1 empty, 2 changed, 0 failed; ")
    assert run("clean", "pages", "-o", "out", "-q").stderr == ""


@pytest.mark.parametrize("args", [["clean", "pages"], ["clean", "pages/a.txt", "pages/sub/b.html"]])
def test_several_documents_need_a_place(folder: Path, args: list[str]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


def test_the_same_file_in_and_out_is_refused(folder: Path) -> None:
    for args in (["-o", "pages/a.txt"], ["-o", "x.txt", "--log", "pages/a.txt"], ["-o", "x", "--log", "x"]):
        result = run("clean", "pages/a.txt", *args)
        assert result.exit_code == 2, args
        assert result.stderr.count("\n") == 1
    assert (folder / "pages/a.txt").read_bytes() == CRLF


def test_one_bad_document_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "pages/image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    result = run("clean", "pages", "-o", "out")
    assert result.exit_code == 3
    assert "cleaner: pages/image.png: is not text: a PNG image" in result.stderr
    assert (folder / "out/a.txt").exists()
    assert not (folder / "out/image.txt").exists()


def test_explain_marks_every_change(folder: Path) -> None:
    result = run("explain", "pages/a.txt")
    assert result.exit_code == 0, result.output
    assert f"{LINES[0]}[-\\x0d-]{{decode.line-end}}\n{LINES[1]}" in result.stdout
    assert "\x1b" not in result.stdout
    assert "\x1b[31m" in run("explain", "pages/a.txt", "--color").stdout


def test_stats_sums_up_a_ledger(folder: Path) -> None:
    run("clean", "pages", "-o", "out", "--log", "l.jsonl")
    result = run("stats", "l.jsonl")
    assert result.exit_code == 0, result.output
    assert "decode.line-end" in result.stdout
    assert "documents 2, edits 6" in result.stdout
    assert json.loads(run("stats", "l.jsonl", "--json").stdout)["rules"][0]["edits"] == 6


def test_rules_explains_a_rule() -> None:
    assert "decode.line-end" in run("rules").stdout
    assert "换行统一" in run("rules", "decode.line-end").stdout
    assert json.loads(run("rules", "decode.line-end", "--json").stdout)["stage"] == "decode"
    result = run("rules", "decode.lineend")
    assert result.exit_code == 2
    assert "did you mean 'decode.line-end'?" in result.stderr


@pytest.mark.parametrize(
    "start",
    [
        "<script>alert(1)</script>",
        "<style>p{color:red}</style>",
        '<img src="a.png">',
        '<a href="/a">放风筝的人</a>，',
        "<svg><path d='M0'/></svg>",
        "<o:p></o:p>",
    ],
)
def test_a_page_by_name_or_type_is_one_for_every_command(start: str, tmp_path: Path) -> None:
    source = f"{start}{LINES[0]}{LINES[1]}"
    (tmp_path / "x.html").write_text(source, "utf-8")
    sources, _ = find_sources([str(tmp_path)])
    (row,) = (row for shard in plan(sources, 1 << 20, ANY_FIELDS, 1 << 20) for row in rows(shard, ANY_FIELDS, 1 << 20))
    assert isinstance(row, Row)
    batched = clean_row(row, Config())
    assert "<" not in batched.text
    assert run("clean", tmp_path / "x.html").stdout == batched.text + "\n"
    for document in (clean(source, content_type="text/html"), Cleaner().clean(source.encode(), None, "text/html")):
        assert (document.text, document.config_hash) == (batched.text, batched.config_hash)
