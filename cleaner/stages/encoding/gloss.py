"""Glosses that spam pages scatter over a text: ``违(wei)法(fa)``, ``补充(chōng )``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit

_HAN = "\u3400-\u9fff"
_SYLLABLE = "[a-zü\u0101-\u01dcàáèéìíòóùúńňǹ]{1,6}"
_GLOSS = re.compile(rf"([{_HAN}])((?:\({_SYLLABLE} ?\)){{1,3}})")
_ONE = re.compile(rf"\(({_SYLLABLE})( ?)\)")
_FEWEST, _FEWEST_KINDS = 5, 4


@cache
def _readings() -> Mapping[str, str]:
    """The characters that can be read as a syllable, by the syllable without its tone."""
    rows = files("cleaner.data").joinpath("tables/readings.txt").read_text("utf-8").splitlines()[1:]
    return dict(row.split(" ") for row in rows)


def repairs(text: str, points: NDArray[np.uint32]) -> Iterator[Edit]:
    """Edits that delete the glosses of a page that scatters them; none for a page that explains characters."""
    after = points[1:]  # a few native passes, so that clean text costs nothing
    places = np.flatnonzero((points[:-1] == ord("(")) & (after >= ord("a")) & (after < 0x1DD))
    notes = (_GLOSS.match(text, at - 1) for at in places.tolist() if at)
    found = [note for note in notes if note and _odd(note)]
    if len(found) < _FEWEST or len({m[1] for m in found}) < _FEWEST_KINDS:
        return
    running = sum(_in_running_text(text, m) for m in found)
    all_glossed = len(found) > 0.8 * len(re.findall(f"[{_HAN}]", text))
    if all_glossed or running < 0.6 * len(found):
        return
    for match in found:
        yield Edit(match.start(2), match.end(), "", "encoding.gloss", "a reading of the character before it")


def _odd(match: re.Match[str]) -> bool:
    """Whether a gloss is a reading of its character, and written as no textbook does: without a tone, or spaced."""
    for note in _ONE.finditer(match[2]):
        syllable = _toneless(note[1])
        if match[1] not in _readings().get(syllable, "") or (syllable != note[1] and not note[2]):
            return False
    return True


def _in_running_text(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 1) : match.start()]
    after = text[match.end() : match.end() + 1]
    return (before in ("", ")", "\n") or "\u3400" <= before <= "\u9fff") and "\u3400" <= after <= "\u9fff"


def _toneless(syllable: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", syllable) if c == "\u0308" or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain).replace("ü", "v")
