"""A cleaned document as pieces of its source: kept, removed or changed, each change with its rules.

Between two runs that the clean text kept lies a change, whatever number of edits it took: so the pieces cover the
source once and in order, and their new texts make up the clean text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cleaner.doc import Doc, Edit, Record, settle

MARKUP = "markup"
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


class Piece(NamedTuple):
    """A run of the source: ``old`` became ``new`` by ``rules``; kept text has no rules, and its ``old`` is ``new``."""

    old: str
    new: str
    rules: tuple[str, ...] = ()


def pieces(doc: Doc) -> Iterator[Piece]:
    """The whole of a document in order. Tags are left out of ``old``: it is what a reader of the page saw."""
    tags = settle(Edit(r.start, r.end, r.new, r.rule) for r in doc.records if r.stage == MARKUP)
    page = _Page(doc.source, tags)
    changes = _clusters(doc)
    ends = (0, 0, 0), (len(doc.source), len(doc.text), 0)
    for (start, at, size), (next_start, next_at, _) in pairwise([ends[0], *doc.kept(), ends[1]]):
        if size:
            yield Piece(doc.text[at : at + size], doc.text[at : at + size])
        left, right = start + size, next_start
        new = doc.text[at + size : next_at]
        if left < right or new:
            yield from _gap(page, changes.within(left, right), (left, right), new)


class _Page:
    """The source, readable without its tags."""

    def __init__(self, source: str, tags: list[Edit]) -> None:
        self.source = source
        self.tags = tags
        self.starts = [tag.start for tag in tags]

    def seen(self, start: int, end: int) -> str:
        """What a reader saw of ``source[start:end]``."""
        out = []
        at = start
        for tag in self.tags[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            out += [self.source[at : tag.start], tag.new]
            at = max(at, tag.end)
        out.append(self.source[at:end])
        return "".join(out)


class _Clusters:
    """The records of a document by place; those whose source ranges overlap belong together."""

    def __init__(self, groups: list[tuple[int, int, list[Record]]]) -> None:
        self.groups = groups
        self.starts = [start for start, _, _ in groups]

    def within(self, left: int, right: int) -> list[tuple[int, int, list[Record]]]:
        """The groups that begin in the range, its ends included."""
        first = bisect_left(self.starts, left)
        last = bisect_left(self.starts, right + 1)
        return [g for g in self.groups[first:last] if g[1] <= right]


def _clusters(doc: Doc) -> _Clusters:
    groups: list[tuple[int, int, list[Record]]] = []
    for record in sorted(doc.records, key=lambda r: (r.start, r.end)):
        if groups and (record.start < groups[-1][1] or (record.start, record.end) == groups[-1][:2]):
            start, end, members = groups.pop()
            groups.append((start, max(end, record.end), [*members, record]))
        else:
            groups.append((record.start, record.end, [record]))
    return _Clusters(groups)


def _gap(
    page: _Page, groups: list[tuple[int, int, list[Record]]], bounds: tuple[int, int], new: str
) -> Iterator[Piece]:
    """The change between two kept runs, cut into its groups of edits where their texts add up to ``new``."""
    made = ["" if len(members) > 1 else members[0].new for _, _, members in groups]
    if not new or "".join(made) == new:
        for (start, end, members), each in zip(groups, made, strict=True):
            yield from _piece(page, members, (start, end), each if new else "")
    else:
        yield from _piece(page, [r for _, _, members in groups for r in members], bounds, new)


def _piece(page: _Page, members: list[Record], bounds: tuple[int, int], new: str) -> Iterator[Piece]:
    rules = tuple(dict.fromkeys(r.rule for r in members if r.stage != MARKUP))
    if rules:
        yield Piece(page.seen(*bounds), new, rules)
    elif new:
        yield Piece(new, new)


def marked(piece: Piece) -> tuple[str, str, str]:
    """A piece for the eye: removed text, added text and label, with their marks; see ``escaped``."""
    if not piece.rules:
        return "", escaped(piece.new), ""
    old, new, tail = piece.old, piece.new, ""
    if old.endswith("\n") and (new.endswith("\n") or not new) and len(old) > 1:
        old, new, tail = old[:-1], new[:-1], "\n"
    removed = f"[-{escaped(old.replace(chr(10), '⏎' + chr(10)))}-]" if old else ""
    added = f"{{+{escaped(new)}+}}" if new else ""
    return removed, added, f"{{{','.join(piece.rules)}}}{tail}"


def by_rule(doc: Doc) -> tuple[dict[str, tuple[int, int]], tuple[int, int]]:
    """Edits and characters that they took, by rule in the order of their ids; and of all edits of markup together."""
    own: dict[str, tuple[int, int]] = {}
    edits = taken = 0
    for rule, (count, old, _) in doc.tally().items():
        if rule.partition(".")[0] == MARKUP:
            edits, taken = edits + count, taken + old
        else:
            own[rule] = count, old
    return own, (edits, taken)


def escaped(text: str) -> str:
    """``text`` with control and invisible characters written out, so that they show and do nothing to a terminal."""
    return _HIDDEN.sub(lambda m: f"\\x{ord(m[0]):02x}" if ord(m[0]) < 256 else f"\\u{ord(m[0]):04x}", text)
