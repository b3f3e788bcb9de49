"""Misread text of which somebody changed the letters afterwards: small ones, folded forms, no accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from html.entities import codepoint2name
from typing import Any

import pytest

from cleaner import clean
from cleaner.stages.encoding import changed
from cleaner.stages.encoding.candidate import Candidate

HANS = (
    "老渔夫坐在码头上补网，孩子们围着他听故事。",
    "昨天晚上的风很大，把船上的灯都吹灭了，我们只好等到天亮。",
    "今年的收成比去年好得多，大家都说应该修一条新路。",
    "第二天早上，他把钥匙交给邻居，然后一个人离开了村子。",
)
HANT = (
    "老漁夫坐在碼頭上補網，孩子們圍著他聽故事。",
    "昨天晚上的風很大，把船上的燈都吹滅了，我們只好等到天亮。",
    "今年的收成比去年好得多，大家都說應該修一條新路。",
)
EUROPEAN = (
    "Où étiez-vous l'été dernier, à Besançon ou à Orléans ? Nous y étions déjà très tôt.",
    "Über die Brücke führt ein schöner Weg zu den größeren Häusern der Märkte.",
    "El niño pequeño también comió piñones en la montaña y después se durmió aquí.",
    "Něco se změnilo, říkají sousedé, a příští týden přijde další dopis z města.",
    "Það er ekki satt að þú hafir séð þetta áður; ég á það sjálfur og geymi það.",
)


def _bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _named(text: str) -> str:
    return "".join(f"&{codepoint2name[ord(c)]};" if ord(c) in codepoint2name and c > "\x7f" else c for c in text)


def _each(change: Callable[[str], str], text: str) -> str:
    return "\n".join(map(change, text.split("\n")))


CHANGES = {
    "small": str.lower,
    "case-folded": str.casefold,
    "folded": _folded,
    "small and folded": lambda text: _folded(text.lower()),
    "named and small": lambda text: _named(text).lower(),
}


@pytest.mark.parametrize("codec", ["gb18030", "big5", "utf-8"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_letters_that_were_changed_after_the_text_was_misread(codec: str, change: Callable[[str], str]) -> None:
    text = "\n".join(HANT if codec == "big5" else HANS) + "\n"
    shown = _each(change, text.encode(codec).decode("latin-1"))
    found = clean(shown)
    assert found.text == text
    assert found.restore() == shown


@pytest.mark.parametrize(("codec", "lines"), [("gb18030", HANS[1:3]), ("big5", HANT), ("utf-8", HANS)])
def test_letters_that_lost_their_accents(codec: str, lines: tuple[str, ...]) -> None:
    text = "\n".join(lines) + "\n"
    shown = _bare(text.encode(codec).decode("latin-1"))
    found = clean(shown)
    right = sum(a == b for a, b in zip(found.text, text, strict=True))
    assert right >= 0.9 * len(text)
    assert found.restore() == shown


def test_a_folded_letter_at_the_beginning_of_a_line_is_no_blank() -> None:
    text = "改天再来，他说完就走了。\n个人的事情个人负责，别怪邻居。\n"
    assert clean(_folded(text.encode("gb18030").decode("latin-1"))).text == text


def test_latin_words_between_stay_as_they_are_left() -> None:
    text = "我们用 Python 写的程序在 Linux 上跑得很快，大家都很高兴。\n"
    found = clean(text.encode("gb18030").decode("latin-1").lower())
    assert found.text == text.replace("Python", "python").replace("Linux", "linux")


def test_short_lines_go_by_what_the_page_shows() -> None:
    lines = ("公告", *HANS, "目录")
    found = clean("\n".join(lines).encode("gb18030").decode("latin-1").lower() + "\n")
    assert found.text.startswith("公告\n")
    assert found.text.endswith("\n目录\n")


@pytest.mark.parametrize("change", [str, str.lower, str.upper, str.casefold, _folded, _bare])
@pytest.mark.parametrize("line", EUROPEAN)
def test_european_text_stays(line: str, change: Callable[[str], str]) -> None:
    text = change(line) + "\n"
    assert clean(text).text == text


def test_what_nobody_changed_is_read_as_it_stands() -> None:
    text = "\n".join(HANS) + "\n"
    assert clean(text.encode("utf-8").decode("latin-1")).text == text


def test_a_word_for_a_code_is_no_topic_where_all_of_a_text_is_written_in_references() -> None:
    text = "\n".join((*HANT, "這個檔案用 base64 寄給我，打開以後什麼也看不懂。")) + "\n"
    shown = _named(text.encode("big5").decode("latin-1"))
    assert clean(shown).text == text


def test_references_that_a_text_on_codes_shows_stay() -> None:
    shown = _named(HANS[0].encode("gb18030").decode("latin-1")[:12])
    text = f"If base64 or ascii text looks like {shown} then look twice.\n"
    assert clean(text).text == text


def test_of_letters_that_are_no_text_a_few_lines_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0
    found = changed._candidates

    def counted(lines: Sequence[str], *rest: Any) -> list[tuple[int, Candidate]]:
        nonlocal tried
        tried += len(lines)
        return found(lines, *rest)

    monkeypatch.setattr(changed, "_candidates", counted)
    signs = "\xbf\xa1\xd0\xb6\xf0\xe6\xf8\xa3"
    lines = ["".join(signs[(i * i + k * 7 + i * k) % len(signs)] for i in range(40)) for k in range(400)]
    changed.unchanged(lines, [None] * len(lines), frozenset(), [""] * len(lines))
    assert 0 < tried < 0.2 * len(lines)
