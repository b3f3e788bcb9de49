from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.decoding import decode_exactly, encode_back
from cleaner.labels import codec_of, declared
from cleaner.stages.decode import decode
from cleaner.stages.decode.detect import detect

HANS = "记者昨天从市政府获悉，新的图书馆将在年底前向公众开放，市民可以免费办理借书证。"
HANT = "記者昨天從市政府獲悉，新的圖書館將在年底前向公眾開放，市民可以免費辦理借書證。"
CODECS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7", "ascii",
    "gb18030", "gbk", "gb2312", "hz", "big5", "big5hkscs", "cp950", "shift_jis", "cp932", "euc_jp", "iso2022_jp",
    "euc_kr", "cp949", "johab", "latin-1", "cp1252", "koi8_r", "cp037",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codec"),
    [(HANS, c) for c in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "hz")]
    + [(HANT, c) for c in ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")],
)
@pytest.mark.parametrize("size", [8, 20, 41])
def test_the_codec_of_clean_bytes_is_found(text: str, codec: str, size: int) -> None:
    data = text[:size].encode(codec)
    assert decode(data).text == text[:size]


@pytest.mark.parametrize(("text", "codec"), [(HANS, "utf-8"), (HANS, "gb18030"), (HANT, "big5hkscs"), (HANT, "utf-8")])
@pytest.mark.parametrize("at", [1, 30, 61])
def test_a_wrong_or_lost_byte_does_not_mislead(text: str, codec: str, at: int) -> None:
    data = (text * 4).encode(codec)
    for damaged in (data[:at] + b"\xff" + data[at + 1 :], data[:at] + data[at + 1 :], data[at:], data[:-1]):
        assert detect(damaged) == codec
        decoded = decode(damaged)
        assert encode_back(decoded) == damaged


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs", "utf-8"])
def test_ten_chinese_bytes_in_a_long_page(codec: str) -> None:
    filler = b'<div class="a"><a href="/x/y">item</a></div>\n' * 120
    data = filler + "網站首頁".encode(codec) + filler
    assert detect(data) == codec


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides(mark: bytes, codec: str) -> None:
    assert decode(mark + HANS.encode(codec)).text == "\ufeff" + HANS


def test_labels_follow_the_web() -> None:
    assert codec_of("GB2312") == codec_of("gbk") == codec_of("x-gbk") == "gb18030"
    assert codec_of("Big5") == codec_of("big5-hkscs") == "big5hkscs"
    assert codec_of("no-such-thing") is codec_of("base64") is None
    assert declared(b'<html><head><meta charset="gb2312">') == "gb18030"
    assert declared(b'<?xml version="1.0" encoding="Big5"?>') == "big5hkscs"


def test_a_declared_codec_decides_for_other_languages() -> None:
    page = '<meta charset="windows-1251"><p>Съешь ещё этих мягких французских булок'.encode("cp1251")
    assert detect(page) == "cp1251"
    assert decode(page, "gb2312").encoding == "gb18030"


@pytest.mark.parametrize(
    ("text", "codec"), [(HANS, "gb18030"), (HANT, "big5hkscs"), (HANT, "gb18030"), (HANS, "utf-8")]
)
@pytest.mark.parametrize(
    "lie", ["utf-8", "gbk", "big5", "iso-8859-1", "shift_jis", "windows-1251", "x-unknown", "euc-tw"]
)
def test_a_label_that_lies_is_not_believed(text: str, codec: str, lie: str) -> None:
    page = f'<meta charset="{lie}"><p>{text[:20]}</p>'.encode(codec)
    assert detect(page) == codec
    assert detect(f"<p>{text[:20]}</p>".encode(codec), codec_of(lie)) == codec


def test_what_a_server_says_counts_where_nothing_reads_as_chinese() -> None:
    page = "<p>Съешь ещё этих мягких французских булок, да выпей чаю.</p>".encode("cp1251")
    document = Cleaner().clean(page, content_type="text/html; charset=Windows-1251")
    assert document.encoding == "cp1251"
    assert document.verdict == "not-chinese"
    assert Cleaner().clean(HANS.encode("gb18030"), content_type="text/html; charset=iso-8859-1").text == HANS


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("これは日本語の文章です。図書館は年末に開館する予定だと市の担当者が話した。", "euc_jp"),
        ("これは日本語の文章です。図書館は年末に開館する予定だと市の担当者が話した。", "cp932"),
        ("시청은 새 도서관을 연말에 시민에게 개방한다고 밝혔다. 누구나 무료로 이용할 수 있다.", "cp949"),
    ],
)
def test_japanese_and_korean_are_not_called_chinese(text: str, codec: str) -> None:
    assert decode((text * 5).encode(codec)).text == text * 5


@pytest.mark.parametrize("codec", CODECS)
@settings(max_examples=40, deadline=None)
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=20).map(lambda t: t.encode("utf-8", "ignore"))))
def test_any_bytes_come_back_from_any_codec(codec: str, data: bytes) -> None:
    assert encode_back(decode_exactly(data, codec)) == data


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(), st.text().map(lambda t: t.encode("gb18030", "ignore")), st.binary().map(lambda b: b * 40))
)
def test_any_bytes_are_decoded_and_come_back(data: bytes) -> None:
    assert encode_back(decode(data)) == data


def test_nothing_and_plain_ascii() -> None:
    assert decode(b"") == decode_exactly(b"", "ascii")
    assert decode(b"plain text\r\n").text == "plain text\r\n"
