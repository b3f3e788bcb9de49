"""Articles that a page carries as a string in a script, for a program to show: the string becomes visible text.

Only where the page itself shows no such text. The range of the string in the source stays and is unescaped by edits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.doc import Edit
from cleaner.needles import places_in
from cleaner.patterns import lazy
from cleaner.stages.markup.assemble import inside
from cleaner.stages.markup.embedded_record import is_of_page
from cleaner.stages.markup.embedded_sections import headings_of, named_records
from cleaner.stages.markup.embedded_strings import LEAST_PART, PART, TAG, Body, strings
from cleaner.stages.markup.escapes import decoded
from cleaner.stages.markup.headlines import shown
from cleaner.stages.markup.tokens import ARTICLE, HEADING, group_bits
from cleaner.stages.markup.walk import LINE, Walk

_PHRASE = lazy(r"[\u3400-\u9fff]{8,16}")
_LEAST = 80  # Chinese characters
_BODY, _LEAST_SAID = "articleBody", 20  # what a record calls its article, be it short; Chinese characters of that
_SHORTEST = 150  # characters of a script
_LITTLE = 200  # characters of prose of a page that shows no article
_ENOUGH = 3000  # characters of prose with which a page needs no embedded body
# An article may be a list of blocks: their strings have the same key, and another key near says what each block is.
_NEAR = 80  # characters around a block
_SEVERAL = 1.5  # blocks hold so many times what the longest of them holds
_KIND = lazy(r"""["'](?:type|tag|blockType|kind|style)\\?["']""")


def show_embedded(walk: Walk) -> Body | None:
    """Add the article that a script of the page carries to the visible runs, if the page shows none.

    The string that was added, or the first of several; ``None`` if none was.
    """
    prose = prose_of(walk)
    own = prose_of(walk, teasers=False)  # what looks like teasers may be all that there is, so the record must tell
    bodies = _unshown(walk, own) if own < prose else []
    if not (bodies and is_of_page(walk, bodies[0].start)):
        bodies = _unshown(walk, prose) or _short(walk, prose)
    if not bodies:
        return None
    kept = ARTICLE | group_bits("content")
    for body in bodies:
        if body.heading:
            start, end = body.heading
            insert(walk, Body(start, end, decoded(walk.text[start:end]), "", 0), 0, "h2", kept | HEADING)
        insert(walk, body, 0, "article", kept)
    return bodies[0]._replace(start=bodies[0].record) if bodies[0].heading else bodies[0]


def _unshown(walk: Walk, prose: int) -> list[Body]:
    """The article in a script of a page that shows ``prose`` characters of text and not that article, or nothing."""
    bodies = _best(walk, prose) if prose <= _ENOUGH else []
    if not bodies or prose > sum(body.size for body in bodies) // 2 or _is_shown(walk, bodies):
        return []
    return bodies


def _short(walk: Walk, prose: int) -> list[Body]:
    """A short article that the record of a page without text says is its article, and that the page does not show."""
    if prose >= _LEAST or not places_in(walk.tags.page, _BODY.encode()):
        return []
    said = (body for first, past in walk.scripts for body in strings(walk, first, past, False, _LEAST_SAID))
    bodies = [body for body in said if body.key == _BODY and max(_LEAST_SAID, prose) <= body.size <= _LEAST]
    return bodies[:1] if bodies and is_of_page(walk, bodies[0].start) and not _is_shown(walk, bodies[:1]) else []


def prose_of(walk: Walk, *, teasers: bool = True) -> int:
    """Characters in visible runs of a sentence's length outside links.

    teasers: whether those right below a link count, too, which may be the beginning of what it leads to.
    """
    sizes, links = np.array(walk.ends, np.int64) - np.array(walk.starts, np.int64), np.array(walk.links, np.bool_)
    prose = (sizes >= 30) & ~links
    if not teasers:
        prose[1:] &= ~(links[:-1] & (np.array(walk.seps[1 : len(links)]) == LINE))
    return int(sizes[prose].sum())


def _best(walk: Walk, prose: int) -> list[Body]:
    """The longest string with Chinese in it, or the blocks of one list that hold more together; none if too short.

    prose: what the page shows itself; where that is hardly any text, any name of the string will do.
    """
    best: list[Body] = []
    most, empty = _LEAST, prose < _LITTLE
    for first, past in walk.scripts:
        if past - first < _SHORTEST or not _may_hold_prose(walk, first, past, 2 * prose):
            continue
        bodies = list(strings(walk, first, past, empty, LEAST_PART if empty else most))
        longest = max((body for body in bodies if body.key != PART), key=lambda body: body.size, default=None)
        if longest is not None and longest.size > most:
            best, most = [longest], longest.size
        for key in sorted({body.key for body in bodies} - {""}) if empty else ():
            parts = [body for body in bodies if body.key == key]
            total = sum(body.size for body in parts)
            if total > max(most, _SEVERAL * max(body.size for body in parts)) and _are_blocks(walk, parts):
                best, most = parts, total
        for key in sorted({body.key for body in bodies}):
            parts = [body for body in bodies if body.key == key]
            if sum(body.size for body in parts) <= most:  # as in most scripts: they need not be read
                continue
            parts = _sections(walk, first, past, parts)
            if len(parts) > 1 and (total := sum(body.size for body in parts)) > most:
                best, most = parts, total
    return best


def _sections(walk: Walk, first: int, past: int, bodies: Sequence[Body]) -> list[Body]:
    """Those of some strings of a script that are the sections of the article that the page is named after."""
    if len(bodies) < 2 or walk.title < 0:
        return []
    told = shown(walk.text[walk.starts[walk.title] : walk.ends[walk.title]])
    spelt = headings_of(walk.text, first, past)
    headings = (shown(decoded(name).text if "\\" in name or "&" in name else name) for name in spelt)
    if not any(len(name) > 1 and name in told for name in headings):  # as in most scripts
        return []
    found = named_records(walk.text[first:past], [body.start - first for body in bodies])
    out: dict[int, list[Body]] = {}
    for body in bodies:
        if body.start - first in found:
            own, around = found[body.start - first]
            name = shown(decoded(walk.text[first + around.start : first + around.end]).text)
            if len(name) > 1 and name in told and own.end + first < body.start:
                heading = first + own.start, first + own.end
                section = body._replace(heading=heading, record=first + around.start)
                out.setdefault(around.start, []).append(section)
    return max(out.values(), key=len, default=[])


def _are_blocks(walk: Walk, parts: Sequence[Body]) -> bool:
    """Whether most of the strings stand in records that say of which kind they are."""
    near = (
        walk.text[max(0, part.start - _NEAR) : part.start] + walk.text[part.end : part.end + _NEAR] for part in parts
    )
    return 2 * sum(_KIND.search(text) is not None for text in near) > len(parts)


def _may_hold_prose(walk: Walk, first: int, past: int, least: int) -> bool:
    """Whether a script holds enough characters beyond ASCII, or escapes of such, for an article of ``least``."""
    if past - first < least:
        return False
    wide = int(np.count_nonzero(walk.tags.letters[first:past] == ord("?")))
    if wide >= max(least, _LEAST):
        return True
    script = walk.tags.page[first:past]
    points, octets, more = (len(places_in(script, mark)) for mark in (b"\\u", b"%E", b"%e"))
    return max(wide, points, octets) >= _LEAST and wide + points + octets + more >= least


def _is_shown(walk: Walk, bodies: Sequence[Body]) -> bool:
    phrases = [phrase for body in bodies for phrase in _PHRASE.findall(TAG.sub("", body.value.text))]
    sample = phrases[:: max(1, len(phrases) // 8)][:8]
    shown = "".join(walk.text[start:end] for start, end in zip(walk.starts, walk.ends, strict=True))
    return bool(sample) and sum(phrase in shown for phrase in sample) * 2 >= len(sample)


def insert(walk: Walk, body: Body, above: int, name: str, bits: int) -> None:
    """Splice the runs of the body into the walk, with elements of their own below a new one.

    above: the element above that one.  name, bits: its own. An ``article`` is sure to be kept.
    """
    text = body.value.text
    inner = Walk(text) if TAG.search(text) else _plain(text)
    if not inner.starts:
        return
    top = len(walk.parents)
    below = np.where(inner.parents >= 0, top + np.maximum(inner.parents, 0), above)
    walk.parents = np.concatenate((walk.parents, below))
    walk.flags = np.concatenate((walk.flags, inner.flags | bits))
    walk.names += [name, *inner.names[1:]]
    walk.classes += inner.classes
    walk.row_of = np.concatenate((walk.row_of, np.where(inner.row_of >= 0, inner.row_of + top, -1)))
    walk.broken |= {row + top for row in inner.broken}
    opened, closed = _mapped(body, inner.opened, inner.closed)
    walk.opened += opened
    walk.closed += closed
    starts, ends = _mapped(body, inner.starts, inner.ends)
    escapes = _escapes(body)
    places = [edit.start for edit in escapes]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        own = escapes[bisect_left(places, start) : bisect_left(places, end)]
        walk.inner[start] = list(_merged(body, own, inside(inner, number)))
    at = bisect_left(walk.starts, body.start)
    walk.title += len(starts) if at <= walk.title else 0
    inner.seps[0] = LINE
    if at < len(walk.seps):
        walk.seps[at] = LINE
    walk.starts[at:at] = starts
    walk.ends[at:at] = ends
    walk.nodes[at:at] = [node + top for node in inner.nodes]
    walk.seps[at:at] = inner.seps
    walk.rows[at:at] = [row if row < 0 else row + top for row in inner.rows]
    walk.crossed[at:at] = inner.crossed
    walk.links[at:at] = inner.links
    if bits & ARTICLE:
        walk.kept.add(top)
    _cut_script(walk, starts[0], ends[-1])


def _plain(text: str) -> Walk:
    """A walk over text without markup: each line that is not blank is a run."""
    walk = Walk("")
    walk.text = text
    at = 0
    for line in text.split("\n"):
        if bare := line.strip():
            walk.starts.append(at + line.index(bare))
            walk.ends.append(walk.starts[-1] + len(bare))
        at += len(line) + 1
    many = len(walk.starts)
    walk.nodes, walk.seps, walk.rows, walk.crossed = [0] * many, [LINE] * many, [-1] * many, [0] * many
    walk.links = [False] * many
    return walk


def _mapped(body: Body, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    left, right = body.value.origins(np.array(starts, np.int64), np.array(ends, np.int64))
    return (left + body.start).tolist(), (right + body.start).tolist()


def _merged(body: Body, escapes: list[Edit], edits: Iterator[Edit]) -> Iterator[Edit]:
    """The edits inside one run: those of the HTML in the string, and the escapes that none of them covers."""
    outer = []
    for edit in edits:
        left, right = body.value.origin(edit.start, edit.end)
        outer.append(edit._replace(start=left + body.start, end=right + body.start))
    at = 0
    for edit in escapes:
        while at < len(outer) and outer[at].start <= edit.start:
            yield outer[at]
            at += 1
        if not (at and outer[at - 1].end > edit.start):
            yield edit
    yield from outer[at:]


def _escapes(body: Body) -> list[Edit]:
    """The edits that decode the string, in page offsets."""
    edits = body.value.rounds[0].edits if body.value.rounds else []
    return [edit._replace(start=edit.start + body.start, end=edit.end + body.start) for edit in edits]


def _cut_script(walk: Walk, start: int, end: int) -> None:
    """Take the range of the body out of the script that is dropped."""
    for number, (first, past, rule) in enumerate(walk.unseen):
        if first <= start < past:
            walk.unseen[number : number + 1] = [(first, start, rule), (end, past, rule)]
            return
