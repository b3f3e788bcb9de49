"""What a page with markup prints between its headline and its text, in one element with both.

On most pages the headline stands outside the element of the text, and what is between them is the page's. Where all
stand side by side (old pages, print versions) the kind of the element tells: a line beside the headline that but names
who wrote, in another kind of element than the paragraphs or right below the headline, is a byline. A headline above a
byline is no line of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.page import BYLINES, STAMP, Flags, Page
from cleaner.stages.boilerplate.rule_layer import Removals
from cleaner.stages.boilerplate.told import LONGEST, Known, known_of, says
from cleaner.stages.markup.byline import author_of
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.pagemap import LineFeatures
from cleaner.stages.markup.signed import account, before_follow

_LINES = 6  # from the headline to the text


def signed_lines(page: Page, rows: LineFeatures, keep: Flags, meta: Mapping[str, str]) -> list[int]:
    """The lines among ``keep`` between the headline and the first prose that but name who wrote, apart from the text.

    Where a button to follow an account stands there, its name and what it says of itself, too.
    rows: what the markup says of the lines of the page.  meta: the metadata of the page.
    """
    kept = np.flatnonzero(keep).tolist()
    head = headline(page, kept, meta)
    prose = next((at for at, line in enumerate(kept) if page.paragraph[line]), -1)
    if head < 0 or not head < prose <= head + _LINES:
        return []
    text, follow = kept[prose], pattern_table("bylines")["follow"]
    card = any(follow.fullmatch(page.folded[line].rpartition(" ")[2]) for line in range(kept[head] + 1, text))
    known, out = known_of(meta), []
    for line in kept[head + 1 : prose]:
        beside = rows.parent[line] == rows.parent[kept[head]]
        apart = beside and (rows.tag[line] != rows.tag[text] or line == kept[head] + 1)
        said, named = _told(page.folded[line], known)
        own = card and (said or account(before_follow(page.text(line))) or follow.fullmatch(page.folded[line].strip()))
        if apart and (own or (said and named and author_of(page.text(line)))):
            out.append(line)
    return out


def _told(folded: str, known: Known) -> tuple[bool, bool]:
    """Whether a line says but what bylines do, and whether it names the author or the source of the page."""
    return says(folded, known) != "", known.names.search(folded) is not None


def headline(page: Page, kept: Sequence[int], meta: Mapping[str, str]) -> int:
    """The place among the first lines that stay of the one that is the title of the metadata, or −1."""
    title = fold(meta.get("title", "")).strip()
    return next((at for at, line in enumerate(kept[:_LINES]) if title and page.folded[line] == title), -1)


def is_apart(page: Page, gone: Removals, kept: Sequence[int], meta: Mapping[str, str]) -> bool:
    """Whether the first line that stays is the headline, above a byline that goes."""
    if len(kept) < 2 or page.has_posts or headline(page, kept[:1], meta) < 0:
        return False
    known = known_of(meta)
    between = (line for line in range(kept[0] + 1, kept[1]) if line in gone and len(page.folded[line]) <= LONGEST)
    return any(gone[line].rule in BYLINES or _is_record(page, line, known) for line in between)


def _is_record(page: Page, line: int, known: Known) -> bool:
    """Whether a line says when the page was put up or who wrote, or is a button to follow who did."""
    folded = page.folded[line].strip()
    if STAMP.fullmatch(folded) or pattern_table("bylines")["follow"].fullmatch(folded):
        return True
    when = moment(folded)
    return (when is not None and when[:10] == known.day) or all(_told(folded, known))
