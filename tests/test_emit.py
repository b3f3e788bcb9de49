from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, Document, RestoreError
from cleaner.diff import diff_text, visible
from cleaner.doc import Doc, Edit
from cleaner.emit import clean_record, dumps, ledger_line, ledger_record, render, restored, text_bytes
from cleaner.explain import Piece, escaped, marked, pieces
from cleaner.markdown import markdown
from tests.strategies import edited_docs

CLEANER = Cleaner()
PAGE = (
    "<html><head><title>春天来了</title><style>p{}</style></head><body><h1>春天来了</h1>"
    "<p>公园里的花都开了，孩子们在湖边放风筝。</p><p>老人坐在树下聊天&amp;下棋。\r\n</p></body></html>"
)
ODD = [
    "",
    "\n",
    PAGE,
    PAGE.encode(),
    PAGE.encode("gb18030"),
    PAGE.encode("utf-16"),
    "公园里的花都开了，孩子们在湖边放风筝。\ud800\udc80\0\x85\u2028".encode("utf-8", "surrogatepass"),
    "公园里的花都开了\ud800，\udfff孩子们",
    "春天来了，公园里的花都开了。".encode("big5", "ignore") + b"\xa1\xc3\xa2\xcc\xff\x80\n" * 3,
    bytes(range(256)),
]


def through_files(document: Document, full: bool = True) -> bytes:
    """The original, from what a record file and a ledger file hold."""
    clean = json.loads(dumps(document.to_record()).encode())
    ledger = json.loads(document.ledger(full).encode())
    return restored(clean, ledger)


@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
def test_odd_inputs_come_back_from_the_records(data: str | bytes) -> None:
    wanted = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    assert through_files(CLEANER.clean(data)) == wanted


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=100).map(lambda s: f"<p>{s}</p>\r\n<b>春天</b>".encode("gb18030", "replace")),
    )
)
def test_any_bytes_come_back_from_the_records(data: bytes) -> None:
    assert through_files(CLEANER.clean(data)) == data


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_any_text_comes_back_from_the_records(text: str) -> None:
    assert through_files(CLEANER.clean(text)) == text.encode("utf-8", "surrogatepass")


@given(edited_docs())
def test_any_edits_come_back_from_the_records(doc: Doc) -> None:
    assert through_files(Document(text=doc.text, doc=doc)) == doc.source.encode()


@given(edited_docs())
def test_pieces_make_up_the_clean_text_and_cover_the_source(doc: Doc) -> None:
    found = list(pieces(doc))
    assert "".join(piece.new for piece in found) == doc.text
    assert "".join(piece.old for piece in found) == doc.source
    assert all(piece.rules or piece.old == piece.new for piece in found)


def patched(old: str, diff: str) -> str:
    """What ``patch`` makes of ``old``."""
    lines, out, at = old.split("\n"), [], 0
    rows = diff.split("\n")[2:-1]
    for row in rows:
        if row.startswith("@@"):
            first, _, size = row.split()[1][1:].partition(",")
            start = int(first) - (size != "0")
            out += lines[at:start]
            at = start
        else:
            if row[0] in " -":
                assert lines[at] == row[1:]
                at += 1
            if row[0] in " +":
                out.append(row[1:])
    return "\n".join([*out, *lines[at:]])


@given(edited_docs())
def test_a_diff_patches_the_source_into_the_text(doc: Doc) -> None:
    diff = diff_text(Document(text=doc.text, doc=doc), "x")
    assert patched(doc.source, diff).rstrip("\n") == doc.text.rstrip("\n") or doc.source.strip("\n") == ""


def html() -> Document:
    """A page after a markup stage and a rule that takes a line."""
    doc = Doc("<p>首页 &gt; <b>新闻</b></p>公园里的花开了")
    tags = [(0, 3, ""), (6, 10, ">"), (11, 14, ""), (16, 20, ""), (20, 24, "\n")]
    doc = doc.apply("markup", [Edit(*tag, "markup.tag") for tag in tags])
    assert doc.text == "首页 > 新闻\n公园里的花开了"
    doc = doc.apply("boilerplate", [Edit(0, 8, "", "boilerplate.breadcrumb")])
    return Document(text=doc.text, doc=doc)


def test_tags_are_counted_and_listed_only_in_a_full_ledger() -> None:
    short, full = ledger_record(html()), ledger_record(html(), full=True)
    assert short["rules"] == full["rules"]
    assert [each["rule"] for each in short["edits"]] == ["boilerplate.breadcrumb"]
    assert (short["complete"], full["complete"]) == (False, True)
    with pytest.raises(RestoreError, match="--full-ledger"):
        restored(html().to_record(), short)
    assert restored(html().to_record(), full).decode() == html().restore()


def test_a_page_is_explained_without_its_tags() -> None:
    found = list(pieces(html().doc))
    assert found[0] == Piece("首页 > 新闻\n", "", ("boilerplate.breadcrumb",))
    assert marked(found[0]) == ("[-首页 > 新闻-]", "", "{boilerplate.breadcrumb}\n")
    assert found[1] == Piece("公园里的花开了", "公园里的花开了")


