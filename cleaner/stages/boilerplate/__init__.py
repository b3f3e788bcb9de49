"""Find the article among the lines of a page: what belongs to the site goes, bylines become metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from cleaner.doc import Doc
from cleaner.lines import lines_of
from cleaner.matcher import Known
from cleaner.pipeline import Context, Proposal
from cleaner.rules import RuleBook
from cleaner.stages.boilerplate import books, forms
from cleaner.stages.boilerplate.columns import is_columns
from cleaner.stages.boilerplate.crown import is_apart, signed_lines
from cleaner.stages.boilerplate.cuts import OUTSIDE, edits_of
from cleaner.stages.boilerplate.flat_copies import headline_again, plans, previews
from cleaner.stages.boilerplate.flat_entries import labelled
from cleaner.stages.boilerplate.flat_index import own_lists
from cleaner.stages.boilerplate.flat_masthead import masthead
from cleaner.stages.boilerplate.flat_record import occasions
from cleaner.stages.boilerplate.flat_said import reading_time, said_again, signature
from cleaner.stages.boilerplate.flat_unbroken import amid_sentences
from cleaner.stages.boilerplate.items import spare_items
from cleaner.stages.boilerplate.line_ends import EDIT, edit_pairs, line_ends
from cleaner.stages.boilerplate.line_metadata import metadata
from cleaner.stages.boilerplate.marked_page import marked_again, plain_page
from cleaner.stages.boilerplate.markup_features import pick
from cleaner.stages.boilerplate.page import BYLINES, Flags, Page, front_lines, message_fields, quoted
from cleaner.stages.boilerplate.planted import NUMBERS, PLANTED, planted
from cleaner.stages.boilerplate.record import record_lines
from cleaner.stages.boilerplate.rule_layer import NAME, Removal, Removals, removals
from cleaner.stages.boilerplate.running import RUNNING, running_lines
from cleaner.stages.boilerplate.sought import sought_names

ROUNDS = 12
LEAST_FRAME, LEAST_WORDS = 3, 60  # lines, Han characters
LEAST_LINKS, MOST_OF = 4, 2 / 3  # lines of links of a page that lists articles, their share of all that stay
# Lines of a list of words, one a line, and fewer characters than it has in a line on average.
WORDS, WORD = 60, 3.5
BYLINE = "boilerplate.byline"
HEADLINE = "boilerplate.headline"
"""Rule and fact: whether the first line that stays is a headline outside the article. ``cleaner.api`` acts on it, when
all stages have repaired the line."""
POSTS = "boilerplate.posts"
"""Fact: whether the page had markup that told the posts of a thread."""
ITEMS = "boilerplate.items"
"""Fact: the rules that would have taken items of a list, as far as markup or numbers told them to be such."""
RECORD = Removal(BYLINE, "the time, and the author or source that the record of the page names")

READING = Removal("boilerplate.reading-time", "on several lines")
MASTHEAD = Removal(OUTSIDE.rule, "the name and the menu of the site above the headline")
EMPTIED = Removal("boilerplate.subtitle-credit", "the number and the times of a cue whose words are gone")

_TOLD: dict[Removal, Callable[[Page], list[int]]] = {
    Removal(EDIT, "the buttons that open a part for writing and read it aloud"): edit_pairs,
    Removal("boilerplate.preview", "the same stands right below"): previews,
    Removal("boilerplate.image-caption", "the headline again, and the name of the site"): headline_again,
    Removal("boilerplate.site-plan", "many short names between bars, in one line alone"): plans,
}

NO_ARTICLE = Removal("boilerplate.outside", "a page without an article")


Look = Callable[[Doc], tuple[Page, Removals]]


def propose(doc: Doc, context: Context) -> Proposal:
    """The lines of the page's frame as removals; title, author, time and source as metadata."""
    items: tuple[str, ...] = ()
    plain: Doc | None = None
    if "markup.map" in context.facts:
        page = Page(lines_of(doc), context.rules.matcher("boilerplate"), doc.shared(Known))
        items = spare_items(page, (doc, context.facts["markup.map"]))
        gone = _looked_at(page, _outside(page, doc, context)) if len(page) else {}
    elif is_columns(lines_of(doc)):
        return Proposal()
    else:
        kind = context.facts.get("markup.kind")
        plain = plain_page(doc, context.rules.matcher("boilerplate")) if kind != "listing" else None
        marked = plain is None and kind in ("markdown", "listing")
        page, gone = _until_all_stays(plain or doc, *(_look(context.rules, marked, first) for first in (True, False)))
        gone |= dict.fromkeys(forms.emptied(page, doc), EMPTIED)
        if len(page) and not context.again and BYLINE in context.rules:
            gone |= dict.fromkeys(masthead(page, [i for i in range(len(page)) if i not in gone]), MASTHEAD)
        for removal, told in _TOLD.items():
            if removal.rule in context.rules:
                gone |= dict.fromkeys(told(page), removal)
    if not len(page):
        return Proposal()
    gone |= sought_names(page, context.facts)
    kept = [i for i in range(len(page)) if i not in gone] if gone else list(range(len(page)))
    bare = page.form is None and not page.has_posts and _bare(page, kept)
    if "markup.map" in context.facts and (bare or _index(page, kept, doc, context) or _untold(page, kept, context)):
        gone, kept = gone | dict.fromkeys(kept, NO_ARTICLE), []
    apart = "markup.map" in context.facts and is_apart(page, gone, kept, context.meta)
    said = metadata(page, gone, kept, context) if kept and not context.again else {}
    if kept and BYLINE in context.rules:
        marked = "markup.map" in context.facts
        gone = _recorded(page, gone, kept, None if marked else dict(context.meta) | said)
        gone = gone if marked else _settled_again(page, gone, kept, context.rules)
        kept = [i for i in kept if i not in gone]
    edits = edits_of(*(marked_again(page, gone, doc) if plain else (page, gone)))
    if not (plain or "markup.map" in context.facts):
        edits = sorted((*edits, *line_ends(page, kept, context.rules)))
    if not kept:
        return Proposal(
            edits=edits if NO_ARTICLE in gone.values() else [], scores={"boilerplate": 1.0}, verdict="boilerplate"
        )
    return Proposal(
        edits=edits,
        meta=said,
        scores={"boilerplate": _share(page, gone)},
        facts={HEADLINE: kept[0] == page.headline or apart, POSTS: page.has_posts, ITEMS: items},
        verdict="boilerplate" if bare else None,
    )


