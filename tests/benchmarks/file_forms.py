"""Single files of many forms (web novels, subtitles, lecture notes, posts, patents …), each with its own dirt.

``python -m tests.benchmarks file_forms [--set 1|2] [--half 0|1] [--show]``. Each set is 60 documents that a language
model wrote blind, without sight of the project; marks ``⟦…⟧`` stand about what an editor would cut, a fifth are clean.
In the second set each line has a sign: ``+`` text, ``-`` dirt, ``=`` either. All of the first set was read while the
stages were worked on; of the second the documents in even places (``--half 0``), of the others only totals. What counts
is the whole pipeline but for the stages that change words (script, spun).
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner import Cleaner
from tests.benchmarks.common import print_table
from tests.benchmarks.spam_written import unmarked
from tools.head_lines import headed_texts

_FILES = {1: "file_forms.txt", 2: "file_forms2.txt"}
_SIGNS = re.compile(r"^([-+=])\t", re.MULTILINE)
WORDS = ("script", "spun")  # stages that change words and take nothing away


class Form(NamedTuple):
    """A document: its genre, its text, which of its characters an editor would cut, and which may not be lost."""

    name: str
    genre: str
    text: str
    dirt: NDArray[np.bool_]
    own: NDArray[np.bool_]


def forms(number: int = 1, half: int | None = None) -> Iterator[Form]:
    """The documents of a set in even (0) or odd (1) places, by default all."""
    path = Path(__file__).with_name(_FILES[number])
    for place, form in enumerate(_marked(path) if number == 1 else _signed(path)):
        if half in (None, place % 2):
            yield form


def _marked(path: Path) -> Iterator[Form]:
    for (name, genre, _), body in headed_texts(path):
        text, dirt = unmarked(body)
        yield Form(name, genre, text, dirt, ~dirt)


def _signed(path: Path) -> Iterator[Form]:
    for document in path.read_text("utf-8").split("### ")[1:]:
        head, _, body = document.rstrip("\n").partition("\n")
        signs = _SIGNS.findall(body)
        text, dirt = unmarked(_SIGNS.sub("", body))
        sizes = [len(line) + 1 for line in text.split("\n")]
        sign = np.repeat(np.array(signs), sizes)[: len(text)]
        name, genre = head.split()
        yield Form(name, genre, text, dirt | (sign == "-"), ~dirt & (sign == "+"))


def removed(cleaner: Cleaner, text: str) -> NDArray[np.bool_]:
    """Which characters of a text are taken away."""
    gone = np.zeros(len(text), np.bool_)
    for edit in cleaner.clean(text).edits:
        if edit.stage not in WORDS and len(edit.new.strip()) < edit.end - edit.start:
            gone[edit.start : edit.end] = True
    return gone


def _show(form: Form, gone: NDArray[np.bool_]) -> None:
    """Print what was left of the dirt and what was lost of the text."""
    solid = np.array([not char.isspace() for char in form.text], np.bool_)
    for label, wrong in (("left", form.dirt & ~gone & solid), ("lost", form.own & gone & solid)):
        for bad, run in groupby(range(len(form.text)), wrong.__getitem__):
            places = list(run)
            if bad:
                print(form.name, label, form.text[places[0] : places[-1] + 1])


def main(argv: Sequence[str]) -> int:
    """Print what is removed of the dirt and kept of the text, by genre."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks file_forms", description=__doc__)
    parser.add_argument("--set", type=int, choices=tuple(_FILES), default=1, help="which documents")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only one half of the documents")
    parser.add_argument("--show", action="store_true", help="print what is wrong (of half 0 only)")
    given = parser.parse_args(argv)
    cleaner = Cleaner()
    counts: dict[str, NDArray[np.int64]] = defaultdict(lambda: np.zeros(6, np.int64))
    for number, form in enumerate(forms(given.set, given.half)):
        gone = removed(cleaner, form.text)
        solid = np.array([not char.isspace() for char in form.text], np.bool_)
        dirt, text = form.dirt & solid, form.own & solid
        lost = int((text & gone).sum())
        counts[form.genre] += (1, dirt.sum(), (dirt & gone).sum(), text.sum(), lost, lost > 0)
        if given.show and (given.half == 0 or (given.half is None and number % 2 == 0)):
            _show(form, gone)
    rows = [*sorted(counts.items()), ("all", sum(counts.values(), np.zeros(6, np.int64)))]
    table = [
        [genre, n, cut / dirt if dirt else None, 1 - lost / text if text else None, hurt]
        for genre, (n, dirt, cut, text, lost, hurt) in rows
    ]
    print_table(["genre", "documents", "dirt removed", "text kept", "with a loss"], table, "Files of many forms")
    return 0
