"""Spam that is known by how it sits about a headline: brands at its ends, titles of one site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.patterns import HAN, count_han, lazy
from cleaner.stages.spam.institutions import BUILDING
from cleaner.stages.spam.lexicon import Hit
from cleaner.stages.spam.model import Model
from cleaner.stages.spam.reading import Strength
from cleaner.stages.spam.runs import Run
from cleaner.stages.spam.view import View

_BETTING = frozenset({"gambling", "lottery"})
_SIGNS = " _|-–—,/"
_CUT = lazy(rf"[{re.escape(_SIGNS)}]{{1,3}}|(?<=\))(?=[\u3400-\u9fff])")
_BRAND = lazy(
    r"[a-z0-9\u4e00-\u9fff]{1,5}(?:电子|电竞|体育|娱乐城|娱乐|棋牌|国际|真人|彩票|百家乐|捕鱼)"
    r"(?:平台|官网|app|登录|入口|下载|官方网站|网址|注册|中国|网页版|手机版){0,3}"
)

_LINK = re.compile(r"//|\]\(")

# The longest brand at an end of a title, and more than what parts it from the title.
EDGE, WIDE = 24, 4
# Of how many items it is at most.
ITEMS = 3
# What the n-grams say of spam.
MORE = 0.0
# What else stands in the title of a site beside its name; the title of a site says what it is.
_WORDS = re.compile(
    "官方网站|官方|官网|app|登录|入口|下载|网址|注册|平台|中国|全站|在线|手机版|网页版|最新|首页|线路|集团"
)
# Characters of a name that the titles at both ends share, and ideographs of the headline between them; what the
# n-grams and the network say of the titles at least.
STEM, HEADLINE = 2, 6
TITLES, READ = 1.5, 6.5


def twins(text: str, model: Model) -> list[Run]:
    """Two titles of one site at both ends of a headline, where the models take them for spam."""
    body = text.rstrip()
    if not (_WORDS.search(body, 0, EDGE) or _WORDS.search(body, max(0, len(body) - EDGE))):
        return []
    first = next((m for m in _CUT.finditer(body, 0, EDGE + WIDE) if m.start() >= STEM), None)
    behind = [m for m in _CUT.finditer(body, _whole_cut(body, len(body) - EDGE - WIDE)) if m.end() < len(body)]
    if first is None or not behind or count_han(body, first.end(), behind[-1].start()) < HEADLINE:
        return []
    last = behind[-1]
    one, other = body[: first.start()], body[last.end() :]
    titles = f"{one} {other}"
    if len(other) > EDGE or BUILDING.search(titles) or not _namesake(one, other):
        return []
    strength, headline = Strength(titles, model), Strength(body[first.end() : last.start()], model)
    score, read = (tell(0, len(strength)) for tell in (strength.score, strength.whole))
    if score < TITLES or read < READ or headline.score(0, len(headline)) >= MORE:
        return []
    places = ((0, first.end()), (last.start(), len(body)))
    return [Run(*place, score + read, "gambling", framed=True, model=score) for place in places]


def _namesake(one: str, other: str) -> bool:
    """Whether two titles share a name: what neither of them has from the words of every title."""
    names = [piece for piece in re.findall("[a-z0-9]+|[\u3400-\u9fff]+", _WORDS.sub(" ", one)) if len(piece) >= STEM]
    return any(name[:at] in other for name in names for at in (len(name), STEM) if not name[:at].isdigit())


def sandwich(seen: View, hits: Sequence[Hit]) -> list[Run]:
    """Brands of betting at both ends of a headline, or a sure one with its tail words at one end."""
    if not any(_BETTING.intersection(hit.families) for hit in hits):
        return []
    text = seen.text.rstrip()
    before = [m.span() for m in _CUT.finditer(text, 0, EDGE + WIDE)]
    behind = [m.span() for m in _CUT.finditer(text, _whole_cut(text, len(text) - EDGE - WIDE))]
    if not before and not behind:
        return []
    first = [(run, end) for start, end in before[:ITEMS] if (run := _edge(text, 0, start, hits))]
    last = [(run, start) for start, end in behind[-ITEMS:] if (run := _edge(text, end, len(text), hits))]
    edges = [first[-1][0] if first else None, last[0][0] if last else None]
    if edges[0]:
        edges[0].end = first[-1][1]
    if edges[1]:
        edges[1].start = last[0][1]
    found = [run for run in edges if run]
    tail = text[behind[-1][1] :] if behind else ""
    if len(found) == 1 and edges[0] and text[:2] == tail[:2] and 2 < len(tail) <= 20:
        found.append(Run(len(text) - len(tail), len(text), 0.0, "gambling"))
    if len(found) == 2 and any(run.sure or run.certain for run in found):
        for run in found:
            run.framed = True
        total = sum(run.points for run in found)
        for run in found:
            run.points = total
        return found
    return [run for run in found if run.framed]


def _whole_cut(text: str, at: int) -> int:
    """A place of a line, moved before the signs that it stands in."""
    at = max(at, 0)
    while at and text[at - 1] in _SIGNS:
        at -= 1
    return at


def _edge(text: str, start: int, end: int, hits: Sequence[Hit]) -> Run | None:
    """The stretch as a run, where it is nothing but betting words, digits and letters, or looks like a brand.

    One that a quotation begins or ends in is a piece of a sentence, or of a program; one with a link is of Markdown.
    """
    if text.count('"', start, end) % 2 or _LINK.search(text, start, end):
        return None
    inside = [h for h in hits if start <= h.start and h.end <= end and _BETTING.intersection(h.families)]
    words = [match.span() for match in _WORDS.finditer(text, start, end)] if inside else []
    rest = set(range(start, end)).difference(*(range(h.start, h.end) for h in inside), *(range(*w) for w in words))
    brand = _BRAND.fullmatch(text, start, end)
    plain = bool(inside) and not any(HAN.match(text[at]) for at in rest)
    if (
        not 2 <= end - start <= EDGE
        or BUILDING.search(text, start, end)
        or (len(rest) > 0.2 * (end - start) and not brand and not plain)
    ):
        return None
    coded = plain and any(text[at].isalnum() for at in rest)
    firm = {family for h in inside if h.kind != "weak" for family in h.families}
    family = "lottery" if "lottery" in firm and "gambling" not in firm else "gambling"
    run = Run(start, end, 2.5 if brand or coded else 0.0, family)
    for hit in inside:
        run.points += {"certain": 7.0, "sure": 4.0, "strong": 2.5, "weak": 1.0}.get(hit.kind, 0.0)
        if hit.kind in ("certain", "sure", "strong", "weak"):
            getattr(run, hit.kind).add(text[hit.start : hit.end])
    run.framed = bool((run.sure or run.certain) and (run.weak or brand or coded))
    return run if run.firm or brand else None
