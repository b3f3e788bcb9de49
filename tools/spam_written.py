"""Lines that were written one by one for training the models of the spam stage: spam, and clean lines like it.

``spam_written/*.tsv`` hold ``label``, ``family`` or genre, and the text, parted by tabs. Language models wrote them
from what they know of the Chinese web, without a template and without sight of the lexicon, each in another wording;
nothing is copied from a page. No line hints at minors: the reader refuses what ``NEVER`` finds. Every sixth line that
was written with those of ``lines5`` to ``lines7`` stands in ``tests/benchmarks/spam_lines3.tsv`` instead, and of those
with ``lines8`` to ``lines10`` in ``spam_lines4.tsv``; what an honest company's page could hold word for word was left
out. Beside ``lines11`` stand all lines of some trades, which it leaves out, in ``spam_lines5.tsv``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from tools.spam_lines import NEVER

FOLDER = Path(__file__).with_name("spam_written")
LABELS = frozenset({"spam", "clean"})
# Models that are to judge lines they have not seen are trained without one of so many parts of the data.
FOLDS = 4
_CLAUSE = re.compile("(?<=[，,。！!；;、_|])")


class Written(NamedTuple):
    """One line: ``label`` is ``spam`` or ``clean``; ``family`` a trade of spam, or a genre."""

    label: str
    family: str
    text: str


def written_lines(leave: Collection[str] = ()) -> list[Written]:
    """All lines, each once, in the order of the files, without those of the files (``lines5``) to ``leave``.

    Raises ``ValueError`` for a line that breaks the format.
    """
    files = [file for file in sorted(FOLDER.glob("*.tsv")) if file.stem not in leave]
    return list(dict.fromkeys(line for file in files for line in _read(file)))


def fold_of(lines: Iterable[Written], fold: int, inside: bool = False) -> list[Written]:
    """The lines outside of one of ``FOLDS`` parts, or ``inside`` it; the text of a line says which it is in."""
    return [line for line in lines if (crc32(line.text.encode()) % FOLDS == fold) == inside]


def _read(file: Path) -> Iterator[Written]:
    for number, row in enumerate(file.read_text("utf-8").splitlines(), 1):
        parts = row.split("\t")
        if len(parts) != 3 or parts[0] not in LABELS or not all(map(str.strip, parts)):
            raise ValueError(f"{file.name}:{number}: want label, family and text, parted by tabs")
        line = Written(*parts)
        if line.label == "spam" and NEVER.search(line.text):
            raise ValueError(f"{file.name}:{number}: may hint at minors")
        yield line


def texts_of(lines: Iterable[Written], label: str) -> list[str]:
    """The texts with a label."""
    return [line.text for line in lines if line.label == label]


def varied(text: str, chance: random.Random, most: int) -> str:
    """The text as it may also stand on a page: whole, a piece of it, its clauses in another order, letters lost."""
    dice, size = chance.random(), len(text)
    if dice >= 0.35 and size >= 16:
        if dice < 0.6:
            width = chance.randint(14, min(most, size))
            at = chance.randint(0, size - width)
            text = text[at : at + width]
        elif dice < 0.8 and len(parts := [part for part in _CLAUSE.split(text) if part.strip()]) > 2:
            chance.shuffle(parts)
            text = "".join(parts[: max(2, len(parts) - chance.randint(0, 1))])
    if chance.random() < 0.2:
        text = "".join(char for char in text if chance.random() > 0.06)
    return text
