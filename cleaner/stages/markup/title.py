"""Which text of a page is its title: a heading that agrees with ``<title>``, or ``<title>`` without the site's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import begun, count_han
from cleaner.stages.markup.headline_rank import SURE, SURER, is_about, sure_headline
from cleaner.stages.markup.headlines import (
    LEAST_ALONE,
    Title,
    above_prose,
    below_sentence,
    candidates,
    headings_of,
    heads_links,
    in_article,
    in_two_lines,
    may_be_headline,
    next_best,
    over_byline,
    over_prose,
    shown,
    shown_titles,
    with_beside,
)
from cleaner.stages.markup.moment import moment
from cleaner.stages.markup.site_names import Names, like_site, plain
from cleaner.stages.markup.title_likeness import LEAST_BEGUN, Likeness
from cleaner.stages.markup.title_parts import (
    LEAST_BEFORE_SURE,
    SEPARATOR,
    are_keywords,
    begins,
    is_institution,
    last_step,
    main_part,
    parts_of,
)
from cleaner.stages.markup.walk import Walk, trimmed

_LEAST_PART = 8  # characters of a title that the name of its site stands beside and that is no heading
_LEAST_HEADING = 6  # characters of a heading that may be the headline
_SHORT_TITLE = 16  # characters of a title that may be but the name of a site or a section
_LONGEST_NAMED = 8  # characters of a heading that may be but the name of a section
_FAR = 6  # runs from the name of a section down to the headline
_LONGEST_STAMP = 60  # characters of a byline in a heading, behind the headline
_NO_FIRST = re.compile(r"第[一二三四五\d]{1,2}[课課节節章部]|[一二三四五]、|[①②③1-5][.、]|.{0,12}\d{3,4}-\d{7,8}")
"""How the heading of a part of an article begins, and a telephone in a heading."""
SPAM, SUFFIX = "markup.title-spam", "markup.title-suffix"


Clear = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives what is left of those of some titles that hold spam; an empty string where nothing is."""


def shows(title: Title | None, hints: list[str]) -> bool:
    """Whether the title is in one of ``hints``, or one of them in it; also where there are none."""
    told = plain(title.text) if title else ""
    return not hints or any(told in plain(hint) or plain(hint) in told for hint in hints if told)


def settle_title(
    walk: Walk, hints: list[str], names: Names, left_of: Clear, *, several: bool = False
) -> tuple[Title | None, str]:
    """The title of a page, and what ``<title>`` says without spam.

    Takes the ``<title>`` run out of the walk where the page itself shows the title; otherwise keeps it, without the
    site's name and without spam. ``hints`` are titles from metadata, best first,
    ``left_of`` tells what is left of titles that hold spam.  several: the page shows several texts, so that none of
    its headings is the headline unless ``<title>`` says so.
    """
    own, look = walk.title, _of_several if several else _on_page
    raw = walk.text[walk.starts[own] : walk.ends[own]] if own >= 0 else ""
    told = shown(raw)
    hints = [hint for hint in hints if (len(hint) >= 4 or begins(told, hint)) and plain(hint)]
    hints = [hint for hint in hints if not names.is_stated(hint)]
    hints = [hint for hint in hints if not (names.are_all(parts_of(hint)) and names.is_site(parts_of(hint)[0]))]
    left = left_of([told, *hints])
    if left:
        left = left_of([told, *hints, *shown_titles(walk)])
    found = look(walk, told, hints, names, left)
    if found is not None and not left and found.text not in told and left_of([found.text]):
        left = left_of([told, *hints, *shown_titles(walk)])
        found = look(walk, told, hints, names, left)
    found = found and in_two_lines(walk, found, (told, *hints))
    tainted = told in left
    said = left.get(told, told)
    if found is None and left and not said:
        found = next_best(walk, hints, left)
    if own >= 0 and (found is not None or (tainted and not said)):
        walk.cut_run(own, SPAM) if tainted else walk.drop_run(own)
        found = found and found._replace(run=found.run - (found.run > own))
    elif own >= 0:
        found = _title_element(walk, said if tainted else None, hints, names)
    return found and found._replace(text=last_step(found.text.strip(" |｜"))), said


