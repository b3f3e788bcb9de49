"""Damaged bytes: the codec is found, a lost byte costs one character, and the bytes come back."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import clean, euctw
from cleaner.decoding import encode_back
from cleaner.stages.decode import decode
from cleaner.stages.decode.detect import detect
from cleaner.stages.decode.plausible import strangeness
from tests.damage.broken import KINDS

HANS = "记者昨天从市政府获悉，新的图书馆将在年底前向公众开放，市民可以免费办理借书证。\n馆长说，首批图书有三十万册。\n"
HANT = "記者昨天從市政府獲悉，新的圖書館將在年底前向公眾開放，市民可以免費辦理借書證。\n館長說，首批圖書有三十萬冊。\n"
CASES = [(HANS, "utf-8"), (HANS, "gb18030"), (HANT, "utf-8"), (HANT, "gb18030"), (HANT, "big5hkscs"), (HANT, "euc_tw")]


def encoded(text: str, codec: str) -> bytes:
    return euctw.encode(text) if codec == "euc_tw" else text.encode(codec)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("text", "codec"), CASES)
def test_the_codec_of_damaged_bytes_is_found_and_they_come_back(text: str, codec: str, kind: str) -> None:
    source = random.Random(f"{codec}{kind}")
    for _ in range(20):
        data = KINDS[kind](encoded(text * 3, codec), source)
        assert detect(data) == codec
        assert encode_back(decode(data)) == data


@pytest.mark.parametrize(("text", "codec"), [c for c in CASES if c[1] not in ("big5hkscs", "euc_tw")])
def test_a_lost_byte_costs_one_character(text: str, codec: str) -> None:
    data = encoded(text, codec)
    for at in range(30, 60):
        left = decode(data[:at] + data[at + 1 :], codec).text
        missing = len(text) - sum(c in text for c in left)
        assert missing <= 2, (at, left)


def test_a_run_that_is_shifted_without_an_error_is_cut_anew() -> None:
    data = HANT.encode("gb18030")
    at = data.index("圖".encode("gb18030"))
    shifted = data[:at] + data[at + 1 :]
    assert "書館將在年底前向公眾開放，市民可以免費辦理借書證。" in decode(shifted, "gb18030").text


@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs"])
@pytest.mark.parametrize(
    "text",
    [
        "鸜鵒之羽，公在外野，往饋之馬。鸜鵒跦跦，公在乾侯。",
        "龑、逄、淼、垚、焱、喆、翀、晟、昊、煜",
        "T恤A型K線,C語言b站|首頁|新聞@家",
        "フォーカス台、オープン",
    ],
)
def test_rare_characters_and_letters_between_ideographs_stay(text: str, codec: str) -> None:
    data = text.encode(codec, "ignore")
    assert decode(data, codec).text == data.decode(codec)


def test_each_broken_sequence_is_an_edit_with_its_bytes() -> None:
    data = (HANS * 2).encode("gb18030")
    document = clean(data[:41] + data[42:])
    broken = [edit for edit in document.edits if edit.rule == "encoding.undecodable"]
    assert len(broken) == 1
    assert broken[0].new == "\ufffd"
    assert broken[0].reason.endswith(f"{data[40]:02X}")
    assert document.restore_bytes() == data[:41] + data[42:]


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Съешь ещё этих мягких французских булок", False),
        ("Ξεσκεπάζω την ψυχοφθόρα βδελυγμία", False),
        ("Zażółć gęślą jaźń, l’élève déçu, Größe", False),
        ("עברית היא שפה שמית", False),
        ("เป็นมนุษย์สุดประเสริฐ", False),
        ("ÖÐ¹úÈËÃñ", True),
        ("жпЙЗхК", True),
        ("Ŀǰ", True),
    ],
)
def test_what_looks_written(text: str, strange: bool) -> None:
    assert (strangeness(text) > 0.1) is strange


@pytest.mark.parametrize(
    ("codec", "other", "text"),
    [
        ("utf-8", "gb18030", HANS),
        ("gb18030", "utf-8", HANS),
        ("utf-8", "big5hkscs", HANT),
        ("big5hkscs", "utf-8", HANT),
    ],
)
def test_a_header_in_another_codec(codec: str, other: str, text: str) -> None:
    header = f"<title>{text[:12]} | {text[12:17]}</title>\n"
    data = header.encode(other) + (text * 6).encode(codec)
    decoded = decode(data)
    assert decoded.encoding == codec
    assert decoded.text == header + text * 6
    assert encode_back(decoded) == data


def test_halves_of_a_character_in_utf8() -> None:
    halves = "".join(chr(0xD800 + (ord(c) - 0x10000 >> 10)) + chr(0xDC00 + (ord(c) & 0x3FF)) for c in "😀🎉")
    data = f"{HANS}太好了{halves}！{HANS}".encode("utf-8", "surrogatepass")
    decoded = decode(data)
    assert decoded.text == f"{HANS}太好了😀🎉！{HANS}"
    assert encode_back(decoded) == data


def test_orphans_of_damaged_utf8_are_not_another_codec() -> None:
    data = ("a 中 b 文 c " * 30).encode()
    damaged = data.replace("中".encode(), "中".encode()[1:])
    assert decode(damaged).text == damaged.decode("utf-8", "surrogateescape")


DAMAGED = st.tuples(st.sampled_from(CASES), st.sampled_from(sorted(KINDS)), st.integers(0, 2**32), st.integers(5, 90))


@settings(max_examples=150, deadline=None)
@given(DAMAGED)
def test_damaged_chinese_comes_back(case: tuple[tuple[str, str], str, int, int]) -> None:
    (text, codec), kind, seed, size = case
    data = KINDS[kind](encoded(text[:size], codec), random.Random(seed))
    assert encode_back(decode(data)) == data
    assert encode_back(decode(data, codec)) == data


def test_a_pair_of_bytes_that_is_two_characters() -> None:
    data = b"\x88\x62\x80 " + b"\x88\x62\xa4" * 300 + b"\x88\xa5" * 300
    decoded = decode(data, "big5")
    assert decoded.text.startswith("\u00ca\u0304\udc80 ")
    assert encode_back(decoded) == data


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["gb18030", "big5hkscs", "euc_tw"]), st.binary(max_size=300))
def test_any_bytes_come_back_from_the_tolerant_decoder(codec: str, data: bytes) -> None:
    assert encode_back(decode(data, codec)) == data


@pytest.mark.parametrize(
    ("before", "pair", "after"),
    [
        ("在那旋转盘", b"\xaa\xb3\xaa\xb3", "上，也从容不迫地拐了弯。"),
        ("在那旋转盘", b"\xaa\xb3" * 4, "上，也从容不迫地拐了弯。"),
        ("（McGraw", b"\xa1M", "Hill）的编辑来到了纽约。"),
        ("诗人荷尔德林（H", b"\xa2i", "lderlin）是德国人。"),
        ("他写道：", b"\xf8\xa1\xfe\xa1", "这本书很好，我读了两遍。"),
    ],
)
@pytest.mark.parametrize("given", ["gb18030", None])
def test_pairs_that_users_define_stay_characters(before: str, pair: bytes, after: str, given: str | None) -> None:
    data = before.encode("gb18030") + pair + after.encode("gb18030")
    assert decode(data, given).text == data.decode("gb18030")


def test_pairs_that_users_define_stay_beside_broken_bytes() -> None:
    line = "在那旋转盘".encode("gb18030") + b"\xaa\xb3\xaa\xb3" + "上，也从容不迫地拐了弯。\n".encode("gb18030")
    text = decode(line * 5 + b"\xff\n", "gb18030").text
    assert text == (line * 5).decode("gb18030") + "\udcff\n"


def test_private_use_that_a_lost_byte_makes_is_cut_anew() -> None:
    data = "他們說，當時規模化生產和銷售已經開始了。\n".encode("gb18030")
    shifted = data[:12] + data[13:]
    assert "\ue1fe\ue2fd" in shifted.decode("gb18030")
    assert decode(shifted, "gb18030").text == "他們說，當時\udc8e模化生產和銷售已經開始了。\n"
