"""Pieces of a page: bodies of feeds and of data bases, with neither frame nor end tags that would tell what they are.

A text may speak of tags, and a program may write them, so all tags must be known names that stand where markup has
them: behind a sentence or another tag, before text, with nothing beside them that only one who speaks of tags writes.
Line breaks must stand beside tags as well: elsewhere they are those of a text, and joining its lines would do harm.
"""

from __future__ import annotations

import re
from collections import Counter

from cleaner.pattern_tables import pattern_table
from cleaner.patterns import count_han, lazy
from cleaner.stages.markup.elements import BLOCKS, INLINE, VOIDS
from cleaner.stages.markup.scan import COMMENT, NUMBER, Flags, Tags, flags_of, scan

_LONG = 200_000  # characters looked at
_NEAR = 12  # characters beside a tag that are looked at
_LEAST = 10  # Chinese characters, in sentences or beside them
_SHARE = 0.5  # of the tags on lines of their own that stand behind a sentence, a line or a tag
_OPENING = re.compile(r"<[a-zA-Z]")

_SENTENCE = lazy(r"[\u3400-\u9fff][”’」』）)]?[。！？；…]")
_ENDS = frozenset("。！？；…：:!?;.”’」』）)】》")
_BREAK = re.compile(r"[ \t\u3000\xa0\r]*+\n\s*+")
_TALK = "fragments"
_KNOWN = tuple(sorted((BLOCKS | VOIDS | INLINE) - {"svg", "script", "style", "title", "head", "body", "html", "form"}))
_LINES = (*sorted(BLOCKS), "br", "hr", "img")  # what a page cannot do without
_PAIRED = tuple(sorted((INLINE | frozenset(("pre", "table", "blockquote", "div", "h1", "h2", "h3", "h4"))) - {"br"}))


def is_fragment(text: str) -> bool:
    """Whether a text is a piece of a page and not one that speaks of tags."""
    if len(text) > _LONG or not _OPENING.search(text):
        return False
    tags = scan(text)
    if not len(tags.starts) or not _are_known(tags) or not _is_paired(tags):
        return False
    if not _stand_apart(text, tags) or _is_spoken_of(text, tags):
        return False
    shown = "".join(_texts(text, tags))
    if "<" in shown or pattern_table(_TALK)["program"].search(shown):
        return False
    return count_han(shown) >= _LEAST and _SENTENCE.search(shown) is not None


def _texts(text: str, tags: Tags) -> list[str]:
    starts, ends = [0, *tags.ends.tolist()], [*tags.starts.tolist(), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _are_known(tags: Tags) -> bool:
    comment = tags.names == COMMENT
    return bool((flags_of(_KNOWN)[tags.names] | comment).all() and flags_of(_LINES)[tags.names].any())


def _is_paired(tags: Tags) -> bool:
    """Whether no element ends that has not begun, and those end that a writer seldom leaves open."""
    open_: Counter[int] = Counter()
    paired = flags_of(_PAIRED)
    for number, closing in zip(tags.names.tolist(), tags.closing.tolist(), strict=True):
        open_[number] += -1 if closing else 1
        if closing and open_[number] < 0 and number != NUMBER["br"]:
            return False
    return not any(count and paired[number] for number, count in open_.items())


def _stand_apart(text: str, tags: Tags) -> bool:
    """Whether line breaks stand beside tags, and most tags that break a line behind what ends one."""
    begins, ends = set(tags.starts.tolist()), set(tags.ends.tolist())
    core = text.rstrip()
    for found in _BREAK.finditer(core):
        if found.start() and found.start() not in ends and found.end() not in begins:
            return False
    lines = flags_of(_LINES)[tags.names] & ~tags.closing
    good = sum(_is_behind_an_end(text, start, ends) for start in tags.starts[lines].tolist())
    return good >= _SHARE * int(lines.sum())


def _is_behind_an_end(text: str, start: int, ends: set[int]) -> bool:
    before = text[max(0, start - _NEAR) : start].rstrip(" \t\u3000\xa0")
    at = start - len(text[max(0, start - _NEAR) : start]) + len(before)
    return not before or before[-1] in _ENDS or before[-1] == "\n" or at in ends


def _is_spoken_of(text: str, tags: Tags) -> bool:
    """Whether a tag stands in quotation marks, or beside a word of one who speaks of tags."""
    talk = pattern_table(_TALK)
    behind, before = talk["behind"], talk["before"]
    plain: Flags = ~tags.closing & (tags.names != COMMENT)
    for start, end in zip(tags.starts[plain].tolist(), tags.ends[plain].tolist(), strict=True):
        if behind.match(text[end : end + _NEAR]) or before.search(text[max(0, start - _NEAR) : start]):
            return True
    return False
