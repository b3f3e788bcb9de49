"""The tables of codecs: EUC-TW, where the Encoding Standard differs from Python, labels."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean, euctw
from cleaner.decoding import encode_back
from cleaner.emit import clean_record, restored
from cleaner.labels import codec_of, of_content_type
from cleaner.stages.decode import decode
from cleaner.stages.decode.pairs import otherwise

TEXT = "中文全字庫收錄的漢字，行政院維護。"


def test_euc_tw() -> None:
    data = euctw.encode(TEXT + " A4")
    assert data.startswith(b"\xc4\xe3")  # plane 1, row 36, column 67
    assert euctw.decode(data) == TEXT + " A4"
    assert euctw.decode(b"\x8e\xa2\xa1\xa1\x8e\xa1\xc4\xe3") == "乂中"
    assert euctw.encode("乂") == b"\x8e\xa2\xa1\xa1"
    assert euctw.decode(b"\xc4<\xff") == "\udcc4<\udcff"
    with pytest.raises(UnicodeEncodeError):
        euctw.encode("中\u0301")


def test_euc_tw_is_found_cleaned_and_restored() -> None:
    data = euctw.encode(TEXT * 3)
    document = clean(data)
    assert document.encoding == "euc_tw"
    assert document.text == TEXT * 3
    assert document.restore_bytes() == data


def test_restoring_from_the_ledger_knows_the_codec_and_the_bytes_it_does_not_give() -> None:
    header = "<title>中文網站首頁，歡迎光臨本站</title>\n".encode()
    for data in (
        euctw.encode(TEXT * 3),
        header + (TEXT * 6).encode("big5", "ignore"),
        b"\xa1\x45" + TEXT.encode("big5"),
    ):
        document = clean(data)
        record = json.loads(document.ledger(full=True))
        assert restored(clean_record(document), record) == data


@given(st.binary(max_size=60))
def test_any_bytes_come_back_from_euc_tw(data: bytes) -> None:
    assert encode_back(decode(data, "euc-tw")) == data


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs"])
def test_pairs_are_read_as_the_encoding_standard_has_them(codec: str) -> None:
    table = otherwise(codec)
    assert len(table) == {"gb18030": 20, "big5hkscs": 203}[codec]
    for pair, text in table.items():
        data = "中文 ".encode(codec) + pair + " 中文".encode(codec)
        decoded = decode(data, codec)
        assert decoded.text == f"中文 {text} 中文"
        assert encode_back(decoded) == data


def test_byte_80_beside_a_number_is_the_euro_sign() -> None:
    data = "票价".encode("gbk") + b"\x80" + "15，再加\x34".encode("gbk")
    decoded = decode(data, "gbk")
    assert decoded.text == "票价€15，再加4"
    assert encode_back(decoded) == data


@pytest.mark.parametrize(
    ("label", "codec"),
    [("gb2312", "gb18030"), ("X-GBK", "gb18030"), ("gb_2312-80", "gb18030"), ("big5", "big5hkscs"),
     ("x-sjis", "cp932"), ("ks_c_5601-1987", "cp949"), ("ISO-8859-1", "cp1252"), ("unicode-1-1-utf-8", "utf-8"),
     ("euc_tw", "euc_tw"), ("iso88592", "iso8859-2"), ("utf8", "utf-8"), ("punycode", None), ("no-such-codec", None)],
)  # fmt: skip
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


def test_the_label_of_a_content_type() -> None:
    assert of_content_type('text/html; charset="GB2312"; x=y') == "gb18030"
    assert of_content_type("text/html") is of_content_type("text/html; charset=") is None
