"""Spam that is known by how it sits: leaked tool calls, title sandwiches, repeated phrases, brands put into names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cleaner.doc import Edit
from cleaner.fold import fold
from cleaner.stages.spam.lexicon import Hit, Lexicon
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.runs import Run
from cleaner.stages.spam.view import View, view

_LEAK = re.compile(
    r"(?:(?:analysis|commentary|assistant|final|code)[ _]{0,2})?"
    r"to=(?:functions|multi_tool_use|repo_browser|container|browser|python|web|bio|file_search)\b[.\w]{0,40}",
    re.ASCII,
)
_LEAKED = frozenset({"porn", "gambling", "lottery", "download"})
_ARGUMENTS = re.compile(r"[a-z_\"'`:=. ]{0,16}(?:\{[^{}]{0,300}\})?[ \"'`;]{0,4}")
_CUT = re.compile(r"[ _|\-–—,/]{1,3}")
_BRAND = re.compile(
    r"[a-z0-9\u4e00-\u9fff]{1,5}(?:电子|电竞|体育|娱乐|棋牌|国际|真人|彩票|百家乐|捕鱼)"
    r"(?:平台|官网|app|登录|入口|下载|官方网站|网址|注册|中国|网页版|手机版){0,3}"
)
_INSTITUTION = re.compile(
    "国家|中国|大学|学院|研究|总局|协会|中心|医院|公司|集团|学校|学会|部门|委员会|实验室|代表|教授|博士|会议"
)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_HAN = re.compile("[\u3400-\u9fff]")
REPEATED = 3


def leaks(page: Page, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Ranges of leaked tool calls with the spam tokens after them, and the family of those."""
    text = page.lines.text
    if "to=" not in text:
        return
    for match in _LEAK.finditer(text):
        line = page.lines.at(match.start())
        end = int(page.lines.ends[line])
        tail = view(fold(text[match.end() : min(end, match.end() + 400)]))
        hits = [h for h in lexicon.hits(tail.text) if _LEAKED.intersection(h.families)]
        firm = [h for h in hits if h.kind != "weak"]
        if not firm and len(hits) < 2:
            continue
        head = fold(text[int(page.lines.starts[line]) : match.start()][-200:])
        if lexicon.raised(head + tail.text, "leak")[0]:
            continue
        last = (firm or hits)[-1].end if hits[-1].end - (firm or hits)[-1].end > 8 else hits[-1].end
        stop = match.end() + tail.offsets[last]
        rest = _ARGUMENTS.match(fold(text[stop:end][:400]))
        stop += rest.end() if rest else 0
        start = match.start() - (1 if text[max(0, match.start() - 1) : match.start()] == " " else 0)
        yield start, stop, "/".join(tail.text[h.start : h.end] for h in (firm or hits)[:4])


def sandwich(seen: View, hits: Sequence[Hit]) -> list[Run]:
    """Brands of betting at both ends of a headline, or a sure one with its tail words at one end."""
    text = seen.text.rstrip()
    cuts = [m.span() for m in _CUT.finditer(text)]
    if not cuts:
        return []
    edges = [_edge(text, 0, cuts[0][0], hits), _edge(text, cuts[-1][1], len(text), hits)]
    found = [run for run in edges if run]
    last = text[cuts[-1][1] :]
    if len(found) == 1 and edges[0] and text[:2] == last[:2] and 2 < len(last) <= 20:
        found.append(Run(cuts[-1][1], len(text), 0.0, "gambling"))
    if len(found) == 2 and any(run.sure or run.certain for run in found):
        for run in found:
            run.framed = True
        total = sum(run.points for run in found)
        for run in found:
            run.points = total
        return found
    return [run for run in found if run.framed]


def _edge(text: str, start: int, end: int, hits: Sequence[Hit]) -> Run | None:
    """The stretch as a run, where it is nothing but betting words or looks like a brand."""
    inside = [h for h in hits if start <= h.start and h.end <= end and {"gambling", "lottery"}.intersection(h.families)]
    covered = sum(h.end - h.start for h in inside)
    brand = _BRAND.fullmatch(text, start, end)
    if end - start < 2 or end - start > 20 or (covered < 0.8 * (end - start) and not brand):
        return None
    run = Run(start, end, 2.5 if brand else 0.0, "gambling")
    for hit in inside:
        run.points += {"certain": 7.0, "sure": 4.0, "strong": 2.5, "weak": 1.0}.get(hit.kind, 0.0)
        if hit.kind in ("certain", "sure", "strong", "weak"):
            getattr(run, hit.kind).add(text[hit.start : hit.end])
    run.framed = bool((run.sure or run.certain) and (run.weak or brand))
    return run if run.firm or brand else None


def repeated(rejected: Sequence[tuple[str, int, int, int]]) -> Iterator[tuple[int, int, str]]:
    """Ranges of runs that were too weak alone, and stand ``REPEATED`` times or more on the page word by word."""
    times = Counter(text for text, _, _, _ in rejected)
    for text, _, start, end in rejected:
        if times[text] >= REPEATED and len(_HAN.findall(text)) >= 4:
            yield start, end, text


def brands(page: Page, found: Iterable[tuple[str, int, int]]) -> list[Edit]:
    """Cuts of betting brands that stand in or for the names of institutions, and of the emoji noise beside them."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, start, end in found:
        places[name].append((start, end))
    if max(map(len, places.values()), default=0) < REPEATED:
        return []
    text = page.lines.folded
    edits: list[Edit] = []
    for name, spans in sorted(places.items()):
        if len(spans) < REPEATED:
            continue
        glued = sum(bool(_INSTITUTION.search(text[max(0, s - 3) : s] + "|" + text[e : e + 3])) for s, e in spans)
        foreign = sum(page.foreign(s, e) or page.mismatch(s, e) for s, e in spans)
        if 2 * max(glued, foreign) < len(spans):
            continue
        noise = sum(_after_mark(text, m.start()) for m in _EMOJI.finditer(text))
        if foreign or max(glued, noise) >= REPEATED:
            why = f"family=brand score={glued + foreign} name={name} times={len(spans)} emoji={noise}"
            edits += [Edit(s, e, "", "spam.brand", f"action=brand {why}", 0.7) for s, e in spans]
            if noise >= REPEATED:
                edits += _noise(text, why)
    return edits


def _noise(text: str, why: str) -> Iterator[Edit]:
    for match in _EMOJI.finditer(text):
        if _after_mark(text, match.start()):
            yield Edit(*match.span(), "", "spam.emoji-noise", f"action=emoji {why}", 0.7)


def _after_mark(text: str, at: int) -> bool:
    return text[at - 1 : at] in tuple(",。、!?;:") if at else False
