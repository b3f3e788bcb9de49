"""Leaked tool calls of a language model, with the tokens of spam behind them and the debris about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.fold import fold
from cleaner.patterns import HAN, lazy
from cleaner.stages.spam.lexicon import Hit, Lexicon
from cleaner.stages.spam.model import Model
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import Strength
from cleaner.stages.spam.view import view

_CALL = re.compile(
    r"(?:<\|[a-z_]{2,12}\|>[ ]?){0,3}(?:(?:analysis|commentary|assistant|final|code)[ _]{0,2})?"
    r"to=(?:functions|multi_tool_use|repo_browser|container|browser|python|bash|shell|web|bio|file_search)\b[.\w]{0,40}",
    re.ASCII,
)
_OPENING, _CLOSING = tuple("(（"), tuple(")）")
_LEAKED = frozenset({"porn", "gambling", "lottery", "download"})
_ARGUMENTS = re.compile(r"[a-z_\"'`:=. ]{0,16}(?:\{[^{}]{0,300}\})?(?:<\|[a-z_]{2,12}\|>|[ \"'`;]){0,4}")
# A piece of what follows one, behind the signs that part it from the piece before.
_PIECE = re.compile(r"[ _|,、/\-]*([^\s_|,、/。!?;:{}\[\]\"'`<>\-]+)")
# What the n-grams must say of it, or of what is left of it behind its last word of spam.
MORE, PROSE = 0.0, -1.0
# Letters that such a model strays into: Cyrillic, Armenian, Hebrew, Arabic, those of India, Thailand and Georgia. And
# how many of them tell, outside the lines of the calls, that the page itself is written in them.
_STRAY = "\u0400-\u06ff\u0900-\u0eff\u10a0-\u10ff"
_STRAY_LETTER = re.compile(f"[{_STRAY}]")
WRITTEN = 8
# What the model and its tools say before a call: stray words, brackets of the call before, the end of a patch.
_BEFORE = re.compile(
    rf"(?:[{_STRAY}]{{1,24}} {{0,2}}|(?:】【)+[。”]?|(?:['\"][}}\]]|\}}\]|\]\}}){{1,4}}\}}? {{0,2}}|(?:\+#)+\+? ?"
    r"|\*\*\* End Patch|Created file file://\S{1,160} with requested content\. ?){1,8}\Z"
)
# What is left of spam, with stray words or the form of the answer behind it; and arguments on the next line.
_BEHIND = lazy(rf"[\u3400-\u9fff]{{0,4}}(?: {{0,2}}[{_STRAY}]{{1,24}}| {{0,2}}json\b){{1,4}}\??\{{?(?![\w ]{{0,12}}\")")
_BELOW = re.compile(r"\n {0,12}\{\"[^{}\n]{0,300}\}")
# The longest talk to itself in a line of several calls, and how far a call's debris is looked for.
TALK, NEAR = 120, 240


def leaks(page: Page, lexicon: Lexicon, model: Model) -> Iterator[tuple[int, int, str]]:
    """Ranges of leaked tool calls with the spam tokens after them, and the family of those."""
    text = page.lines.text
    if "to=" not in text:
        return
    calls = list(_CALL.finditer(text))
    found: list[tuple[int, int, str]] = []
    for call in calls:
        if (not found or call.start() >= found[-1][1]) and (leak := _leak(page, lexicon, model, call)):
            found.append(leak)
    if not found:
        return
    lines = [page.lines.at(start) for start, _, _ in found]
    calls_of = Counter(page.lines.at(call.start()) for call in calls)
    spans = {line: (int(page.lines.starts[line]), int(page.lines.ends[line])) for line in lines}
    strays = len(_STRAY_LETTER.findall(text)) - sum(len(_STRAY_LETTER.findall(text, *span)) for span in spans.values())
    behind = [*(start for start, _, _ in found[1:]), len(text)]
    last = 0
    for (start, stop, tokens), line, following in zip(found, lines, behind, strict=True):
        if strays > WRITTEN:
            yield start, stop, tokens
            continue
        begin, end = spans[line]
        left = _debris_before(text, max(begin, last), start)
        last = _debris_behind(text, stop, end, following, calls_of[line] > 1)
        yield left, last, tokens


def _leak(page: Page, lexicon: Lexicon, model: Model, match: re.Match[str]) -> tuple[int, int, str] | None:
    """The range of one call and its tokens of spam, and those; ``None`` where it has none, or is spoken of."""
    text = page.lines.text
    line = page.lines.at(match.start())
    end = int(page.lines.ends[line])
    tail = view(fold(text[match.end() : min(end, match.end() + 400)]))
    hits = [h for h in lexicon.hits(tail.text) if _LEAKED.intersection(h.families)]
    firm = [h for h in hits if h.kind != "weak"]
    if not firm and len(hits) < 2:
        return None
    head = fold(text[int(page.lines.starts[line]) : match.start()][-200:])
    own = head[max(map(head.rfind, "。!?")) + 1 :]  # who speaks of leaks does so in the sentence of the call
    if lexicon.raised(head, "leak", special=True)[0] or lexicon.raised(own + tail.text, "leak")[0]:
        return None
    stop = match.end() + tail.offsets[_reach(tail.text, hits, (firm or hits)[-1].end, model)]
    rest = _ARGUMENTS.match(fold(text[stop:end][:400]))
    stop += rest.end() if rest else 0
    start = match.start() - (1 if text[max(0, match.start() - 1) : match.start()] == " " else 0)
    if text[max(0, start - 1) : start] in _OPENING and text[stop : stop + 1] in _CLOSING:
        start, stop = start - 1, stop + 1
    return start, stop, "/".join(tail.text[h.start : h.end] for h in (firm or hits)[:4])


def _debris_before(text: str, begin: int, start: int) -> int:
    """Where what the model and its tools said before a call begins, in its line from ``begin`` on."""
    begin = max(begin, start - NEAR)
    debris = _BEFORE.search(text[begin:start])
    return begin + debris.start() if debris else start


def _debris_behind(text: str, stop: int, end: int, following: int, several: bool) -> int:
    """Where what follows a call ends, before the ``following`` call; ``end`` is that of its line."""
    debris = _BEHIND.match(text, stop, end)
    stop = debris.end() if debris else stop
    if stop == end and text.endswith("json", 0, stop) and (below := _BELOW.match(text, stop, following)):
        return below.end()
    rest = text[stop : min(end, following)]
    return stop + len(rest) if several and len(rest) <= TALK and not HAN.search(rest) else stop


def _reach(text: str, hits: Sequence[Hit], last: int, model: Model) -> int:
    """How far the spam behind a leaked call reaches: to its ``last`` telling word and over more of the same."""
    strength = Strength(text, model)
    while piece := _PIECE.match(text, last):
        start, end = piece.span(1)
        told = max((hit.end for hit in hits if start <= hit.start and hit.end <= end), default=start)
        if strength.score(start, end) < MORE and (told == start or strength.score(told, end) < PROSE):
            return max(told, last)
        last = end
    return last
