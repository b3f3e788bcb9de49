"""What sites stamp the paragraphs of their texts with, so that copies show: their name behind a code, or their tags.

``…读书。7x3某某教程_入门 - 某某网`` stands behind one paragraph after another; aggregators put the tags of an article
there, another one each time: ``…读书。css``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from cleaner.doc import Edit
from cleaner.lines import Lines
from cleaner.needles import places_of
from cleaner.patterns import HAN
from cleaner.stages.spam.bounds import whole_line
from cleaner.stages.spam.paragraph_ends import behind_marks

# Behind so many paragraphs at least, so long before it, and how much of a line stands behind the last mark.
_TIMES, _LONG, _SIZES = 3, 14, range(3, 48)
# A code or an address that no sentence begins with, and a name; or the title of a page with that of its site.
_CODE = re.compile(
    r"(?=[a-z0-9]{0,7}[0-9][a-z0-9]{0,7}[\u4e00-\u9fff])(?=[0-9]{0,7}[a-z])[a-z0-9]{2,8}[\u4e00-\u9fff][^\n]{1,38}"
)
_STAMP = re.compile(
    rf"{_CODE.pattern}"
    r"|[\u4e00-\u9fffa-z0-9]{2,20}_[\u4e00-\u9fffa-z0-9_]{2,24}(?: ?[-_|] ?[\u4e00-\u9fffa-z0-9.]{2,16})?"
)
# A tag, and what people write behind a sentence that is none.
_TAG = re.compile(r"[a-z][a-z0-9.+#]{1,14}")
_CRY = re.compile(
    "(?:h[aei]|xi|la|ya|wu){1,9}|(?:h+|w+|q+|6+|d+|xd*|o+h*|[eh]?m+|[a-z]{1,2})|lol|orz|ing|q[aw]q|doge|okay|thx|end|etc"
    "|yyds|xswl|awsl|zqsg|emo|omg|wtf|btw|rip|lmao|over|bingo|respect|peace|love|fine|nice|good|yes|bye|sorry|thanks"
)
_CLOSING, _ENDS = tuple("\"')」』"), ("", "\n")
# So many different tags, or the same so often; no page has more of them, or of stamps. Of the paragraphs that end in
# a sentence so many bear one.
_KINDS, _SAME, _MOST, _SHARE = 2, 5, 40, 0.15


def stamps(lines: Lines, rule: str) -> Iterator[Edit]:
    """The edits that take such stamps out behind the last marks of paragraphs."""
    if len(lines) < _TIMES:
        return
    places: defaultdict[str, list[int]] = defaultdict(list)
    for mark, end in behind_marks(lines, _SIZES):
        long = mark - int(lines.starts[lines.at(mark)]) >= _LONG
        if long and (lines.folded[mark - 1].isalnum() or lines.folded[mark - 1] in _CLOSING):
            start = mark + 1 + (lines.folded[mark + 1 : mark + 2] in _CLOSING)
            places[lines.folded[start:end].rstrip()].append(start)
    if sum(map(len, places.values())) < _TIMES:
        return
    for text, starts in {**_stamped(lines, places), **_tagged(lines, places)}.items():
        note = f"action=phrase family=phrase behind the last marks of {len(starts)} paragraphs"
        also = (at + 1 for at in places_of(f":{text}", lines.folded) if _ends_line(lines, at + 1, text))
        for at in sorted({*starts, *also}):
            alone = lines.stripped[number := lines.at(at)] == text
            yield Edit(*whole_line(lines, number) if alone else (at, at + len(text)), "", rule, note, 0.9)


def _stamped(lines: Lines, places: dict[str, list[int]]) -> dict[str, list[int]]:
    """The names behind codes and the titles that stand behind so many paragraphs, and hardly anywhere else.

    A site that stamps each paragraph with a code stamps empty ones, too: then all of them are at the ends of lines.
    """
    often = {text: starts for text, starts in places.items() if len(starts) >= _TIMES and _STAMP.fullmatch(text)}
    if len(often) > _MOST:
        return {}
    found = {}
    for text, starts in often.items():
        if lines.folded.count(text) <= len(starts) + 1:
            found[text] = starts
        elif _CODE.match(text) and _all_end_lines(lines, every := list(places_of(text, lines.folded)), text):
            found[text] = every
    return found


def _all_end_lines(lines: Lines, places: Iterable[int], text: str) -> bool:
    """Whether a stamp stands nowhere but at the ends of lines, set apart from the words before it."""
    return all(_ends_line(lines, at, text) and not lines.folded[max(0, at - 1) : at].isalnum() for at in places)


def _ends_line(lines: Lines, at: int, text: str) -> bool:
    """Whether a line ends with a text that stands at a place."""
    return lines.folded[at + len(text) : at + len(text) + 1] in _ENDS


def _tagged(lines: Lines, places: dict[str, list[int]]) -> dict[str, list[int]]:
    """The tags in small letters behind paragraphs, and on a page of such those in ideographs that come again."""
    tags = {text: starts for text, starts in places.items() if _is_tag(lines, text, starts)}
    times = Counter({text: len(starts) for text, starts in tags.items()})
    if times.total() < _TIMES or (len(times) < _KINDS and times.total() < _SAME):
        return {}
    if times.total() < _SHARE * np.count_nonzero(lines.last_marks - lines.starts >= _LONG):
        return {}
    found = tags | {text: starts for text, starts in places.items() if len(starts) > 1 and _is_short(text)}
    return found if len(found) <= _MOST else {}


def _is_tag(lines: Lines, text: str, starts: list[int]) -> bool:
    """Whether a text is a word in small letters, as it stands on the page, and no cry."""
    small = all(lines.text.startswith(text, start) for start in starts)
    return small and _TAG.fullmatch(text) is not None and _CRY.fullmatch(text) is None


def _is_short(text: str) -> bool:
    """Whether a text is two to four ideographs."""
    return 2 <= len(text) <= 4 and all(map(HAN.match, text))
