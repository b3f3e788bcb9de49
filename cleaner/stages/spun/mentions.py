"""Where a text speaks of what spinning tools put in, and does not use it: such forms stay and are no evidence.

Articles on spinning, lists of its words, code and data name the forms: in quotation marks by themselves, in a row, next
to the word that was replaced (“人”换成“东说念主”). A tool leaves no original behind, so a form whose original stands
beside it was put there by the author.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple, Protocol, TypeVar

from cleaner.edits import mask_of
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy
from cleaner.stages.script.protect import protected_spans
from cleaner.stages.spun.exact import everywhere
from cleaner.stages.spun.families import families

Span = tuple[int, int]

# So many characters beside a quoted form stand elsewhere beside its original where a text has both versions, and so
# many different passages show it; no more forms than the third are looked at.
_SAME, _VERSIONS, _MOST = 3, 2, 100
# Outside of quotations, which hold all forms of a text, so many Han characters at least show that they are quotations.
_OUTSIDE = 60
# The longest line that is taken for one paragraph; of a longer one, each sentence by itself.
_PARAGRAPH = 300
# Characters on either side of a form among which its original must stand.
_REACH = 16
_HAN = "\u3400-\u9fff"
# What ends the look for an original.
_STOP = re.compile("[。!?\n]")
_SIGNS = str.maketrans("○●", "〇〇")  # the signs of the patterns, where a text has them itself
# Characters that make no word with an original beside them.
_PLAIN = frozenset("的是在有和了一不这那个与及或被把将让对从为给也都就而但")
_QUOTED = lazy(f"[“\"'‘「『【]([{_HAN}]{{2,8}})[”\"'’」』】]")
# Quotations of any length and lines of them, which count as examples in a text that speaks of spinning.
_EXAMPLE = re.compile(
    '“[^“”\n]{1,400}”|「[^「」\n]{1,400}」|『[^『』\n]{1,400}』|"[^"\n]{1,400}"|^[ \t]*>[^\n]*', re.MULTILINE
)
# Between two forms in a row; a form may have one or two more characters, as 不雅 in 不雅众.
_ROW = lazy(f'[{_HAN}]{{0,2}}[、/|;；\t ”"’」』“‘「『]{{1,4}}[{_HAN}]?')
_BULLET = r"(?:[-*•·]|[0-9]{1,3}[.、)])?[ \t]*"
_ROW_OF_LINES = lazy(f"[{_HAN}]{{0,2}}\n{_BULLET}[{_HAN}]?")
_ITEM = lazy(f"{_BULLET}[{_HAN}]?")
_TITLE = re.compile("《[^《》\n]{1,60}》")
_WORD = lazy(f"[{_HAN}]+")
# What joins Han characters to a name of a program, a file or a field.
_NAME = lazy(
    rf"[\\_=][{_HAN}]{{1,20}}|[{_HAN}]{{1,20}}(?:[\\_=]|\.[A-Za-z])|/[{_HAN}]{{1,20}}/|[A-Za-z0-9]/[{_HAN}]{{1,20}}"
)


class Form(NamedTuple):
    """``text[start:end]`` is what a tool put in for ``new`` (in Simplified)."""

    start: int
    end: int
    new: str


class _Ranged(Protocol):
    @property
    def start(self) -> int:
        """Where the range begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


R = TypeVar("R", bound=_Ranged)


class Mentions(NamedTuple):
    """firm: ranges in which forms stay in any case.  loose: such in which they stay unless the rest is spun.

    told: whether the text speaks of spinning.
    """

    firm: list[Span]
    loose: list[Span]
    told: bool

    def masked(self, text: str) -> str:
        """The text with blanks for what is mentioned, of the same length and in the same lines."""
        letters = list(text)
        for start, end in (*self.firm, *self.loose):
            letters[start:end] = [" " if each > "\u2e80" else each for each in letters[start:end]]
        return "".join(letters)


def mentions(text: str, folded: str, found: Sequence[Form]) -> Mentions:
    """What a text mentions of the forms that were ``found`` in it, in order."""
    explained = [form for form in found if _explained(folded, form)]
    told = bool(explained) or any(pattern.search(folded) for pattern in pattern_table("spinning").group("told"))
    firm = [*protected_spans(text), *(m.span() for m in _NAME.finditer(text)), *((f.start, f.end) for f in explained)]
    loose = [*_quoted(folded, found), *_rows(folded, found), *_among(folded, found), *_titles(folded)]
    quotations = [m.span() for m in _EXAMPLE.finditer(folded)]
    told = told or _two_versions(folded, found, quotations)
    used = untouched(found, [*firm, *loose])
    if told:
        loose += quotations
    elif _only_quoted(folded, used, quotations):
        loose += ((form.start, form.end) for form in used)
    return Mentions(firm, loose, told)


def untouched(found: Sequence[R], spans: Iterable[Span]) -> list[R]:
    """What of ``found`` touches none of ``spans``."""
    if not found:
        return []
    taken = mask_of(max(each.end for each in found), spans)
    return [each for each in found if not taken[each.start : each.end].any()]


