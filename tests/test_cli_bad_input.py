"""Bad input: one clear line on standard error, the right exit code, nothing half written."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner.stages
from cleaner.binary import not_text
from cleaner.doc import Doc
from cleaner.errors import InputError
from cleaner.io import atomic
from cleaner.io.inputs import Input, find, told_records
from cleaner.io.names import harmless, inside
from cleaner.io.outputs import layout
from cleaner.pipeline import Context, Proposal, Stage
from tests.test_cli import CRLF, PLAIN, run

posix = pytest.mark.skipif(os.name != "posix", reason="names and links of POSIX")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(CRLF)
    Path("empty.txt").write_bytes(b"")
    Path("pages").mkdir()
    Path("pages/b.txt").write_bytes(CRLF)
    Path("nul.bin").write_bytes(b"\0\1\2" * 100)
    Path("table.parquet").write_bytes(b"PAR1\x15\x04")
    Path("records.jsonl").write_text('{"id":"a","text":"甲"}\n' * 30, "utf-8")


@pytest.mark.parametrize(
    ("args", "code", "line"),
    [
        (["missing.txt"], 2, "missing.txt: no such file or folder"),
        (["a.text"], 2, "a.text: no such file or folder; is it a.txt?"),
        (["help"], 2, "help: no such file or folder; did you mean --help?"),
        (["explian", "a.txt"], 2, "explian: no such file or folder; did you mean the command 'explain'?"),
        (["a.txt", "missing.txt", "-o", "out"], 2, "missing.txt: no such file or folder"),
        (["pages"], 2, "several documents need -o OUT (a folder, or a name that ends in .jsonl)"),
        (
            ["pages", "-o", "a.txt"],
            2,
            "a.txt: is a file; several documents need a folder, or a name that",
        ),
        (["a.txt", "-o", "pages", "--format", "jsonl"], 2, "pages: is a folder, not a file"),
        (["a.txt", "-o", "x.txt", "--log", "pages"], 2, "pages: is a folder, not a file"),
        (["pages", "-o", "pages"], 2, "pages: the output folder is an input folder"),
        (["-", "a.txt", "-o", "out"], 2, "standard input (-) cannot be mixed with files"),
        (["a.txt", "-o", "./pages/../a.txt"], 2, "pages/../a.txt: is an input and an output"),
        (["a.txt", "--log", "-"], 2, "--log needs the name of a file"),
        (["a.txt", "--full-ledger"], 2, "--full-ledger says what goes into the ledger: name its file with --log"),
        (["nul.bin"], 3, "nul.bin: is not text: binary data"),
        (["table.parquet"], 3, "table.parquet: is not text: a Parquet file; use 'cleaner batch'"),
        (["a.txt", "-o", "x.json"], 2, "x.json: text (.txt), Markdown (.md) or JSON lines (.jsonl) is written"),
        (["pages", "-o", "out", "--url", "http://a.cn/"], 2, "--url is the address of one page"),
        (["a.txt", "--spun-model", "none.lm"], 2, "spun_model: none.lm: no such file"),
        (["a.txt", "--names", "@none.txt"], 2, "names: none.txt: cannot be read: No such file or directory"),
        (["restore", "records.jsonl", "records.jsonl"], 2, "records.jsonl:1: a clean record and no ledger; the ledger"),
        (
            ["restore", "pages", "records.jsonl"],
            2,
            "records.jsonl: is no folder; the ledgers of a run are in the folder",
        ),
        (["restore", "pages", "pages"], 2, "pages: holds no part of a run of 'cleaner batch'"),
        (["restore", "records.jsonl"], 2, "records.jsonl: is a file; name the file of its ledger, too"),
        (["batch", "pages", "-o", "out", "--keep-one"], 2, "--keep-one needs --profiles"),
        (["batch", "pages", "-o", "out", "--address", "auto"], 2, "--address needs --engine ray"),
        (["batch", "pages", "-o", "out", "--ledger", "none", "--full-ledger"], 2, "--full-ledger needs a ledger"),
        (["batch", "pages", "-o", "out", "--format", "parquet", "--compress", "gz"], 2, "--compress needs JSON lines"),
        (["a.txt", "--max-bytes", "3"], 3, "a.txt: too large: over 3 bytes (--max-bytes)"),
        (["a.txt", "-o", "a.txt/x.txt"], 3, "a.txt: a.txt/x.txt: cannot be written: "),
        (["explain", "pages"], 2, "explain takes one file, not a folder"),
        (["explain", "nul.bin"], 3, "nul.bin: is not text: binary data"),
        (["stats", "missing.jsonl"], 2, "missing.jsonl: cannot be read: No such file or directory"),
        (["restore", "missing.jsonl", "empty.txt"], 2, "missing.jsonl: cannot be read: No such file or directory"),
    ],
)
def test_one_line_and_the_right_code(args: list[str], code: int, line: str) -> None:
    before = sorted(os.walk("."))
    result = run(*args)
    assert result.exit_code == code, result.output
    assert result.stderr.startswith(f"cleaner: {line}")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert sorted(os.walk(".")) == before


def test_json_lines_in_the_place_of_a_text_are_pointed_out() -> None:
    result = run("records.jsonl")
    assert (result.exit_code, result.stdout) == (0, '{"id":"a","text":"甲"}\n' * 30)
    assert (
        result.stderr == "cleaner: records.jsonl: JSON lines, cleaned as one text; 'cleaner batch' cleans each record\n"
    )
    assert not told_records(b'{"name": 1}\n', "a.json")
    assert told_records(b'{"id": 1, "content": "a b"}\n', "a.json") in result.stderr
    assert not told_records(b'{"id": 1, "content": "a b"}\n', "a.txt")
    assert not told_records(b'{"text": {"a": 1}}', "a.json")
    assert not told_records(b"{curly}\n{braces}\n")
    assert told_records(b'{"name": 1}\n', "a.JSONL")


def test_a_record_over_several_lines_and_a_list_of_records_are_told_too() -> None:
    assert "jq -c . " in told_records(b'{\n "id": 1,\n "text": "a"\n}', "a.json").replace("'", " ")
    assert "jq -c .[] " in told_records(b'[{"id": 1, "text": "a"}]', "a.json").replace("'", " ")
    for data in (b'["text"]', b"[]", b'{\n "name": "text"\n}', b"[1, {", b"[[[[" * 9999, b"text"):
        assert not told_records(data, "a.json")
    assert not told_records(b'[{"id": 1, "text": "a"}]', "a.txt")


def test_a_wrong_file_is_not_complained_of_line_by_line() -> None:
    Path("text.txt").write_text("不是记录\n" * 100, "utf-8")
    for args in (("stats", "text.txt"), ("stats", "records.jsonl")):
        result = run(*args)
        assert result.exit_code == 3
        assert result.stderr.count("\n") == 11
    assert "is not a ledger record but a clean one" in run("stats", "records.jsonl").stderr


def test_nothing_is_a_document_too() -> None:
    for args in (["empty.txt"], ["-"], ["empty.txt", "--check"], ["empty.txt", "--diff"]):
        result = run(*args, stdin=b"")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert run("empty.txt", "-o", "x.txt").exit_code == 0
    assert Path("x.txt").read_bytes() == b""


def test_a_failure_leaves_the_old_result() -> None:
    Path("x.txt").write_bytes(b"old")
    assert run("nul.bin", "-o", "x.txt").exit_code == 3
    assert Path("x.txt").read_bytes() == b"old"


def broken(doc: Doc, context: Context) -> Proposal:
    raise RuntimeError("no\nluck" if "春" in doc.text else "")


def test_a_stage_that_fails_is_one_line_and_in_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaner.stages, "STAGES", (*cleaner.stages.STAGES[:1], Stage("mirror", broken)))
    result = run("a.txt", "-o", "x.txt", "--log", "l.jsonl")
    assert result.exit_code == 3
    assert result.stderr == "cleaner: a.txt: error: stage mirror: RuntimeError: no luck\n"
    assert not Path("x.txt").exists()
    assert json.loads(Path("l.jsonl").read_text("utf-8"))["status"] == "error"


def test_an_exception_leaves_no_trace() -> None:
    for target in ("old.txt", "new.txt"):
        Path("old.txt").write_bytes(b"old")
        with pytest.raises(TypeError), atomic.replacing(Path(target)) as file:
            file.writelines([b"half", "no bytes"])  # type: ignore[list-item]
        assert Path("old.txt").read_bytes() == b"old"
        assert not Path("new.txt").exists()
        assert not [name for name in os.listdir(".") if name.startswith(atomic.PREFIX)]


def test_a_disk_that_fails_on_sync_leaves_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Path("x.txt").write_bytes(b"old")
    before = sorted(os.listdir("."))
    monkeypatch.setattr(os, "fsync", full)
    result = run("a.txt", "-o", "x.txt")
    assert (result.exit_code, result.stderr) == (
        3,
        "cleaner: a.txt: x.txt: cannot be written: No space left on device\n",
    )
    assert Path("x.txt").read_bytes() == b"old"
    assert sorted(os.listdir(".")) == before


@posix
def test_a_link_stays_and_its_mode_too() -> None:
    Path("real.txt").write_bytes(b"old")
    Path("real.txt").chmod(0o640)
    Path("link.txt").symlink_to("real.txt")
    assert run("a.txt", "-o", "link.txt").exit_code == 0
    assert Path("link.txt").is_symlink()
    assert Path("real.txt").read_bytes() == PLAIN
    assert Path("real.txt").stat().st_mode & 0o777 == 0o640
    assert run("real.txt", "-o", "link.txt").exit_code == 2


@posix
def test_odd_names_are_names() -> None:
    for name in ("-dash.txt", "新 闻?:*.html", "new\nline.txt", "\udcff.txt"):
        Path("odd").mkdir(exist_ok=True)
        (Path("odd") / name).write_bytes(CRLF)
    result = run("odd", "-o", "c.jsonl", "--log", "l.jsonl")
    assert result.exit_code == 0, result.output
    result = run("restore", "c.jsonl", "l.jsonl", "-o", "back")
    assert result.exit_code == 0, result.output
    assert sorted(os.listdir("back")) == sorted(os.listdir("odd"))
    assert run("odd", "-o", "out").exit_code == 0
    (Path("odd") / "new\nline.txt").write_bytes(b"\0" * 9)
    told = run("odd", "-o", "out").stderr.splitlines()
    assert "new\\nline.txt: is not text" in told[0]
    assert all(line.startswith("cleaner: ") for line in told)


def test_a_folder_walk_passes_over_hidden_files_links_to_folders_and_its_own_output() -> None:
    Path("pages/.hidden").write_bytes(CRLF)
    Path("pages/.git").mkdir()
    Path("pages/.git/config").write_bytes(CRLF)
    if os.name == "posix":
        Path("pages/loop").symlink_to(".", target_is_directory=True)
        os.mkfifo("pages/pipe")
    for _ in range(2):
        result = run("pages", "-o", "pages/out", "--log", "pages/ledger.jsonl")
        assert "1 failed" not in result.stderr
        assert sorted(os.listdir("pages/out")) == ["b.txt"]
    assert [item.name for item in find(["pages"], [Path("pages/out"), Path("pages/ledger.jsonl")])] == ["b.txt"]


def test_an_empty_folder_gives_nothing() -> None:
    Path("nothing").mkdir()
    result = run("nothing", "-o", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "cleaner: no file in nothing, so nothing to clean\n"
    assert not Path("out").exists()


def test_one_result_that_cannot_be_written_does_not_stop_the_rest() -> None:
    Path("pages/q").mkdir()
    Path("pages/q/x.txt").write_bytes(CRLF)
    Path("pages/z.txt").write_bytes(CRLF)
    Path("out").mkdir()
    Path("out/q").write_bytes(b"in the way")
    result = run("pages", "-o", "out", "--log", "l.jsonl")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0].startswith("cleaner: pages/q/x.txt: out/q/x.txt: cannot be written: ")
    assert "2 documents cleaned, 2 changed, 1 failed" in result.stderr
    assert Path("out/b.txt").read_bytes() == Path("out/z.txt").read_bytes() == PLAIN
    assert [each["id"] for each in records("l.jsonl")] == ["b.txt", "z.txt"]


def test_names_that_would_meet_keep_their_suffix() -> None:
    def names(*given: str) -> dict[str, str]:
        places = layout([Input(name, Path(name)) for name in given], Path("out"), ".txt")
        return {str(item.name): path.relative_to("out").as_posix() for item, path in places.items()}

    assert names("a.html", "b/a.html") == {"a.html": "a.txt", "b/a.html": "b/a.txt"}
    assert names("a.html", "A.txt", "b.htm") == {"a.html": "a.html.txt", "A.txt": "A.txt.txt", "b.htm": "b.txt"}
    assert names("a.html", "a.txt", "a.html.md") == {
        "a.html": "a.html.txt", "a.txt": "a.txt.txt", "a.html.md": "a.html.md.txt",
    }  # fmt: skip
    assert names("v1.2", "第1.5节", "c.htm") == {"v1.2": "v1.2.txt", "第1.5节": "第1.5节.txt", "c.htm": "c.txt"}


def test_several_places_keep_what_tells_them_apart() -> None:
    Path("other").mkdir()
    Path("other/b.txt").write_bytes(PLAIN)
    assert run("pages", "other", "a.txt", "-o", "out", "-q").exit_code == 0
    found = sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*.txt"))
    assert found == ["a.txt", "other/b.txt", "pages/b.txt"]
    assert [item.name for item in find(["pages/b.txt", "pages/../pages/b.txt"])] == ["b.txt"]


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_text_in_any_encoding_is_text(codec: str) -> None:
    text = "春天来了，公园里的花都开了。\nThe park is full of flowers.\n孩子们在湖边放风筝。\n"
    assert not_text(text.encode(codec)) is None
    assert not_text((text * 2000).encode(codec)) is None


def test_shifts_between_tables_do_not_make_a_text_binary() -> None:
    assert not_text(b"\x1b$)A" + b"\x0e4:Ll\x0f \x0e@4AK\x0f\n" * 50) is None  # ISO-2022-CN
    assert not_text("春天 来了 ".encode("hz") * 50) is None


def test_a_stray_zero_does_not_make_a_text_binary() -> None:
    assert not_text("春天来了，公园里\0的花都开了。".encode("gb18030")) is None
    assert not_text(b"") is None


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0", b"\xff\xd8\xff\xe0\0", b"PK\3\4abc", b"\x1f\x8b\x08", b"\0", bytes(range(256)) * 9]
)
def test_what_is_no_text(data: bytes) -> None:
    assert not_text(data) is not None


EVIL = ["../x", "/etc/passwd", "a/../../x", "..", ".", "", "a//b", "a/./b", "\0", "x" * 300, "a/", "~/x/../../y"]


@pytest.mark.parametrize("name", EVIL)
def test_an_id_never_leads_out_of_the_folder(name: str) -> None:
    assert run("a.txt", "-o", "c.jsonl", "--log", "l.jsonl").exit_code == 0
    for file in ("c.jsonl", "l.jsonl"):
        record = json.loads(Path(file).read_text("utf-8"))
        Path(file).write_text(json.dumps(record | {"id": name}), "utf-8")
    Path("deep/back").mkdir(parents=True)
    result = run("restore", "c.jsonl", "l.jsonl", "-o", "deep/back")
    assert result.exit_code == 0, result.output
    assert "is not a safe file name; written to" in result.stderr
    only, names = sorted(os.listdir("deep/back"))
    assert names == "names.jsonl"
    assert only.startswith("id-")
    assert Path("deep/back", only).read_bytes() == CRLF
    assert os.listdir("deep") == ["back"]


@given(st.text(max_size=40))
def test_any_id_has_a_place_in_the_folder(name: str) -> None:
    path = inside(Path("out"), name)
    assert os.path.commonpath([os.path.abspath("out"), os.path.abspath(path)]) == os.path.abspath("out")
    assert path != Path("out")
    assert not harmless(name) or path == Path("out") / name


@posix
def test_a_link_in_the_folder_does_not_lead_out_either() -> None:
    Path("back").mkdir()
    Path("back/sub").symlink_to("../pages")
    with pytest.raises(InputError, match="symbolic link"):
        inside(Path("back"), "sub/b.txt")


def records(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(file).read_text("utf-8").splitlines()]


def test_broken_lines_are_named_and_the_rest_is_restored() -> None:
    assert run("a.txt", "pages", "-o", "c.jsonl", "--log", "l.jsonl", "-q").exit_code == 0
    good = Path("c.jsonl").read_text("utf-8")
    Path("c.jsonl").write_text("\n" + good.splitlines()[0][:50] + '\n[1]\n{"id": "b"}\n' + good, "utf-8")
    Path("l.jsonl").write_bytes(b"\xff\xff\n" + Path("l.jsonl").read_bytes() + b"{")
    result = run("restore", "c.jsonl", "l.jsonl", "-o", "back")
    assert result.exit_code == 3
    lines = result.stderr.splitlines()
    assert [line.split(" ")[1] for line in lines] == [
        "l.jsonl:1:",
        "l.jsonl:4:",
        "c.jsonl:2:",
        "c.jsonl:3:",
        "c.jsonl:4:",
        "2",
    ]
    assert "is not UTF-8 text" in lines[0]
    assert "is not a JSON record" in lines[2]
    assert "l.jsonl has no record with the id 'b'" in lines[4]
    assert Path("back/a.txt").read_bytes() == Path("back/pages/b.txt").read_bytes() == CRLF
    result = run("stats", "l.jsonl", "c.jsonl")
    assert result.exit_code == 3
    assert "cleaner: l.jsonl:1: is not UTF-8 text" in result.stderr
    assert "cleaner: c.jsonl:5: is not a ledger record" in result.stderr
    assert "2 documents" in result.stdout


def test_a_wrong_ledger_is_one_line_and_writes_nothing() -> None:
    Path("pages/b.txt").write_bytes(CRLF * 2)
    for folder in ("pages", "a.txt"):
        assert run(folder, "-o", f"{folder}.c.jsonl", "--log", f"{folder}.l.jsonl", "-q").exit_code == 0
    record = records("pages.l.jsonl")[0]
    Path("wrong.jsonl").write_text(json.dumps(record | {"id": "a.txt"}), "utf-8")
    result = run("restore", "a.txt.c.jsonl", "wrong.jsonl", "-o", "back")
    assert result.exit_code == 3
    assert "a.txt.c.jsonl:1: a.txt: the clean text is not the one that the ledger was written for" in result.stderr
    assert not Path("back").exists()


def test_the_right_ledger_is_found_among_several_of_one_name() -> None:
    for number in (1, 2):
        Path("a.txt").write_bytes(CRLF * number)
        assert run("a.txt", "-o", f"c{number}.jsonl", "--log", f"l{number}.jsonl").exit_code == 0
    Path("l.jsonl").write_bytes(Path("l1.jsonl").read_bytes() + Path("l2.jsonl").read_bytes())
    for number in (1, 2):
        result = run("restore", f"c{number}.jsonl", "l.jsonl")
        assert (result.exit_code, result.stdout_bytes) == (0, CRLF * number)
        result = run("restore", f"c{number}.jsonl", "-", stdin=Path("l.jsonl").read_bytes())
        assert (result.exit_code, result.stdout_bytes) == (0, CRLF * number)


def test_restore_does_not_overwrite_what_it_reads_nor_one_original_with_another() -> None:
    assert run("a.txt", "-o", "c.jsonl", "--log", "l.jsonl").exit_code == 0
    for file in ("c.jsonl", "l.jsonl"):
        line = json.dumps(records(file)[0] | {"id": "c.jsonl"}) + "\n"
        Path(file).write_text(line + line, "utf-8")
    result = run("restore", "c.jsonl", "l.jsonl", "-o", ".")
    assert result.exit_code == 3
    assert "is an input and an output" in result.stderr
    result = run("restore", "c.jsonl", "l.jsonl", "-o", "back")
    assert result.exit_code == 0
    assert "c.jsonl:2: 'c.jsonl' is the id of a record before, too; written to back/c~2.jsonl" in result.stderr
    assert Path("back/c.jsonl").read_bytes() == Path("back/c~2.jsonl").read_bytes() == CRLF
    assert run("restore", "c.jsonl", "l.jsonl").exit_code == 2


@settings(max_examples=40)
@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
)
def test_any_file_is_cleaned_and_comes_back_or_fails_with_one_line(data: bytes) -> None:
    Path("any").write_bytes(data)
    result = run("any", "-o", "any.jsonl", "--log", "any.l.jsonl", "--full-ledger")
    if result.exit_code == 0:
        assert result.stderr == ""
        assert run("restore", "any.jsonl", "any.l.jsonl").stdout_bytes == data
    else:
        assert result.exit_code == 3
        assert result.stderr.startswith("cleaner: any: is not text: ")
        assert result.stderr.count("\n") == 1


def test_web_pages_need_the_full_ledger() -> None:
    page = "<html><body><p>春天来了，公园里的花都开了。</p>\n<p>孩子们在湖边放风筝。</p></body></html>"
    Path("page.html").write_text(page, "utf-8")
    assert run("page.html", "-o", "c.jsonl", "--log", "l.jsonl").exit_code == 0
    if not records("l.jsonl")[0]["complete"]:
        result = run("restore", "c.jsonl", "l.jsonl", "-o", "back")
        assert result.exit_code == 3
        assert "--full-ledger" in result.stderr
    assert run("page.html", "-o", "c.jsonl", "--log", "l.jsonl", "--full-ledger").exit_code == 0
    assert run("restore", "c.jsonl", "l.jsonl").stdout_bytes.decode() == page


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_text_with_a_hole_of_nuls_is_text(codec: str) -> None:
    data = "孩子们在湖边放风筝，老人坐在树下聊天。\n".encode(codec) * 40
    for size in (800, 70_000):
        assert not_text(data + bytes(size)) is None
        assert not_text(data[:500] + bytes(size) + data[500:]) is None
        assert not_text(bytes(size) + data) is None
    Path("hole.txt").write_bytes(data[:1500] + bytes(800) + data[1500:])
    result = run("hole.txt")
    assert result.exit_code == 0, result.output
    assert "\0" not in result.stdout
    assert "孩子们在湖边放风筝" in result.stdout
    for binary in (
        bytes(9000),
        b"a\1" * 40 + bytes(800),
        b"name.txt".ljust(257, b"\0") + b"ustar" + bytes(250) + data[:40],
    ):
        assert not_text(binary) == "binary data; if it is text, name its --encoding"


def test_what_is_called_text_is_cleaned() -> None:
    result = run("nul.bin", "--input", "text")
    assert (result.exit_code, result.stdout) == (0, "")
