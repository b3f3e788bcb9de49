"""Glosses that a program scatters: ``违(wei)法(fa)``, ``补充(chōng )``, ``設(she)(she)``, ``弟【dì】们``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from cleaner.character_model import singles
from cleaner.doc import Edit
from cleaner.fold import simplified_characters
from cleaner.patterns import lazy

_HAN = "\u3400-\u9fff"
_TONED = "\u0101-\u01dcàáèéìíòóùúńňǹ"
_OPEN = tuple(re.compile(f"{mark}(?=[ ]?[a-zü{_TONED}])") for mark in ("\\(", "（", "【", "〔", "［"))
_NOTE = re.compile(f"[(（【〔［]([ ]?)([a-zü{_TONED}]{{1,6}})([ ]?)[)）】〕］]")
_ODD_MARKS = "【〔［"
_WRITTEN = lazy(f"[{_HAN}，。、；：？！”’」』》）…,.?!:;]")
TOPIC = re.compile("拼音|读音|讀音|注音|多音字|生僻字|生字|声母|韵母|声调|聲調|pinyin", re.IGNORECASE)
_FEWEST, _FEWEST_KINDS = 5, 4
# So many notes written as textbooks write them are scattered, if so many of them help no reader, and if most
# characters that have one stand without it, too.
_FEWEST_SCATTERED, _NEEDLESS = 15, 0.6
_MOST_GLOSSED, _LEAST_RUNNING, _LEAST_PLAIN = 0.8, 0.5, 0.25
_FEWEST_MIRRORED, _MIRRORED = 8, 0.8
_COMMON = -9.5  # nats: the first two thousand characters; people gloss the others


@cache
def readings() -> Mapping[str, str]:
    """The characters that can be read as a syllable, by the syllable without its tone."""
    rows = files("cleaner.data").joinpath("tables/readings.txt").read_text("utf-8").splitlines()[1:]
    return dict(row.split(" ") for row in rows)


@cache
def _manners() -> Mapping[str, int]:
    """In how many ways a character is read, tones aside."""
    ways: dict[str, int] = {}
    for chars in readings().values():
        for char in chars:
            ways[char] = ways.get(char, 0) + 1
    return ways


class _Glossed:
    """A character and the notes after it; ``odd`` where no textbook writes them so."""

    def __init__(self, text: str, first: re.Match[str]) -> None:
        self.at = first.start()
        self.char = text[self.at - 1]
        self.end = first.end()
        notes = [first]
        while (more := _NOTE.match(text, self.end)) and more[2] == first[2]:
            notes.append(more)
            self.end = more.end()
        if text[self.end : self.end + 1] == " " and _WRITTEN.match(text, self.end + 1):
            self.end += 1
        self.true = self.char in readings().get(_toneless(first[2]), "")
        self.odd = len(notes) > 1 or any(n[1] or n[3] for n in notes) or _toneless(first[2]) == first[2]
        self.odd |= first[0][0] in _ODD_MARKS

    @property
    def plain(self) -> bool:
        """Whether a reader needs no help with the character."""
        common = bool(ord(self.char) < 65536 and singles()[ord(self.char)] > _COMMON)
        return common and _manners().get(self.char) == 1


def facts(text: str, found: Sequence[Edit]) -> dict[str, Any]:
    """What the glosses ``found`` tell of a page: how many there are, and whether a mirror has put them there.

    They stand behind Traditional characters then: its program converts Simplified pages.
    """
    if not found:
        return {}
    traditional = sum(text[edit.start - 1] in simplified_characters() for edit in found)
    mirrored = traditional >= max(_FEWEST_MIRRORED, _MIRRORED * len(found))
    return {"encoding.glossed": len(found)} | ({"mirror.fired": True} if mirrored else {})


def repairs(text: str) -> Iterator[Edit]:
    """Edits that delete the glosses of a page that scatters them; none for a page that explains characters."""
    true = list(_glosses(text)) if sum(map(text.count, "(（【〔［")) >= _FEWEST else []
    found = true if _are_scattered(text, true) else [gloss for gloss in true if gloss.odd]
    if len(found) < _FEWEST or len({g.char for g in found}) < _FEWEST_KINDS or TOPIC.search(text):
        return
    running = sum(_in_running_text(text, g) for g in found)
    plain = sum(g.plain for g in found)
    everywhere = len(found) > _MOST_GLOSSED * len(re.findall(f"[{_HAN}]", text))
    if everywhere or running < _LEAST_RUNNING * len(found) or plain < _LEAST_PLAIN * len(found):
        return
    for gloss in found:
        yield Edit(gloss.at, gloss.end, "", "encoding.gloss", "exact: a reading of the character before it")


def _glosses(text: str) -> Iterator[_Glossed]:
    """The glosses of a text that are true readings."""
    past = 1
    for at in sorted(m.start() for opened in _OPEN for m in opened.finditer(text)):
        if at < past or not "\u3400" <= text[at - 1] <= "\u9fff":
            continue
        if note := _NOTE.match(text, at):
            glossed = _Glossed(text, note)
            past = glossed.end
            if glossed.true:
                yield glossed


def _are_scattered(text: str, found: Sequence[_Glossed]) -> bool:
    """Whether a program has put the notes anywhere: beside common characters, now with the next one and now not."""
    if len(found) < _FEWEST_SCATTERED or sum(gloss.plain for gloss in found) < _NEEDLESS * len(found):
        return False
    chars = {gloss.char for gloss in found}
    noted = Counter(gloss.char for gloss in found)
    return 2 * sum(text.count(char) > noted[char] for char in chars) >= len(chars)


def _in_running_text(text: str, gloss: _Glossed) -> bool:
    before = text[max(0, gloss.at - 2) : gloss.at - 1]
    after = text[gloss.end : gloss.end + 1]
    begins = before in ("", *")）】〕］", "\n", " ") or "\u3400" <= before <= "\u9fff"
    return begins and ("\u3400" <= after <= "\u9fff" or text[gloss.end - 1] == " ")


def _toneless(syllable: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", syllable) if c == "\u0308" or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain).replace("ü", "v")