def _explained(folded: str, form: Form) -> bool:
    """Whether what stood there before stands beside a form, as where somebody tells what is replaced by what."""
    start, end, new = form
    left = _STOP.split(folded[max(0, start - _REACH) : start])[-1]
    right = _STOP.split(folded[end : end + _REACH])[0]
    before, after = left[-1:], right[:1]
    words = (
        [(before + new, left[:-1], right), (new + after, left, right[1:])] if len(new) == 1 else [(new, left, right)]
    )
    for word, first, last in words:
        if (
            len(word) > 1
            and _WORD.fullmatch(word)
            and not _PLAIN.intersection(word)
            and (word in first or word in last)
        ):
            return True
    first, last = (side.translate(_SIGNS).replace(new, "○") for side in (left, right))
    kinds = ("named", "paired") if new in left or new in right else ("named",)
    return any(pattern.search(f"{first}●{last}") for kind in kinds for pattern in pattern_table("spinning").group(kind))


def _two_versions(folded: str, found: Sequence[Form], quotations: Sequence[Span]) -> bool:
    """Whether a text quotes what stands in it with the originals, too."""
    twice, used = set(), set(untouched(found, quotations))
    for start, end, new in islice((form for form in found if form not in used), _MOST):
        left, right = folded[max(0, start - _SAME) : start], folded[end : end + _SAME]
        for side, passage in ((left, left + new), (right, new + right)):
            if len(side) == _SAME and _WORD.fullmatch(side) and passage in folded:
                twice.add(passage)
    return len(twice) >= _VERSIONS


def _only_quoted(folded: str, found: Sequence[Form], quotations: Sequence[Span]) -> bool:
    """Whether all forms stand in quotations, and a text of some length around them has none.

    One of them must be put for a character that its tool replaces everywhere: there it would have left some, too.
    """
    if everywhere().isdisjoint(form.new for form in found) or untouched(found, quotations):
        return False
    inside = sum(end - start for start, end in quotations)
    return len(folded) - inside >= max(_OUTSIDE, inside)


def _quoted(folded: str, found: Sequence[Form]) -> Iterator[Span]:
    """Forms that stand in quotation marks by themselves, and other uses of them."""
    at = {form.start: form for form in found}
    words = set()
    for quoted in _QUOTED.finditer(folded):
        own = [at[i] for i in range(*quoted.span(1)) if i in at]
        words |= {quoted[1] for form in own if form.end - form.start == len(quoted[1])}
        if own or quoted[1] in _forms():
            yield quoted.span(1)
    yield from ((form.start, form.end) for form in found if folded[form.start : form.end] in words)


def _rows(folded: str, found: Sequence[Form]) -> Iterator[Span]:
    """Forms in a row: one after the other with nothing but marks between them, or alone on lines."""
    for one, other in pairwise(found):
        between = folded[one.end : other.start]
        lines = _ROW_OF_LINES.fullmatch(between) and _alone(folded, one) and _alone(folded, other)
        if lines or _ROW.fullmatch(between):
            yield one.start, one.end
            yield other.start, other.end


def _among(folded: str, found: Sequence[Form]) -> Iterator[Span]:
    """The forms of paragraphs in which some stand among as many of their originals: a tool leaves none."""
    for first, last, own in _paragraphs(folded, found):
        for letter in everywhere() & {form.new for form in own}:
            left = _put_in(letter).sub("", folded[first:last]).count(letter)
            if left >= len({form.start for form in own if form.new == letter}):
                yield from ((form.start, form.end) for form in own)


def _paragraphs(folded: str, found: Sequence[Form]) -> Iterator[tuple[int, int, list[Form]]]:
    """Where the paragraphs begin and end that forms stand in, and their forms."""
    ends: dict[Span, list[Form]] = defaultdict(list)
    for form in found:
        first, last = _around(folded, form, "\n")
        if last - first > _PARAGRAPH:
            first, last = _around(folded, form, "。")
        ends[first, last].append(form)
    yield from ((first, last, own) for (first, last), own in ends.items())


def _around(folded: str, form: Form, mark: str) -> Span:
    """The piece between two marks that holds a form, cut where it is longer than a paragraph on either side."""
    left, right = max(0, form.start - _PARAGRAPH), min(len(folded), form.end + _PARAGRAPH)
    first, past = folded.rfind(mark, left, form.start) + 1, folded.find(mark, form.end, right)
    return first or left, right if past < 0 else past


@cache
def _put_in(letter: str) -> re.Pattern[str]:
    """Words with this character that tools put in themselves."""
    return re.compile("|".join(sorted(form for form in _forms() if letter in form)) or "(?!)")


def _titles(folded: str) -> Iterator[Span]:
    """What stands in the marks of titles."""
    yield from (m.span() for m in _TITLE.finditer(folded))


def _alone(folded: str, form: Form) -> bool:
    """Whether a form is all of its line, but for the sign of an item and one character or two."""
    first, last = folded.rfind("\n", 0, form.start) + 1, folded.find("\n", form.end)
    before, after = folded[first : form.start], folded[form.end : len(folded) if last < 0 else last]
    return len(after) <= 2 and _ITEM.fullmatch(before) is not None


@cache
def _forms() -> frozenset[str]:
    """What the tools put in."""
    return frozenset(pair.spun for family in families() for pair in family.pairs if len(pair.spun) > 1)