def _title_element(walk: Walk, clean: str | None, hints: list[str], names: Names) -> Title:
    """The ``<title>`` run as the title, cut to its main part; ``clean``: what is left of it where it held spam."""
    own = walk.title
    start, end = walk.starts[own], walk.ends[own]
    if clean is not None:
        at = walk.text.find(clean, start, end)
        if at < 0:  # spam amid the title, which stays for the spam stage to cut
            return Title(clean[slice(*main_part(clean, hints, names))], own, start, end)
        start, end = at, at + len(clean)
    first, past = (start + place for place in main_part(walk.text[start:end], hints, names))
    past = first + (trimmed(walk.text[first:past], 0) or past - first)
    spans = ((walk.starts[own], start, SPAM), (start, first, SUFFIX), (past, end, SUFFIX), (end, walk.ends[own], SPAM))
    walk.unseen += [(left, right, rule) for left, right, rule in spans if left < right]
    walk.starts[own], walk.ends[own] = first, past
    return Title(shown(walk.text[first:past]), own, first, past)


def _of_several(walk: Walk, told: str, hints: list[str], _: Names, left: Mapping[str, str]) -> Title | None:
    """The heading of a page of several texts: one that leads nowhere and that ``<title>`` says as a whole or a part."""
    raw = left.get(told, told)
    said = {plain(text) for text in (raw, *hints, *parts_of(raw))} - {""}
    headings = (title for title, level in candidates(walk, "") if level and not walk.links[title.run])
    return next((title for title in headings if plain(title.text) in said), None)


def _on_page(walk: Walk, told: str, hints: list[str], names: Names, left: Mapping[str, str]) -> Title | None:
    """The line of the page that says its title. told: the ``<title>``.  left: what is left of titles with spam."""
    raw = left.get(told, told)
    hints = [rest for hint in hints if (rest := left.get(hint, hint))]
    asked = Likeness(raw, hints, names)
    main, framed = asked.main, plain(told) if told in left else ""
    part: Title | None = None
    known = "\n".join((*hints, raw))
    openings = [text[:2] for text in (*hints, main, raw, *asked.others) if len(text) >= 2]
    between: list[Title] = []  # headlines that ``<title>`` has between spam
    best: tuple[float, Title] | None = None
    first: Title | None = None  # heading
    text: Title | None = None  # the first heading that is not that of a menu
    least = LEAST_ALONE if _says_nothing(main, raw) else _LEAST_HEADING
    for title, level in candidates(walk, known):
        if left.get(title.text) == "":
            continue
        title = title._replace(text=left.get(title.text, title.text))  # noqa: PLW2901
        if level and not (walk.links[title.run] or _NO_FIRST.match(title.text)) and may_be_headline(title.text, least):
            first = first or title
            text = text or (None if heads_links(walk, title) else title)
        if framed and level and len(own := plain(title.text)) >= 2 and own in framed:
            between.append(title)
        if title.text[:2] not in known and not any(opening in title.text for opening in openings):
            continue
        own = plain(title.text)
        if main != raw and own not in plain(main) and names.is_site(title.text):
            continue
        linked = bool(walk.links[title.run])
        if own in (asked.longest, asked.short) and _stands_alone(title, own, linked, names):
            part = _part(part, title, own == asked.short, names)
        score = asked.score(title.text, level, linked)
        again = best is not None and level == 1 and title.text == best[1].text  # the head of a page may hold it too
        if score > 0.7 + 0.2 * (not level) and (best is None or score > best[0] or again):
            best = score, title
    if between:
        return max(between, key=lambda title: len(title.text))
    said = _whole(walk, _without_label(best[1], main), (*hints, *asked.mains, main)) if best else part
    if said and plain(said.text) == plain(raw) and asked.names_site(names):
        said = said._replace(text=main)
    if not hints:
        first = text if text and above_prose(walk, text.run) else first
        said = _without_hints(walk, names, said, first, (main, raw, framed != ""))
        said = said if left else _or_sure(walk, names, said, main, raw)
    elif said is None and _says_nothing(main, raw) and not _says_nothing(asked.mains[0], hints[0]):
        return Title(asked.mains[0], -1, 0, 0)
    return said and said._replace(text=left.get(said.text) or said.text)


