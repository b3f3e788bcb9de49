"""The open text that the models of spun words learn from: parts of that of ``character_corpus.py``."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.fold import fold
from tools.character_corpus import MORE, SOURCES, lines_of

# Of these sources so much is read, in parts of so many characters: law says the same often, classics are old.
PART = {"gazette": 0.35, "classics": 0.25, "tw-law": 0.08, "cn-law": 0.2, "visualstudio": 0.4, "transcript": 0.8}
BLOCK = 200_000


def blocks() -> Iterator[str]:
    """Parts of the folded texts."""
    draw = np.random.default_rng(1)
    for source in (*SOURCES, *MORE):
        text = fold("\n".join(filter(None, lines_of(source))))
        for at in range(0, len(text), BLOCK):
            if draw.random() < PART.get(source.name, 1.0):
                yield text[at : at + BLOCK]
