"""Sentences that a page cut in two, with its buttons or its number between the halves, are one again without these."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cleaner.doc import Doc, Edit
from cleaner.lines import lines_of
from cleaner.patterns import lazy

_LEAST, _LEAST_REST = 20, 6  # characters of the two halves
_RUNNING = "boilerplate.running-line"
_WRAPPED = 64  # characters that a line of a page may have
_LONGEST = 60  # characters of the buttons
_BUTTON = lazy(
    r"(?:上|下|首|尾|末|前|后|後)一?[页頁]|第?\d{1,3}[页頁]?|共|(?:点击|點擊|点此|點此)?(?:展开|展開|查看|显示|顯示|继续|繼續|阅读|閱讀){1,2}"
    r"(?:全文|更多|剩余|下文|余下|全部|内容|內容){0,2}|[/|<>«»‹›《》\[\]()（）…·.\s\u3000-]"
)
_SAYS = lazy(r"[页頁]|全文|更多|阅读|閱讀|余下|下文|剩余")
_TAG = lazy(r"<[^<>]{0,2000}>")
_CUT = lazy(r"[\u3400-\u9fff，、]\Z")
_GOES_ON = lazy(r"[\u3400-\u9fff，。、！？；”’）》][^\n]{0,4000}[。！？]")
_MARKS = frozenset("，。！？")


def rejoined(doc: Doc) -> Iterator[Edit]:
    """Edits that join two lines between which a pager, a button to read on, or the lines of a page were taken out.

    Lines that are no wider than those of a page only move together: they may be wrapped.
    """
    cut = [
        (edit.rule, old)
        for part in doc.rounds
        if part.stage == "boilerplate"
        for edit, old in zip(part.edits, part.olds, strict=True)
    ]
    running = {line.strip() for rule, old in cut if rule == _RUNNING for line in old.split("\n")}
    if not running and not any(_are_buttons(old) for _, old in cut):
        return
    text, lines = doc.text, lines_of(doc)
    for one, other in pairwise(np.flatnonzero(~lines.blank).tolist()):
        (start, end), (begin, past) = ((int(lines.starts[line]), int(lines.ends[line])) for line in (one, other))
        first = text[start:end]
        if end - start < _LEAST or past - begin < _LEAST_REST or not _CUT.search(first) or _MARKS.isdisjoint(first):
            continue
        if not _GOES_ON.match(text, begin, past):
            continue
        gap = doc.source[doc.origin(start, end)[1] : doc.origin(begin, past)[0]]
        if running and running.issuperset(map(str.strip, gap.split("\n"))) and gap.strip():
            if (new := "" if end - start > _WRAPPED else "\n") != text[end:begin]:
                yield Edit(end, begin, new, "tidy.cut-sentence", "the lines of a page between its halves are gone")
        elif _are_buttons(_TAG.sub(" ", gap) if "<" in gap else gap):
            yield Edit(end, begin, "", "tidy.cut-sentence", "the buttons between its halves are gone")


def _are_buttons(text: str) -> bool:
    """Whether a text is a pager or a button to read on, and nothing else."""
    bare = text.strip()
    return len(bare) <= _LONGEST and _SAYS.search(bare) is not None and not _BUTTON.sub("", bare)
