"""Rare forms of Chinese bytes: a mark of UTF-8 before GBK, mail in seven bits, damaged EUC-TW; and no text at all."""

from __future__ import annotations

import random
import time

import pytest

from cleaner import Config, clean, euctw, iso2022cn
from cleaner.stages.decode import decode
from cleaner.stages.decode.detect import detect

HANS = "春天来了，公园里的花都开了，许多市民带着孩子来到湖边散步。"
HANT = "春天來了，公園裡的花都開了，許多市民帶著孩子來到湖邊散步。"
MARK = b"\xef\xbb\xbf"


def seven_bits(text: str, codec: str, escape: bytes) -> bytes:
    """``text``, which is Chinese alone, as mail has it."""
    data = text.encode(codec) if codec != "euc_tw" else euctw.encode(text)
    return b"From: a\n" + escape + b"\x0e" + bytes(b & 0x7F for b in data) + b"\x0f\nend"


@pytest.mark.parametrize(("text", "codec"), [(HANS, "gb18030"), (HANT, "big5hkscs")])
def test_a_mark_of_utf8_before_another_codec_is_a_slip(text: str, codec: str) -> None:
    data = MARK + text.encode(codec)
    result = clean(data)
    assert (result.text, result.encoding) == (text, codec)
    assert result.restore_bytes() == data


def test_a_mark_before_utf8_with_a_lost_byte_is_meant() -> None:
    data = MARK + HANS.encode()
    data = data[:20] + data[21:]
    assert decode(data).encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "codec", "escape"), [(HANS, "gb2312", b"\x1b$)A"), (HANT.replace("裡", "里"), "euc_tw", b"\x1b$)G")]
)
def test_mail_in_seven_bits_is_read_and_comes_back(text: str, codec: str, escape: bytes) -> None:
    data = seven_bits(text, codec, escape)
    result = clean(data)
    assert text in result.text
    assert result.encoding == iso2022cn.NAME
    assert result.restore_bytes() == data
    assert decode(data, "iso-2022-cn").text == decode(data).text


def test_a_pair_of_the_second_plane_and_a_line_end() -> None:
    assert iso2022cn.decode(b"\x1b$*H\x1bN!!\x1b$)A\x0eVP\nVP") == "乂中\nVP"


def test_shifts_alone_are_no_mail() -> None:
    assert detect(b"a \x0e b \x1b[31m") == "ascii"


def test_no_other_codec_is_looked_for_inside_of_euc_tw() -> None:
    text = "為台灣使用的漢字編碼方法之一，字表?基?；但是普遍使用大五碼，甚少使用。"
    assert decode(euctw.encode(text), "euc-tw").text == text


def test_bytes_that_are_no_text_take_linear_time() -> None:
    source = random.Random(1)
    took = []
    for size in (40_000, 160_000):
        data = source.randbytes(size)
        begun = time.process_time()
        assert clean(data, config=Config(input="text")).restore_bytes() == data
        took.append(time.process_time() - begun)
    assert took[1] < 8 * took[0]


@pytest.mark.parametrize("text", ["éé", "ññ", "²²²", "½½ ¾¾", "½½", "üü ää", "café éé", "½¾", "²³", "ææ", "ãõ ãõ"])
def test_a_few_letters_in_utf8_are_no_pairs(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("text", ["盲目", "通"])
def test_a_short_word_whose_pairs_happen_to_be_utf8(text: str) -> None:
    assert decode(text.encode("gbk")).text == text
