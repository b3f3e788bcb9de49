"""Exact repairs and words put back, as one list of edits on the text of a spun page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.doc import Doc, Edit, settle
from cleaner.lines import Lines
from cleaner.stages.spun.families import families
from cleaner.stages.spun.hant import like
from cleaner.stages.spun.model import Scorer
from cleaner.stages.spun.words import restorations


def restored(text: str, exact: Sequence[Edit], family: str, rows: Sequence[int], model: Scorer) -> list[Edit]:
    """The exact repairs together with the words of a family to put back in these lines, on the offsets of ``text``."""
    repaired = Doc(text).apply("spun", exact)
    lines = Lines(repaired.text)  # a repair neither makes lines nor joins them
    own = [each for each in families() if each.name == family]
    spun = list(zip(lines.starts[list(rows)].tolist(), lines.ends[list(rows)].tolist(), strict=True))
    found = restorations(lines.folded, spun, own, model)
    words = [edit._replace(new=like(edit.new, repaired.text, edit.start)) for edit in settle(found)]
    return settle(_merged(exact, words, repaired))


def _merged(exact: Sequence[Edit], words: Sequence[Edit], repaired: Doc) -> Iterator[Edit]:
    """Both lists on the offsets of the source; a word that takes only a part of a repair is left out."""
    at = np.array([edit.start for edit in exact], np.int64)
    lefts, rights = repaired.origins(
        np.array([edit.start for edit in words], np.int64), np.array([edit.end for edit in words], np.int64)
    )
    covered = set()
    for edit, left, right in zip(words, lefts.tolist(), rights.tolist(), strict=True):
        first, past = np.searchsorted(at, (left, right)).tolist()
        inside = exact[first:past]
        grown = sum(e.end - e.start - len(e.new) for e in inside)
        cut = (first > 0 and exact[first - 1].end > left) or any(e.end > right for e in inside)
        guessed = edit.rule != "spun.word" and inside  # it may end as a mark, and would take a sure repair with it
        if cut or guessed or right - left != edit.end - edit.start + grown:
            continue
        covered |= {e.start for e in inside}
        yield edit._replace(start=left, end=right)
    yield from (edit for edit in exact if edit.start not in covered)