def _without_hints(
    walk: Walk, names: Names, said: Title | None, first: Title | None, told: tuple[str, str, bool]
) -> Title | None:
    """The headline where the metadata have none.

    said: the line of the page that says the ``<title>``. first: its first heading.  told: the main part of ``<title>``,
    all of it, and whether there is spam in it.
    """
    main, raw, framed = told
    parts = [raw] if names.is_site(raw) else parts_of(raw)  # a name may hold what parts the others
    sites = all(map(names.is_site, parts))
    named = names.are_all(parts)
    if said is not None and named and not sites and names.is_site(said.text):
        said = None  # the other part is the title
    if named:
        said = _beside_names(walk, said, names, parts)
        first = first if sites else None
        said = None if first and said and names.is_site(said.text) and in_article(walk, first) else said
    elif said is None and not framed:
        said = _unsaid(walk, main, parts, names, _says_nothing(main, raw))
    if said is not None and said.text in (main, *parts[:1]) and _says_nothing(said.text, raw):
        said = _below_banner(walk, said, names)
    if said is None and first is not None and (sites or len(main) <= _SHORT_TITLE):
        untold = _says_nothing(main, raw) and not framed and (raw != "" or not below_sentence(walk, first.run))
        said = first if untold or above_prose(walk, first.run) else None
    return said


def _or_sure(walk: Walk, names: Names, said: Title | None, main: str, raw: str) -> Title | None:
    """What the page alone shows to be its headline, where ``<title>`` says none, or may but name the site; else `said`.

    said: the line of the page that says the ``<title>``, ``raw``, or its ``main`` part.
    """
    parts = [raw] if names.is_site(raw) else parts_of(raw)
    doubt = not parts or names.are_all(parts) or _says_nothing(main, raw)
    if said is None:
        doubt = doubt or (len(parts) == 1 and len(main) <= _SHORT_TITLE) or not is_about(walk, raw)
        sure = sure_headline(walk, names, SURE if doubt else SURER)
        less = sure is not None and plain(sure.text) in plain(raw) and plain(sure.text) not in map(plain, parts)
        return None if less and not doubt else sure
    linked = said.run >= 0 and walk.links[said.run]
    section = linked and len(said.text) <= _LONGEST_NAMED and names.is_section(said.text)  # an item of the menu
    doubt = doubt and (section or names.is_site(said.text) or _says_nothing(said.text, raw))
    return (sure_headline(walk, names) if doubt else None) or said


def _below_banner(walk: Walk, said: Title, names: Names) -> Title:
    """The heading above the byline, or above the prose that holds it, instead of a line with the name of the site."""
    heading = headings_of(walk)
    above = over_byline(walk, names)
    if above and heading[above.run] and (above.run > said.run or not heading[said.run]):
        return above
    above = None if heading[said.run] else over_prose(walk, names)
    return above if above and heading[above.run] and above.run < said.run else said


def _stands_alone(title: Title, own: str, linked: bool, names: Names) -> bool:
    """Whether a line that says one part of ``<title>`` may be the headline; ``own``: the line for comparison."""
    named = is_institution(title.text) or names.is_site(title.text)
    return len(own) >= _LEAST_PART and not (linked or named)


