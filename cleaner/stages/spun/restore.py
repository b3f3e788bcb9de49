"""Exact repairs and words put back, as one list of edits on the text of a spun page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.doc import Doc, Edit, settle
from cleaner.lines import Lines
from cleaner.stages.spun.families import Family, families
from cleaner.stages.spun.hant import like
from cleaner.stages.spun.model import Scorer
from cleaner.stages.spun.page import Page
from cleaner.stages.spun.words import restorations

# How likely a line must be spun, if it is not labelled so, for words of it to be put back.
_LIKELY = 0.5


def restored(text: str, exact: Sequence[Edit], page: Page, model: Scorer) -> list[Edit]:
    """The exact repairs together with the words to put back in the lines of a page, on the offsets of ``text``.

    Lines that are not labelled spun, but likelier so than not, are looked at together with the spun ones. As they may
    be natural, what stands in them does not keep a word of a spun line from being put back.
    """
    repaired = Doc(text).apply("spun", exact)
    lines = Lines(repaired.text)  # a repair neither makes lines nor joins them
    own = [each for each in families() if each.name == page.finding.family]
    left = _left(lines.folded, repaired)
    spun = [part.row for part in page.parts if part.label == "spun"]
    likely = [part.row for part in page.parts if part.label == "suspect" and part.chance >= _LIKELY]
    found = [*_found(lines, spun, own, model, left)]
    if likely:
        unsure = set(likely)
        found += [e for e in _found(lines, sorted(spun + likely), own, model, left) if lines.at(e.start) in unsure]
    words = [edit._replace(new=like(edit.new, repaired.text, edit.start)) for edit in settle(found)]
    merged = _merged(exact, words, repaired)
    return settle(e for e in merged if not any(e.start < end and start < e.end for start, end in page.kept))


def _found(lines: Lines, rows: Sequence[int], own: Sequence[Family], model: Scorer, left: str) -> Iterator[Edit]:
    """The words to put back in these lines, which are looked at as one text."""
    ranges = list(zip(lines.starts[rows].tolist(), lines.ends[rows].tolist(), strict=True))
    return restorations(lines.folded, ranges, own, model, left)


def _left(folded: str, repaired: Doc) -> str:
    """The folded text with blanks for what repairs have put in."""
    out, at = [], 0
    for _, start, size in repaired.kept():
        out += [" " * (start - at), folded[start : start + size]]
        at = start + size
    return "".join([*out, " " * (len(folded) - at)])


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
