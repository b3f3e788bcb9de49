"""The names and addresses of a site that a page is known to be copied by, in whatever disguise they stand on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cleaner.lines import Lines
from cleaner.patterns import count_han, lazy
from cleaner.rules import RuleBook
from cleaner.stages.spam.letters import latin
from cleaner.stages.spam.sites import NAME, TAG, Place, Signs, Sites, in_brackets, signs, sites_of

_LONGEST = 160  # characters of a line that may be a notice
_REST = 4  # ideographs that may stand beside a name and the words of notices
_NOTICE, _NOTICE_BY_STEM = 2, 3  # words of a notice beside a name, and beside the stem of one
_NEAR = 6  # signs between a name and an address
_HOST, _PLAIN, _STEM = range(3)
_GAP = r"[^a-z0-9\u3400-\u9fff\n]{0,2}"  # between two characters of an address
_NAME_GAP = r"[^a-z\u3400-\u9fff\n]{0,2}"
_SIGN, _LETTER = re.compile(r"\W|\d|_"), re.compile(r"[^\W_]")
_TORN = lazy(r"(?<![a-z])w{1,2}(?=[\u3400-\u9fff]{1,2}\Z)")
_BESIDE = lazy(r"(?<![\u3400-\u9fff,。!?])[\u3400-\u9fff]{2,8}(?=[ :|)\]】》\u3000—–-]{0,6}\Z)")


class Found(NamedTuple):
    """Where a name, an address or the stem of a name stands in the text."""

    start: int
    end: int
    kind: int


def named(lines: Lines, sites: Sites, book: RuleBook) -> Iterator[Place]:
    """What goes because it names a site: names and addresses in disguise or together, lines that speak of it."""
    if not sites.names and not sites.hosts:
        return
    text, known = latin(lines.folded), signs(book)
    hosts = [each for host in sites.hosts for each in _addresses(text, host, book)]
    sites = sites_of([*sites.names, *_beside(text, hosts, known)], sites.hosts, known)
    names = [Found(*match.span(), _PLAIN) for name in sites.names for match in _spaced(name, _NAME_GAP).finditer(text)]
    stems = [Found(*at.span(), _STEM) for stem in sites.stems for at in re.finditer(re.escape(stem), text)]
    words = book[NAME].extra["words"]
    for number, group in groupby(sorted([*hosts, *names, *stems]), key=lambda place: lines.at(place.start)):
        first, last = int(lines.starts[number]), int(lines.ends[number])
        yield from _in_line(text, first, last, list(group), words)


def _beside(text: str, hosts: Sequence[Found], known: Signs) -> Iterator[str]:
    """The names right beside addresses: such as look like one, and others that stand there twice."""
    before = (text[max(each.start - TAG, 0) : each.start].rpartition("\n")[2] for each in hosts)
    times = Counter(match[0] for piece in before if (match := _BESIDE.search(piece)))
    yield from (name for name, number in times.items() if number > 1 or known.suffix.search(name))
    for each in hosts:
        start, end = in_brackets(text, each.start, each.end, TAG)
        yield from (match[0] for match in known.name.finditer(text, each.end, end) if start < each.start)


def _in_line(text: str, first: int, last: int, found: Sequence[Found], words: Sequence[str]) -> Iterator[Place]:
    """The places of a line that go: all of it, or what is in disguise."""
    line = text[first:last]
    firm = [place for place in found if place.kind != _STEM]
    han, said, at = count_han(line), 0, first
    pieces = []
    for each in firm:
        pieces.append(text[at : each.start])
        at = max(at, each.end)
    bare = " ".join(_SIGN.sub("", piece) for piece in [*pieces, text[at:last]])
    if len(line) <= _LONGEST and '"' not in line:
        for word in sorted(words, key=len, reverse=True):
            said += word in bare
            bare = bare.replace(word, " ")
    rest = count_han(bare)
    notice = said >= (_NOTICE if firm else _NOTICE_BY_STEM) and 3 * rest <= 2 * han
    if notice or (firm and rest <= (_REST if said else 0) and '"' not in line):
        yield first, last
        return
    for number, each in enumerate(firm):
        start, end = in_brackets(line, each.start - first, each.end - first, TAG)
        start, end = start + first, end + first
        if each.kind == _PLAIN:
            end = _with_words(text, end, words)
        wrapped = (start, end) != (each.start, each.end)
        if each.kind == _HOST or wrapped or _SIGN.search(text, each.start, each.end) or _touches(text, firm, number):
            yield start, end
        if each.kind == _HOST and (torn := _TORN.search(text, max(first, start - 4), start)):
            yield torn.span()


def _with_words(text: str, end: int, words: Iterable[str]) -> int:
    """Where the words of notices end that stand right behind a name."""
    while word := next((word for word in words if text.startswith(word, end)), ""):
        end += len(word)
    return end


def _touches(text: str, found: Sequence[Found], number: int) -> bool:
    """Whether an address stands right beside a name."""
    name, beside = found[number], found[max(number - 1, 0) : number + 2]
    hosts = (each for each in beside if each.kind == _HOST)
    gaps = (text[name.end : each.start] if each.start >= name.end else text[each.end : name.start] for each in hosts)
    return any(len(gap) <= _NEAR and not _LETTER.search(gap) for gap in gaps)


def _spaced(name: str, gap: str) -> re.Pattern[str]:
    """A name, whatever signs stand between its characters."""
    return re.compile(gap.join(map(re.escape, name)))


def _addresses(text: str, host: str, book: RuleBook) -> Iterator[Found]:
    """Where an address stands by its letters, whatever signs stand between them; ``www`` or an end must be there."""
    ends = "|".join(" ?".join(end) for end in book[NAME].extra["ends"])
    web = r"(?P<head>(?:w[^a-z0-9\u3400-\u9fff\n]{0,2}){1,4}[^a-z0-9\n]?|(?:m|wap|bbs)[^a-z0-9\n]{1,2})?"
    tail = rf"[0-9]{{0,4}}(?P<tail>[^a-z0-9\n]{{0,2}}(?:{ends})(?![a-z]))?(?:/[a-z0-9./_?=-]{{0,60}})?"
    pattern = re.compile(f"(?<![a-z])(?:https?:[/\\\\]{{1,2}})?{web}{_spaced(host, _GAP).pattern}{tail}(?![a-z])")
    return (Found(*match.span(), _HOST) for match in pattern.finditer(text) if match["head"] or match["tail"])