def _part(before: Title | None, title: Title, first: bool, names: Names) -> Title:
    """Which line that is one part of ``<title>`` may be the headline: its ``first`` part that names no site, if any."""
    return title if before is None or (first and not (names.is_site(title.text) or like_site(title.text))) else before


def _beside_names(walk: Walk, said: Title | None, names: Names, parts: list[str]) -> Title | None:
    """The headline of a page whose ``<title>`` only names site and section. said: the line of the page that says it.

    A link beside the text may have the headline of the page itself: it is a section for certain where it is short, or
    stands behind the name of the site.
    """
    sites = [names.is_site(part) for part in parts]
    if said is not None and not (sites[0] or len(said.text) <= _LONGEST_NAMED):
        return said
    if above := over_byline(walk, names):
        return above
    heading = over_prose(walk, names)
    if said is None or names.is_site(said.text):
        return heading if all(sites) and heading else said
    return heading if sites[0] and heading is not None and heading.run - said.run > _FAR else said


def _unsaid(walk: Walk, main: str, parts: list[str], names: Names, nothing: bool) -> Title | None:
    """The headline where no line of the page says the ``<title>``, which says ``nothing`` itself or names a series.

    A series is what the headline above the day of publication begins with: 某某协会-会计动态 above 会计动态（第5期）.
    So does a short one that the page shows nowhere, or a list of words for search engines.
    """
    above = over_byline(walk, names)
    series = (own for own in map(plain, parts) if len(own) >= LEAST_BEGUN)
    longest = _SHORT_TITLE if above and headings_of(walk)[above.run] else _LONGEST_NAMED
    other = are_keywords(parts) or (len(main) <= longest and len(parts) == 1)
    if above and (nothing or other or any(plain(above.text).startswith(own) for own in series)):
        return above
    heading = over_prose(walk, names)
    if heading is None or nothing:
        return heading
    if len(parts) == 1 and len(main) <= _SHORT_TITLE and in_article(walk, heading):
        return heading
    longer = count_han(heading.text) > count_han(main)  # the first part may be the site's name
    return heading if longer and plain(heading.text) in map(plain, parts) else None


def _whole(walk: Walk, title: Title, told: Sequence[str]) -> Title:
    """The title as one of ``told`` says it where the page breaks it into two lines."""
    own = plain(title.text)
    longer = [text for text in told if len(text) > len(title.text) and own and own in plain(text)]
    longer = [text for text in longer if title.text not in parts_of(text)]
    for both in with_beside(walk, title) if longer else ():
        if text := next((text for text in longer if plain(text) == plain(both.text)), ""):
            return both._replace(text=text)
    return title


def _without_label(title: Title, main: str) -> Title:
    """The title on the page without what boards and answer sites put around the ``main`` part of ``<title>``.

    Where the page cuts its headline off, the main part has the whole.
    """
    rest = title.text[len(main) :].strip()
    label = (
        rest[:1] in ("(", "（")
        or rest in (":", "：")
        or rest.isdigit()
        or pattern_table("pages")["thread-state"].fullmatch(rest)
    )
    stamped = title.text.startswith(main) and moment(fold(rest[:_LONGEST_STAMP])) is not None
    labelled = main in title.text and (title.text.endswith(main) or label or stamped)
    shown_of_it = begun(title.text)
    clipped = shown_of_it != "" and main.startswith(shown_of_it)
    return title._replace(text=main) if (labelled or clipped) and len(main) >= 4 else title


def _says_nothing(main: str, raw: str) -> bool:
    """Whether the ``main`` part of a ``<title>`` is empty or but the name of a site; ``raw``: all of it.

    A name of two characters before that of a school or an office is one of its people.
    """
    least = LEAST_BEFORE_SURE if main != raw and raw.startswith(main) and is_institution(raw) else 4
    named = (len(main) <= _SHORT_TITLE and like_site(main)) or is_institution(main) or not may_be_headline(main, 0)
    return len(plain(main)) < least or named or bool(SEPARATOR.match(" " + main))