def _recorded(page: Page, gone: Removals, kept: list[int], meta: Mapping[str, str] | None) -> Removals:
    """``gone`` with the rows of programs beside the headline: they say but what the metadata of the page do.

    Rows stay where no sentence is that they are of: of a list the next look may take another title.  meta: the
    metadata of a flattened page, where other lines may repeat them.
    """
    framed = OUTSIDE in gone.values()
    lines = set(page.rows)
    if meta is not None:
        lines.update(signature(page, kept, gone, meta), said_again(page, kept, meta) if framed else ())
    lines -= gone.keys()
    rest = [i for i in kept if i not in lines] if lines else []
    told = any(page.told[i] and not page.fired[i] for i in rest)
    return gone | dict.fromkeys(sorted(lines), RECORD) if told else gone


def _looked_at(page: Page, gone: Removals) -> Removals:
    """``gone`` and the lines that the rules take away, by the name of the rule that would do so alone.

    An account's name is one by the time below it, also where the model takes the time away.
    """
    known = _settled(page, {}) if gone else {}
    named = {i: removal for i, removal in known.items() if removal == NAME}
    settled = _settled(page, gone | named)
    return settled | {i: removal for i, removal in known.items() if i in settled}


@cache
def _look(rules: RuleBook, markdown: bool, first: bool) -> Look:
    """A look at a text without markup: its lines, and those that the model (for a page) and the rules take away.

    first: at the text as it came.
    """

    def look(doc: Doc) -> tuple[Page, Removals]:
        """The page that a text is, and what goes from it."""
        page = Page(lines_of(doc), rules.matcher("boilerplate"), doc.shared(Known))
        if not markdown and RUNNING in rules and (running := running_lines(page)):
            return page, running
        if not markdown and NUMBERS.rule in rules and (amid := planted(page)):
            return page, amid
        page.is_kept = markdown
        if page.silent and not forms.may_be_timed(doc.text):  # as on nearly every text that is no page
            return page, {}
        if len(page) >= WORDS and page.solid_sizes.sum() < WORD * len(page):
            return page, {}  # a list of words, none of which is a heading
        spare_items(page)
        page.form = forms.form_of(page)
        if page.form:
            forms.hush(page, page.form, rules)
        mail = message_fields(page) | front_lines(page)
        if page.form and page.form.own:
            return page, _looked_at(page, {})
        if markdown or mail.any():
            page.is_kept = True
            page.forget(quoted(page) | mail)
            if not page.heads and page.fired.sum() == 1:  # the licence of a program, and no frame of a site
                page.forget(page.fired)
            return page, _spared(page, _looked_at(page, {}))
        page.book = books.is_book(page)
        if page.form or page.book:
            return page, _spared(page, _looked_at(page, {}))
        from cleaner.stages.boilerplate.flat import flat_article

        if (own := occasions(page) | amid_sentences(page) | labelled(page)).any():
            page.forget(own)
        keep = flat_article(page, first=first)
        if keep is not None and not keep.any():
            return page, dict.fromkeys(range(len(page)), NO_ARTICLE)
        return page, _spared(page, _looked_at(page, _without(page, keep)))

    return look


