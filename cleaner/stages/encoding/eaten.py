"""ASCII characters that a reader lost with the byte before them: what they can have been, and how they are written.

Windows, .NET and PHP make one ``?`` of a first byte and an ASCII byte that cannot follow it. UTF-8 is three bytes a
character, so in text of an odd number of them half of all line ends, blanks, quotes and tags are lost in this way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from math import log

from cleaner.character_model import ASKED, DIGIT, LETTER
from cleaner.patterns import lazy

# A control that stands for a line end inside of what is a line here.
BREAK = "\x1e"
GONE = "\ufffd"
EATABLE = f"\n ()\"'<>&-/,.:;%[]*#=+|_~!{DIGIT}{LETTER}{ASKED}"
TOLD = frozenset('\n<"*')  # what stands around it tells them
_TAG = re.compile("/?[a-z][a-z0-9]{0,10}(?:/?>|[ \n][a-z\x1e!-~]{0,200}?>)|!--|!doctype", re.IGNORECASE)
_QUOTE = re.compile(" {0,4}/?>|[ \n]{1,4}[a-z][a-z:-]{0,20}=[\"'0-9a-z]", re.IGNORECASE)
# Behind what is open on a line; and how the next one begins: an item of a list, a heading, a fence, an indent, a key.
_NEAR = 400  # characters
_ONE_STAR = re.compile("\\*(?!\\*)")
_OPEN_STRING, _AFTER_STRING = (
    re.compile('(?:^|[\\[({=:,\\s])"[^\\s",;:)\\]}][^"]{0,200}$'),
    re.compile("[ \t]{0,4}[,;)\\]}\n]"),
)
_STRINGS = re.compile('(?m:^)[ \t]{0,40}["{\\[<]|"[,:]|="')  # of JSON, tables and tags
_NUMBER, _ITEM = re.compile("([0-9]{1,2})\\. "), re.compile("[-*] \\S")
_ITEM_LINE, _DASH = lazy("^[-*] ", re.MULTILINE), lazy("[\u3400-\u9fff] - [\u3400-\u9fff]")
_NEXT_LINE = re.compile("#{1,6} |```|[ ]{2,40}[^\\s]|[a-z_-]{2,20}: |[A-Za-z_$][\\w$.]{0,40}(?: [\\w$]{1,40})? ?[=(]")
_AFTER_WIDE = lazy("(?<=[\u2e80-\ud7ff\uf900-\uffef])[\x00-\x7f]")
_WIDE = {
    ",": "，", ".": "。", ":": "：", ";": "；", "!": "！", "(": "（）", ")": "（）", '"': "“”", "'": "‘’“”",
    "<": "《》", ">": "《》", ASKED: "？",
}  # fmt: skip
_ODD = "&-/%[]*#=+|_~"
_UNSEEN = frozenset(("\n", ASKED))  # of which the lost ones may be all
_CODE = "`"  # of inline code, which is set apart like a word
_FOLLOW = (DIGIT, LETTER, _CODE, "")
_MANY, _LEAST_SHARE = 2, 0.01  # of these that tell, and of all
_ENOUGH, _OFTEN = 8, 0.1  # characters that tell what is often there, and of these
# Years of four digits and the beginnings of such ranges, without the first digit; durations are no years.
_YEAR = "(?:[-–—~～至到]{1,2}[0-9]{2,4})?年(?![前来來历歷左多间間])"
_SECOND_MILLENNIUM = f"(?:9[0-9]{{2}}|8[1-9][0-9]|[1-7][0-9][1-9]){_YEAR}"
_THIRD_MILLENNIUM = f"0(?:[0-2][1-9]|[12]0){_YEAR}"
_IN_YEAR = lazy(f"{_SECOND_MILLENNIUM}|{_THIRD_MILLENNIUM}")
_ONE, _TWO = (re.compile(f"{DIGIT}(?={year})") for year in (_SECOND_MILLENNIUM, _THIRD_MILLENNIUM))
_WRITTEN = str.maketrans({DIGIT: GONE, LETTER: GONE, BREAK: "\n", ASKED: "?"})
_CLEAR, _SELDOM = 10.0, 2.5  # nats: what a tag tells, and what the page seldom has
# Line ends behind a wide character, by what follows them, in the text that the model was counted on (prose, laws,
# recipes); what one that still stands counts for beside them, as half are lost and the model's own are those of prose;
# wide characters of a page that tell nothing yet.
_LINE_ENDS, _ONE_LEFT, _UNSURE = {"": 0.014, DIGIT: 0.0008, LETTER: 0.0003, _CODE: 0.0003}, 16.0, 100
_BEGUN, _MOST_BEGUN = 20, 5.0  # beginnings of lines that tell nothing yet; nats
_WIDE_CHARACTER = lazy("[\u2e80-\ud7ff\uf900-\uffef]")
_INSIDE = lazy("(?<=[^\n\ud800-\udfff])(?=(..))")  # all pairs of characters that stand behind known ones
# Marks of which this share of the lines ends with each; nats for what closes, in a line and in a text that may be cut.
_LAST, _ENDED, _OPEN, _OPEN_AT_END = ".!,;:", 0.05, 8.0, 5.0
Eaten = tuple[tuple[str, float], ...]  # characters that one price in nats is for


class Page:
    """Which ASCII characters ``text`` can have lost: about as many of each as still stand after Chinese characters.

    Where a text has the wide form of a mark again and again and never the plain one, it lost none of those.
    """

    def __init__(self, text: str) -> None:
        pairs = Counter((_kind(m[0]), _follow(text, m.end())) for m in _AFTER_WIDE.finditer(text))
        for (char, follow), times in tuple(pairs.items()):
            if follow == _CODE:  # which tells of other marks, too
                pairs[char, ""] += times
        alone: Counter[str] = Counter()
        for (char, follow), times in pairs.items():
            alone[char] += times * (follow != _CODE)
        number = alone.total()
        usual = []
        for char in EATABLE:
            seen = alone[char]
            rival = sum(map(text.count, _WIDE[char])) if char in _WIDE else number if char in _ODD else 0
            if char == ASKED:  # of which none can be told from a mark of a loss: where other marks are plain
                rival += _MANY * (not alone[","] and not alone["!"])
            if seen >= _LEAST_SHARE * number if seen else rival < _MANY:
                usual.append(char)
        self._items = _ITEM_LINE.search(text) is not None and not _DASH.search(text)
        self._in_year = tuple(filter(None, (DIGIT, "".join(char for char in usual if char != DIGIT))))
        self._groups = {follow: _by_share(usual, pairs, follow) for follow in _FOLLOW}
        self._text, self._wide = text, len(_WIDE_CHARACTER.findall(text))
        self._line_end = {follow: self._excess(pairs["\n", follow], follow) for follow in _FOLLOW}

    def before(self, text: str, at: int) -> Eaten:
        """What can have stood before ``text[at:]``, and the price of each: the usual costs nothing.

        In a tag that lost one of its ends it is only that, and before three digits of a year mostly the first one.
        A page of short lines is likelier to have lost a line end than the prose that the model knows.
        """
        if text[at : at + 1] in ("", "\n"):
            return self._last(text, at)
        groups = self._likely(text, at)
        if len(groups) == len(groups[0]) == 1:
            return ((groups[0], -_CLEAR),)
        rows = [(group, _SELDOM * number) for number, group in enumerate(groups)]
        gain = self._line_end[_follow(text, at)] + self._begun(text[at : at + 2])
        if not gain:
            return tuple(rows)
        here = [("\n", price - gain) for group, price in rows if "\n" in group]
        return (*here, *((rest, price) for group, price in rows if (rest := group.replace("\n", ""))))

    def _excess(self, seen: int, follow: str) -> float:
        """Nats that line ends before such a character are likelier than in prose, in halves; nothing if they are not.

        Where none is left, all may have been lost.
        """
        usual = _LINE_ENDS[follow]
        share = (_ONE_LEFT * seen + _UNSURE * usual) / (self._wide + _UNSURE)
        return max(0.0, round(2 * log(share / usual)) / 2)

    @cached_property
    def _inside(self) -> Counter[str]:
        """How often each pair of characters stands inside of lines."""
        return Counter(_INSIDE.findall(self._text))

    @cached_property
    def _starts(self) -> Counter[str]:
        """How often lines begin with each pair of characters."""
        return Counter(line[:2] for line in self._text.split("\n"))

    def _begun(self, pair: str) -> float:
        """Nats that a line end is likelier before ``pair`` as other lines begin with it and none goes on with it."""
        begin = self._starts[pair] if len(pair) == 2 and pair.isprintable() else 0
        if not begin:
            return 0.0
        inside, lines = self._inside[pair], self._starts.total()
        share = (begin + inside) / (lines + self._wide)
        more = log((begin + _BEGUN * share) / (lines + _BEGUN) / (inside + _BEGUN * share) * (self._wide + _BEGUN))
        return round(2 * min(max(0.0, more), _MOST_BEGUN)) / 2

    def _last(self, text: str, at: int) -> Eaten:
        """What can have been the last character of a line that ends at ``at``: what closes, and what ends other lines.

        At the end of the text nothing need be lost, as there is if a line end is still there.
        """
        line = text[text.rfind("\n", 0, at) + 1 : at]
        open_ = '"' * (line.count('"') % 2) + ")" * (line.count("(") > line.count(")"))
        marks = self._ends if at < len(text) else ""
        rows = (
            (open_, -_OPEN if at < len(text) else -_OPEN_AT_END),
            ("".join(char for char in marks if char not in open_), 0.0),
        )
        return tuple(row for row in rows if row[0])

    @cached_property
    def _ends(self) -> str:
        """The marks with which some of the lines end, and ``ASKED`` where those are all that the text has."""
        last = Counter(line[-1:] for line in self._text.split("\n") if line)
        least = max(_MANY, _ENDED * last.total())
        marks = "".join(char for char in _LAST if last[char] >= least)
        return marks + ASKED * (bool(marks) and not self._text.count(_WIDE[ASKED]))

    def _likely(self, text: str, at: int) -> tuple[str, ...]:
        """What can have stood before ``text[at:]``, the usual and what is seldom there."""
        if _TAG.match(text, at):
            return ("<",)
        if mark := self._mark(text, at):
            return (mark,)
        if _IN_YEAR.match(text, at):
            return self._in_year
        return ('"',) if _QUOTE.match(text, at) else self._groups[_follow(text, at)]

    def _mark(self, text: str, at: int) -> str:
        """The character that what is open on the line, or the beginning of the next one, says was lost."""
        line = text[max(text.rfind("\n", 0, at) + 1, at - _NEAR) : at]
        if line.count("**") % 2 and _ONE_STAR.match(text, at):
            return "*"
        if _OPEN_STRING.search(line) and _AFTER_STRING.match(text, at):
            return '"'
        if item := _NUMBER.match(text, at):
            return "\n" if f"{int(item[1]) - 1}. " in text[max(0, at - _NEAR) : at] else ""
        if _ITEM.match(text, at):
            return "\n" if self._items else ""
        return "\n" if _NEXT_LINE.match(text, at) else ""


def is_spoken(text: str, at: int) -> bool:
    """Whether the quotation mark at a place of misread text is part of it, and not of a string that holds the text."""
    after = text[at + 1 : at + 2]
    return after > "\x7f" or (after in ("", "\n") and not _STRINGS.search(text, text.rfind("\n", 0, at) + 1, at))


def _by_share(usual: Sequence[str], pairs: Counter[tuple[str, str]], follow: str) -> tuple[str, ...]:
    """``usual`` in what the text often has before ``follow`` and what it seldom has, if there is enough to tell."""
    number = sum(pairs[char, follow] for char in usual)
    if number >= _ENOUGH:
        often = "".join(char for char in usual if char in _UNSEEN or pairs[char, follow] >= _OFTEN * number)
    elif follow in (LETTER, _CODE):  # a blank stands between words of two scripts, or what the page shows there
        often = "".join(char for char in usual if char == " " or pairs[char, follow])
    else:
        return ("".join(usual),)
    return tuple(filter(None, (often, "".join(char for char in usual if char not in often))))


def _follow(text: str, at: int) -> str:
    """The kind of ``text[at]``: a digit, a letter, or something else."""
    kind = _kind(text[at : at + 1])
    return kind if kind in _FOLLOW else ""


def _kind(char: str) -> str:
    """``char``, or what stands for all digits or letters; nothing for other characters than ASCII."""
    if char > "\x7f":
        return ""
    return DIGIT if char.isdigit() else LETTER if char.isalpha() else char


def written(text: str) -> str:
    """``text`` with line ends, the first digits of years, and the replacement character for what nobody knows."""
    return text if text.isprintable() else _TWO.sub("2", _ONE.sub("1", text)).translate(_WRITTEN)
