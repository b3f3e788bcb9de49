"""What a page says of the site that copied it: its names and its addresses.

They are known by the calls of the site, by an address in brackets behind sentences, by one on lines of its own in one
spelling after another, and by one in a line that comes again and again with other numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.lines import Lines
from cleaner.patterns import HAN, count_han
from cleaner.rules import RuleBook
from cleaner.stages.spam.letters import latin

CALL, NAME = "spam.site-call", "spam.site-name"
Place = tuple[int, int]
TAG = 16  # characters of what stands in brackets beside an address
_MOST = 6  # names, and addresses, of a page
_SHORTEST_HOST, _NAMES = 5, range(3, 11)  # characters
_NEAR = 4  # lines above an address in which its label stands
_TIMES = 3  # that an address stands on a page
_PAIRS = {"(": ")", "[": "]", "【": "】", "<": ">", "《": "》", "*": "*", "{": "}", "〖": "〗"}
_APART = re.compile(r'[。!?"()\[\]【】<>《》]')
_MARKS = "。!?, "
_AROUND = f"{_MARKS}()[]【】<>《》*☆:—–-\u3000"
_ENDS = frozenset('。!?"')
_LETTER = re.compile(r"[^\W_]")
_SCHEME = re.compile(r"https?:[/\\]{1,2}")
_DIGITS = re.compile(r"[0-9]{1,4}")


class Sites(NamedTuple):
    """Names and addresses (their letters alone) of a site, and the names without what all such sites are called."""

    names: tuple[str, ...]
    hosts: tuple[str, ...]
    stems: tuple[str, ...]


class Signs(NamedTuple):
    """How an address and a name look, and what is no part of them."""

    address: re.Pattern[str]
    tail: re.Pattern[str]
    name: re.Pattern[str]
    marked: re.Pattern[str]
    leads: re.Pattern[str]
    suffix: re.Pattern[str]
    told: re.Pattern[str]
    labels: frozenset[str]
    others: frozenset[str]


@lru_cache(maxsize=4)
def signs(book: RuleBook) -> Signs:
    """What the rules of calls and of names state."""
    call, name = book[CALL].extra, book[NAME].extra
    return Signs(
        re.compile(call["domain"]),
        re.compile(f'(?<=[。!?…"])(?:{call["domain"]})[ \u3000]*\\Z'),
        re.compile(call["site"]),
        re.compile(call["marked"]),
        re.compile(name["leads"]),
        re.compile(f"(?:{name['suffix']})\\Z"),
        re.compile(f"(?:{name['told']})\\Z"),
        frozenset([*name["labels"], *name["ends"]]),
        frozenset(name["others"]),
    )


def known_sites(lines: Lines, calls: Iterable[Place], numbers: Sequence[int], book: RuleBook) -> Sites:
    """What the ``calls`` of a page and its lines of these ``numbers`` say of a site."""
    known = signs(book)
    names: dict[str, None] = {}
    hosts: dict[str, None] = {}
    for start, end in calls:
        text = latin(lines.folded[start:end])
        hosts |= dict.fromkeys(host_of(match[0], known) for match in known.address.finditer(text))
        names |= dict.fromkeys(_names(known.address.sub(" ", text), known))
    hosts |= dict.fromkeys(_repeated(lines, numbers, known))
    found = [host for host in hosts if len(host) >= _SHORTEST_HOST and host not in known.others]
    return sites_of(names, found, known)


def sites_of(names: Iterable[str], hosts: Iterable[str], known: Signs) -> Sites:
    """A site of these names and addresses."""
    found = tuple(dict.fromkeys(name for name in names if len(name) in _NAMES and count_han(name) > 1))[:_MOST]
    stems = tuple(stem for name in found if count_han(stem := known.suffix.sub("", name)) > 1 and stem != name)
    return Sites(found, tuple(hosts)[:_MOST], stems)


def _names(text: str, known: Signs) -> Iterator[str]:
    """The names in a call without its addresses."""
    if known.name.fullmatch(bare := text.strip(_AROUND)):
        yield bare
        return
    yield from (match[0][1:-1].strip() for match in known.marked.finditer(text))
    yield from (known.leads.split(match[0])[-1] for match in known.name.finditer(text))


def host_of(address: str, known: Signs) -> str:
    """The letters by which the owner of an address is known: ``moheshu`` of ``https://m.moheshu77.com/1/2``."""
    bare = _SCHEME.sub("", address).partition("/")[0].rpartition("@")[2]
    parts = re.split(r"[.。,、·点]{1,9}", re.sub(r"[ \\_-]", "", bare))
    return max((part for part in parts if part not in known.labels), key=len, default="").strip("0123456789")


def _repeated(lines: Lines, numbers: Sequence[int], known: Signs) -> Iterator[str]:
    """The addresses that a page says again and again where no text says them."""
    seen: dict[str, set[str]] = defaultdict(set)
    for number in numbers:
        first, last = int(lines.starts[number]), int(lines.ends[number])
        text = latin(lines.folded[first:last])
        tail = known.tail.search(text, max(len(text) - TAG * 4, 0))
        if tail and "/" not in _SCHEME.sub("", tail[0]).rstrip("/ \u3000") and HAN.search(text, 0, tail.start()):
            seen[host_of(tail[0], known)].add(f"behind {text[: tail.start()][-TAG:]}")
        for match in known.address.finditer(text) if len(text) < TAG * TAG and "://" not in text else ():
            host, (start, end) = host_of(match[0], known), in_brackets(text, *match.span(), TAG)
            rest = text[: match.start()] + text[match.end() :]
            if start < match.start() < match.end() < end and "/" not in match[0]:
                if text[start - 1 : start] in _ENDS and HAN.search(text, 0, start):
                    seen[host].add(f"behind {text[:start][-TAG:]}")
            elif not _LETTER.search(rest):
                if not known.told.search(_above(lines, number)):  # who it belongs to says so
                    seen[host].add(lines.text[first:last].strip())
            elif HAN.search(rest) and (counted := _DIGITS.sub("", rest)) != rest and len(rest) <= 2 * TAG:
                seen[f"{host}\n{counted}"].add(rest)
    return (host.partition("\n")[0] for host, ways in seen.items() if len(ways) >= _TIMES)


def _above(lines: Lines, number: int) -> str:
    """The last line above another that is not blank, or one of a few that are."""
    return next(filter(None, reversed(lines.stripped[max(0, number - _NEAR) : number])), "")


def in_brackets(text: str, start: int, end: int, most: int) -> Place:
    """A place with the brackets around it, where nothing but up to ``most`` characters of a phrase stands beside it."""
    left = max(text.rfind(sign, max(start - most, 0), start) for sign in _PAIRS)
    if left < 0:
        return start, end
    right = text.find(_PAIRS[text[left]], end, end + most)
    if right < 0 or _APART.search(text, left + 1, start) or _APART.search(text[end:right].strip(_MARKS)):
        return start, end
    while left and text[left - 1] in _PAIRS and text[right + 1 : right + 2] == _PAIRS[text[left - 1]]:
        left, right = left - 1, right + 1
    return left, right + 1