def _spared(page: Page, gone: Removals) -> Removals:
    """``gone`` without the names of authors that are text."""
    return books.spared(page, gone, BYLINE)


def _until_all_stays(doc: Doc, look: Look, again: Look) -> tuple[Page, Removals]:
    """What a look takes away, and further looks at the text that is left: the model may judge it otherwise.

    A text of which only what stands amid it was taken is as whole as before.
    """
    page, gone = doc.view(look)
    alive = [i for i in range(len(page)) if i not in gone]
    fresh, whole = gone, True
    for _ in range(ROUNDS):
        if not fresh or page.silent_among(alive):
            break
        whole = whole and all(removal.rule == RUNNING or removal.reason in PLANTED for removal in fresh.values())
        _, fresh = doc.apply("boilerplate", edits_of(page, gone)).view(look if whole else again)
        gone = gone | {alive[i]: removal for i, removal in fresh.items()}
        alive = [i for i in alive if i not in gone]
    return page, gone


def _outside(page: Page, doc: Doc, context: Context) -> Removals:
    """The lines that the model puts outside the article on a page with markup."""
    from cleaner.stages.boilerplate.model import Asked, article

    pagemap = context.facts["markup.map"]
    site, meta = context.facts.get("markup.site"), context.meta
    posts = site is not None and site.posts
    rules = [context.rules[BYLINE]] if BYLINE in context.rules else []

    def said(keep: Flags) -> list[int]:
        """The lines among some that stand above the article and say but what the metadata do."""
        return [int(line) for rule in rules for line in np.flatnonzero(record_lines(page, keep, meta, rule))]

    above = said(np.ones(len(page), np.bool_))
    asked = Asked(meta.get("title"), context.url, context.config.page, "published" in meta, posts, bool(above))
    keep = article(page, doc, pagemap, asked)
    if keep is not None and not keep.any():
        return dict.fromkeys(range(len(page)), NO_ARTICLE)
    if keep is None:
        return dict.fromkeys(above, RECORD)
    signed = signed_lines(page, pick(pagemap.line_features(doc, page.lines), page.number), keep, meta) if rules else []
    return _without(page, keep) | dict.fromkeys((*said(keep), *signed), RECORD)


