"""Exact repairs and words put back, as one list of edits on the text of a spun page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.doc import Doc, Edit, settle
from cleaner.lines import Lines
from cleaner.stages.spun.detect import Detector
from cleaner.stages.spun.families import families
from cleaner.stages.spun.hant import like
from cleaner.stages.spun.model import Scorer
from cleaner.stages.spun.words import restorations

# A paragraph of a spun page counts as natural if the evidence against it reaches this many nats.
_NATURAL = -2.0


def restored(text: str, exact: Sequence[Edit], family: str, engine: Detector, model: Scorer) -> list[Edit]:
    """The exact repairs together with the words of a family to put back, on the offsets of ``text``."""
    repaired = Doc(text).apply("spun", exact)
    lines = Lines(repaired.text)
    own = [each for each in families() if each.name == family]
    found = restorations(lines.folded, [*spun_lines(lines, family, engine)], own, model)
    words = [edit._replace(new=like(edit.new, repaired.text, edit.start)) for edit in settle(found)]
    return settle(_merged(exact, words, repaired))


def spun_lines(lines: Lines, family: str, engine: Detector) -> Iterator[tuple[int, int]]:
    """The ranges of the lines of a spun page, but for those that have the originals in place of the spun forms."""
    starts, found = engine.scanner.find(lines.points)
    edges = np.searchsorted(starts, np.append(lines.starts, len(lines.text)))
    for number, (start, end) in enumerate(zip(lines.starts.tolist(), lines.ends.tolist(), strict=True)):
        here = found[edges[number] : edges[number + 1]]
        if len(here) and engine.scores(engine.tally(here))[family] > _NATURAL:
            yield start, end


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
