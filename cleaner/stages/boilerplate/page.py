"""The non-blank lines of a text, with what the rules and the counts say of each; indices below count these lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.matcher import Known, Matcher
from cleaner.once import once
from cleaner.rules import Rule
from cleaner.stages.boilerplate.trails import captions, trails
from cleaner.stages.boilerplate.words import words
from cleaner.stages.markup.front_matter import front_matter
from cleaner.stages.markup.kind import fences_of

if TYPE_CHECKING:
    from cleaner.stages.boilerplate.forms import Form

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

# A paragraph has this many Han characters and a mark that ends a sentence; a verse or a short reply fewer.
PARAGRAPH = 36
VERSE = 5
# The rules that tell a line of source, author and time.
BYLINES = frozenset(
    f"boilerplate.{name}"
    for name in (
        "byline",
        "byline-by",
        "byline-tail",
        "name-and-time",
        "record-line",
        "post-record",
        "head-record",
        "byline-row",
        "journal-record",
        "reposted-byline",
    )
)
PICTURE = "boilerplate.picture-name"
BREADCRUMB, NEIGHBOUR = "boilerplate.breadcrumb", "boilerplate.neighbour-article"

_FIRST_HAN, _HANS = np.uint32(0x4E00), np.uint32(0x5200)
_BITS = 15  # of the number of a Han character in the block

_DATE = r"\d{4} ?[-./年] ?\d{1,2} ?[-./月] ?\d{1,2} ?日?"
STAMP = re.compile(
    r"(?=[\d昨前])(?:"  # so that a search goes over all else at once
    rf"(?:{_DATE}|\d{{1,2}}[-/月]\d{{1,2}}日?)(?:[ t]{{0,3}}\d{{1,2}}[:时]\d{{2}}(?::\d{{2}})?)?"
    r"|\d{1,3} ?(?:秒|分钟|小时|天|个?月|年)前|昨天|前天|\d{1,2}:\d{2}(?::\d{2})?)"
)
_STAMP_SIGNS = frozenset("-./年月前天:")  # each match of it holds one of them
_DAYS = ("昨天", "前天")
# The fewest digits of a date with a time of day: 2024-1-1 9:05.
DIGITS = 9
MINUTE = re.compile(rf"{_DATE}[ t]{{0,3}}\d{{1,2}}[:时]\d{{2}}(?::\d{{2}}|分)?")

_FIELD = re.compile(
    "(?:(?P<sender>发件人|寄件者|寄件人|from)|(?P<subject>主题|主旨|subject)"
    "|(?P<other>收件人|收件者|抄送|副本|密送|日期|时间|发送时间|to|cc|date|sent|reply-to)):"
)
_LEAST_FIELDS = 3


class Page:
    """The non-blank lines of a text and what fires on each of them, whatever stands around it."""

    def __init__(self, lines: Lines, matcher: Matcher, known: Known | None = None) -> None:
        self.lines = lines
        self.number: Counts = np.flatnonzero(~lines.blank)
        self.folded = [lines.stripped[i] for i in self.number.tolist()]
        self.headline = -1  # the line of a headline that stands outside the article
        self.rows: list[int] = []  # the lines beside the headline that a program wrote of who posted, and when
        self.titles: NDArray[np.float32] | None = None  # what a model says of each line as the title, if asked
        self.has_posts = False  # of a thread
        self.above_posts: list[int] = []  # the lines around the title of a thread that may say who asked
        self.listed = False  # short lines right below the headline are what the page has to say
        self.is_kept = False  # notes and mail that somebody keeps: a heading alone does not end the text
        self._forgets = False
        self.answers: dict[object, dict[int, Any]] = {}  # what rules asked of lines (answers.py)
        self.matcher = matcher
        self.form: Form | None = None  # set where the lines are neither an article's nor a page's
        self.book = False  # set where the text is a book
        self.numbers: Flags = np.zeros(len(self), np.bool_)  # the numbers beside the lines of source code
        self.sure: dict[int, Rule] = {}
        self.weak: dict[int, Rule] = {}
        self.heads: dict[int, Rule] = {}
        place: dict[int, int] = {}
        for number, rule in matcher.lines(lines, known):
            place = place or {number: index for index, number in enumerate(self.number.tolist())}
            if number in place:
                kind = self.heads if rule.scope == "to-end" else self._by_strength(rule)
                first = kind.setdefault(place[number], rule)
                if first.where != "any" and rule.where == "any":
                    kind[place[number]] = rule
        pictured = [*captions(self.folded)] if "张" in lines.folded else []
        for name, found in ((BREADCRUMB, [*trails(self.folded)]), (PICTURE, pictured)):
            told = next((rule for rule in matcher.rules if rule.id == name), None) if found else None
            self.sure |= dict.fromkeys(found, told) if told else {}

    def _by_strength(self, rule: Rule) -> dict[int, Rule]:
        return self.sure if rule.extra.get("strength") == "sure" else self.weak

    def forget(self, lines: Flags) -> None:
        """No rule fires on ``lines`` any more: they are known to be source code or a quotation."""
        self._forgets = True
        for rules in (self.sure, self.weak, self.heads):
            for index in [i for i in rules if lines[i]]:
                del rules[index]
        self.__dict__.pop("fired", None)
        self.answers.clear()

    def without(self, lines: Flags) -> Page:
        """The page that the other lines would be."""
        return Page(Lines("\n".join(self.lines[i].text for i in self.number[~lines].tolist())), self.matcher)

    def __len__(self) -> int:
        return len(self.folded)

    def holding(self, places: Counts) -> Counts:
        """The lines that hold the characters at these places of the text, none of which is a blank."""
        return self.number.searchsorted(self.lines.starts.searchsorted(places, "right") - 1)

    @once
    def han(self) -> Counts:
        """Han characters in each line."""
        return self.lines.counts(Class.HAN)[self.number]

    @once
    def latin(self) -> Counts:
        """Latin letters in each line."""
        return self.lines.counts(Class.LATIN)[self.number]

    @once
    def digits(self) -> Counts:
        """Digits in each line."""
        return self.lines.counts(Class.DIGIT)[self.number]

    @once
    def ends_of_sentences(self) -> Counts:
        """Marks that end a sentence in each line."""
        return self.lines.counts(Class.SENTENCE)[self.number]

    @once
    def clauses(self) -> Counts:
        """Marks that end a clause in each line."""
        return self.lines.counts(Class.CLAUSE)[self.number]

    @once
    def solid_sizes(self) -> Counts:
        """How many characters of each line are no blanks: some ways to flatten fill lines up with blanks."""
        lines = self.lines
        sizes: Counts = (lines.sizes - lines.counts(Class.SPACE) - lines.counts(Class.INVISIBLE))[self.number]
        return sizes

    @property
    def silent(self) -> bool:
        """Whether no rule fires on any line."""
        return not (self.sure or self.weak or self.heads)

    def silent_among(self, lines: Sequence[int]) -> bool:
        """Whether a text of some lines of this page is sure to be silent; lines that were to be forgotten may speak."""
        return not (lines and (self._forgets or self.fired[lines].any()))

    @once
    def fired(self) -> Flags:
        """Lines on which a rule of any kind fires."""
        fired = np.zeros(len(self), np.bool_)
        fired[[*self.sure, *self.weak, *self.heads]] = True
        return fired

    @once
    def paragraph(self) -> Flags:
        """Lines that are paragraphs of prose (and fire no rule)."""
        words = self.han + self.latin // 5
        ends = (self.ends_of_sentences > 0) | (self.clauses > 2)
        flags: Flags = (words >= PARAGRAPH) & ends & ~self.fired
        return flags

    @once
    def verse(self) -> Flags:
        """Lines that end like a sentence or a clause (and fire no rule): verses, replies, short paragraphs."""
        flags: Flags = (self.han >= VERSE) & (self.ends_of_sentences + self.clauses > 0) & ~self.fired
        return flags

    @once
    def told(self) -> Flags:
        """Lines that are paragraphs, or short and hold a whole sentence (whether a rule fires on these or not)."""
        flags: Flags = self.paragraph | ((self.ends_of_sentences > 0) & (self.han >= VERSE))
        return flags

    @once
    def cut_off(self) -> Flags:
        """Lines that break off, as teasers do: ``他说，这件事…``."""
        return np.fromiter((text.endswith(("…", "...")) for text in self.folded), np.bool_, len(self))

    def shows(self, index: int, title: str) -> bool:
        """Whether a line is ``title``, be it as a heading of Markdown."""
        return self.text(index).strip("# ") == title

    def solid(self, index: int) -> str:
        """A folded line without any blank."""
        return "".join(self.folded[index].split())

    @once
    def pairs(self) -> tuple[Counts, Counts]:
        """Each pair of neighbouring Han characters with each line that holds it, once, in that order."""
        lines = self.lines
        points = lines.folded_points - _FIRST_HAN
        han = points < _HANS
        at = (han[:-1] & han[1:]).nonzero()[0]
        row_of = np.zeros(len(lines), np.int64)
        row_of[self.number] = np.arange(len(self))
        rows = row_of.take(lines.starts.searchsorted(at, "right") - 1)
        bits = len(self).bit_length()
        first, second = points.take(at).astype(np.int64), points.take(at + 1)
        keys = (((first << _BITS) | second) << bits) | rows
        keys.sort()  # np.unique takes ten times as long
        new = np.ones(len(keys), np.bool_)
        new[1:] = keys[1:] != keys[:-1]
        keys = keys[new]
        return keys >> bits, keys & (1 << bits) - 1

    @once
    def stamps(self) -> Flags:
        """Lines that are a date, a time of day or an age (``3小时前``) and nothing else."""
        flags = np.zeros(len(self), np.bool_)
        begun = (i for i, text in enumerate(self.folded) if text[:1].isdecimal() or text in _DAYS)
        flags[[i for i in begun if len(self.folded[i]) <= 32 and STAMP.fullmatch(self.folded[i])]] = True
        return flags

    @once
    def minutes(self) -> Flags:
        """Lines that are a date with a time of day and nothing else."""
        flags = np.zeros(len(self), np.bool_)
        for index in np.flatnonzero(self.digits >= DIGITS).tolist():
            flags[index] = len(self.folded[index]) <= 32 and MINUTE.fullmatch(self.folded[index]) is not None
        return flags

    @once
    def labels(self) -> Flags:
        """Lines that say that something is an advertisement and nothing else, be it between dashes or arrows."""
        known = frozenset(words("inside")["labels"])
        said = [i for i, text in enumerate(self.folded) if text.strip("-—▼▲ ") in known]
        flags = np.zeros(len(self), np.bool_)
        flags[said] = True
        return flags

    def text(self, index: int) -> str:
        """The line itself, without outer blanks."""
        return self._texts[index]

    @once
    def _texts(self) -> list[str]:
        """All lines, without outer blanks."""
        texts = self.lines.text.split("\n")
        return [texts[number].strip() for number in self.number.tolist()]


def timed(folded: str, longest: int) -> bool:
    """Whether a folded line of at most ``longest`` characters tells a date, a time of day or an age."""
    return len(folded) <= longest and not _STAMP_SIGNS.isdisjoint(folded) and STAMP.search(folded) is not None


def quoted(page: Page) -> Flags:
    """Lines of Markdown that stand in fenced source code or in a quotation: what they say is not said by the site."""
    fences = np.array(fences_of(page.lines.text), np.int64)
    flags: Flags = np.searchsorted(fences, page.lines.starts[page.number], "right") % 2 == 1
    if ">" in page.lines.folded:
        flags |= np.fromiter((line[:1] == ">" for line in page.folded), np.bool_, len(page))
    return flags


def front_lines(page: Page) -> Flags:
    """The lines of the block of fields at the top of a file of Markdown: no byline of a site."""
    flags: Flags = page.lines.starts[page.number] < len(front_matter(page.lines.text))
    return flags


def message_fields(page: Page) -> Flags:
    """The fields of a letter at the top of the text (sender, subject and more): it is mail and no page of a site."""
    flags = np.zeros(len(page), np.bool_)
    names = set[str]()
    for index, line in enumerate(page.folded):
        field = _FIELD.match(line)
        if not field:
            break
        names.add(field.lastgroup or "")
        flags[index] = True
    mail = {"sender", "subject"} <= names and flags.sum() >= _LEAST_FIELDS
    return flags if mail else np.zeros_like(flags)