def _without(page: Page, keep: Flags | None) -> Removals:
    """All lines but those that the model keeps; none where it keeps none or has no opinion."""
    if keep is None or not keep.any():
        return {}
    out = dict.fromkeys(np.flatnonzero(~keep).tolist(), OUTSIDE)
    out |= {i: Removal(rule.id, "outside the article") for i, rule in page.sure.items() if i in out}
    return out | dict.fromkeys(np.flatnonzero(page.numbers & ~keep).tolist(), NUMBERS)


def _settled(page: Page, gone: Removals) -> Removals:
    """``gone`` and all lines that the rules take away: what is left after one look is looked at again until all stays.

    So a page that was cleaned is not cleaned any further when it comes back as plain text.
    """
    alive = [i for i in range(len(page)) if i not in gone]
    out = dict(gone)
    for _ in range(ROUNDS):
        found = removals(page, alive)
        if not found:
            break
        out |= found
        alive = [i for i in alive if i not in found]
    return out


def _settled_again(page: Page, gone: Removals, kept: list[int], rules: RuleBook) -> Removals:
    """``gone`` and how long reading takes; where rows of programs went, what the rules take now, and rows said again.

    kept: the lines that stayed before the rows went.
    """
    if READING.rule in rules:
        gone = gone | dict.fromkeys(reading_time(page, kept, rules[READING.rule]), READING)
    if len(page) - len(gone) == len(kept):
        return gone
    rows = {page.folded[i] for i, removal in gone.items() if removal == RECORD}
    fired = {i for known in (page.sure, page.weak) for i, rule in known.items() if rule.id in BYLINES}
    again = {i: RECORD for i in fired - gone.keys() if page.folded[i] in rows}
    settled = _settled(page, gone | again)
    return settled if len(settled) < len(page) else gone


def _bare(page: Page, kept: list[int]) -> bool:
    """Whether nothing but a frame is there: lines of a frame, and beside them no sentence and few words.

    Three Latin letters count for one character: pages of source code and of English hold articles, too.
    """
    if len(page) < LEAST_FRAME or page.listed or not (page.sure or page.heads):
        return False
    rest = [i for i in kept if not page.fired[i]]
    prose = page.paragraph[rest] | page.verse[rest]
    if prose.any() or int(page.han[rest].sum() + page.latin[rest].sum() // 3) >= LEAST_WORDS:
        return False
    return not own_lists(page).any()


def _index(page: Page, kept: list[int], doc: Doc, context: Context) -> bool:
    """Whether what stays of a page with markup is a list of links to articles, without a sentence."""
    pagemap = context.facts["markup.map"]
    if len(kept) < LEAST_LINKS or page.paragraph[kept].sum() > LEAST_LINKS:
        return False
    rows, number = pagemap.line_features(doc, page.lines), page.number[kept]
    linked = rows.links[number] * 3 > rows.chars[number]  # the day beside a link is as long as a short title
    prose = (page.paragraph | page.verse)[kept] & ~linked
    if linked.sum() < max(LEAST_LINKS, MOST_OF * len(kept)) or prose.any():
        return False
    from cleaner.stages.boilerplate.listing import collects

    return not collects(page, (doc, pagemap), np.array(kept, np.int64)[linked], context.url)


def _untold(page: Page, kept: list[int], context: Context) -> bool:
    """Whether a whole page has nothing but its title to say, or its title says that it shows nothing."""
    from cleaner.stages.boilerplate.listing import MOST_ERROR, refuses

    title, pagemap = context.meta.get("title"), context.facts["markup.map"]
    if title is None or page.han[kept].sum() >= MOST_ERROR:
        return False
    alone = len(kept) == 1 and page.text(kept[0]) == title
    return refuses(title) or (alone and "body" in map(pagemap.name, range(1, pagemap.elements)))


def _share(page: Page, gone: Removals) -> float:
    """The share of non-blank characters that goes."""
    if not gone:
        return 0.0
    solid = page.solid_sizes
    return round(float(solid[list(gone)].sum() / max(solid.sum(), 1)), 4)