def test_a_page_is_compared_by_its_visible_text() -> None:
    assert visible(html().doc).text == "首页 > 新闻\n公园里的花开了"
    assert diff_text(html(), "x").splitlines()[3:] == ["-首页 > 新闻", " 公园里的花开了"]


def test_what_a_terminal_must_not_see_is_written_out() -> None:
    assert escaped("a\x1b[31m\u200b\u202e\ud800\n\t") == "a\\x1b[31m\\u200b\\u202e\\ud800\n\t"


Broken = tuple[str, Any]
BREAKS: list[Broken] = [
    ("id", "another"),
    ("text_sha256", "0" * 64),
    ("sha256", "0" * 64),
    ("chars", 10**13),
    ("chars", -1),
    ("chars", "3"),
    ("kept", [[0, 0, 10**9]]),
    ("kept", [[0]]),
    ("kept", None),
    ("kept", []),
    ("raw", [[0, 2, "zz"]]),
    ("raw", 3),
    ("edits", [{}]),
    ("edits", [{"start": 0, "end": 2, "old": 7}]),
    ("edits", [{"start": 0, "end": 1, "old": "abc"}]),
    ("encoding", "no-such-codec"),
    ("encoding", 5),
    ("complete", False),
    ("complete", None),
]


@pytest.mark.parametrize(("key", "value"), BREAKS)
def test_a_broken_ledger_is_one_clear_error(key: str, value: object) -> None:
    document = CLEANER.clean("公园里的花都开了，\r\n孩子们在湖边放风筝。".encode())
    ledger = json.loads(document.ledger())
    with pytest.raises(RestoreError) as caught:
        restored(document.to_record(), ledger | {key: value})
    assert "\n" not in str(caught.value)
    with pytest.raises(RestoreError):
        restored(document.to_record(), {k: v for k, v in ledger.items() if k != key})


@pytest.mark.parametrize("clean", [{}, {"id": None}, {"id": 3, "text": 4}])
def test_a_broken_clean_record_is_one_clear_error(clean: dict[str, Any]) -> None:
    ledger = json.loads(CLEANER.clean("公园").ledger())
    with pytest.raises(RestoreError):
        restored(clean, ledger)
    with pytest.raises(RestoreError):
        restored(clean | {"id": ledger["id"]}, ledger)
    with pytest.raises(RestoreError):
        restored(clean, {})


def test_records_are_one_line_of_json_with_the_metadata() -> None:
    document = Document(text="春\u2028天\ud800", title="春", scores={"spun": 0.123456}, doc=Doc("春\u2028天\ud800"))
    for line in (dumps(document.to_record()), document.ledger(), render(document, "jsonl").decode().rstrip("\n")):
        assert "\n" not in line
        line.encode()
    record = json.loads(dumps(clean_record(document, "a/b.txt")))
    assert (record["id"], record["title"], record["text"], record["scores"]) == (
        "a/b.txt",
        "春",
        document.text,
        {"spun": 0.1235},
    )
    assert json.loads(ledger_line(document, name="a/b.txt"))["id"] == "a/b.txt"


def test_numbers_of_numpy_and_what_is_no_number_can_be_written() -> None:
    half: Any = np.float32(0.5)
    scores = {"a": half, "b": float("nan")}
    doc = Doc("春天").apply("tidy", [Edit(0, 1, "", "tidy.x", "", half)])
    document = Document(text="天", scores=scores, doc=doc)
    assert json.loads(json.dumps(document.to_record()))["scores"] == {"a": 0.5, "b": None}
    assert json.loads(document.ledger())["edits"][0]["confidence"] == 0.5


def test_a_text_file_is_valid_utf8_and_ends_with_a_newline() -> None:
    assert text_bytes(Document(text="春\ud800", doc=Doc(""))) == "春\ufffd\n".encode()
    assert text_bytes(Document(text="春\n", doc=Doc(""))) == "春\n".encode()
    assert text_bytes(Document(text="", doc=Doc(""))) == b""


def test_markdown_has_front_matter_and_paragraphs() -> None:
    plain = Document(text="题\n甲\n乙", title='他说:"题"\x85\n', published="2025-07-24", doc=Doc(""))
    assert markdown(plain).decode() == (
        '---\ntitle: "他说:\\"题\\"\\u0085\\n"\npublished: "2025-07-24"\nverdict: "empty"\n---\n\n题\n\n甲\n\n乙\n'
    )
    assert markdown(Document(text="# 题\n\n- 甲\n- 乙", doc=Doc(""))).decode().endswith("\n\n# 题\n\n- 甲\n- 乙\n")


def test_rows_of_cells_are_a_table_in_markdown() -> None:
    text = "成绩单\n姓名\t成绩\n甲\t9|5\n乙\t\n以上。"
    body = render(Document(text=text, doc=Doc("")), "md").decode().partition("---\n\n")[2]
    assert body == "成绩单\n\n| 姓名 | 成绩 |\n| --- | --- |\n| 甲 | 9\\|5 |\n| 乙 |  |\n\n以上。\n"
    uneven = "甲\t乙\n丙\t丁\t戊\n"
    assert uneven.split("\n", maxsplit=1)[0] in render(Document(text=uneven, doc=Doc("")), "md").decode()
