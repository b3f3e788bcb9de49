"""Web pages that a crawler wrote as Markdown: looked at without the marks, as any other flattened page.

Who writes Markdown by hand has no login line, no record number and no neighbouring article around the text. A text in
which two such lines stand that differ in kind is a page: html2text, markdownify and readers for language models put a
mark before each line of its frame.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import chain

from cleaner.doc import Doc
from cleaner.fold import fold
from cleaner.lines import lines_of
from cleaner.matcher import Known, Matcher
from cleaner.pattern_tables import pattern_table
from cleaner.rules import Rule
from cleaner.stages.boilerplate.flat_post import posted
from cleaner.stages.boilerplate.page import Page, quoted
from cleaner.stages.boilerplate.rule_layer import Removals

# Kinds of lines that only a frame has, of a page of up to so many lines and of longer ones.
KINDS, LONG, KINDS_OF_LONG = 2, 400, 3
# Kinds of which one must be among them, or three others: the plan of a site lists its buttons and rankings, too.
SURE = frozenset(("rights", "record", "trail", "neighbours", "share", "links"))
SURE |= {"pager", "skip", "browser", "counter", "address", "comments"}
# Lines that are words of menus and buttons: how many beside one such kind and alone, and of how many lines.
WORDS, THEME_WORDS, THEME_LINE = "words", "theme-words", "theme-line"
FEW_WORDS, MANY_WORDS, SHARE = 3, 8, 0.04
# Links that call a script are buttons of a page; so many, as a lesson in security shows one.
SCRIPT, _SCRIPTED, _SCRIPTS = "script", "](javascript:", 2
_MARKS = re.compile(r"^[ \t]{0,12}(?:>[ \t]?|#{1,6}(?=[ \t])|[-+*](?=[ \t])|\]\(|!?\[)", re.MULTILINE)
_PATH = r"[^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,500}){0,3}"
_TARGET = r"\((?:data:[A-Za-z0-9/+;=,%.-]{0,1000000}|<[^<>\n]{0,2000}>|" + _PATH + r")\)"
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]" + _TARGET)
_LINK = re.compile(r"\[([^\[\]]{0,500})\]" + _TARGET)
_LEAD = re.compile(r"^[ \t]{0,12}(?:(?:>|#{1,6}|[-+*])[ \t]+){1,6}", re.MULTILINE)
_STRONG = re.compile(  # the sign comes first, so that a search goes over all else at once
    r"[*_](?:(?<=\*)(?:\*|(?<![\w*]\*)(?=[^\s*])|(?<=[^\s*]\*)(?![\w*]))"
    r"|(?<=_)(?:_|(?<!\w_)(?=[^\s_])|(?<=[^\s_]_)(?!\w)))"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RULED = re.compile(r"^[ \t|:*_=-]{1,400}$", re.MULTILINE)


def unmarked(text: str) -> str:
    """A Markdown text without its marks, line by line: links are their words, images and rules are nothing."""
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _STRONG.sub("", _LEAD.sub("", text))
    return _RULED.sub("", _ESCAPED.sub(r"\1", text))


def plain_page(doc: Doc, matcher: Matcher) -> Doc | None:
    """The page that a Markdown text was before it was marked, with as many lines, if it was one."""
    if not _MARKS.search(doc.text):
        return None
    known = doc.shared(Known)
    linked = "](" in doc.text
    plain = Doc(unmarked(doc.text) if linked else _but_labels(doc.text))
    if not _may_be_framed(doc, plain, matcher, known):
        return None
    page = Page(lines_of(plain), matcher, known)
    page.forget(quoted(page))  # a listing of HTML has such lines
    if not linked and posted(page).sure:
        return plain
    fired = (
        (rule, *known[page.folded[i]]) for rules in (page.sure, page.weak, page.heads) for i, rule in rules.items()
    )
    found = Counter(kind for kind in map(_kind, fired) if kind)
    found |= Counter(SCRIPT for _ in range(doc.text.count(_SCRIPTED) >= _SCRIPTS))
    themed = found.pop(THEME_WORDS, 0)
    if not (linked or _labelled(doc.text)):  # a text with signs of its own; themes of blogs link all that they say
        found.pop(THEME_LINE, 0)
        themed = 0
    words = found.pop(WORDS, 0) + themed
    sure = not SURE.isdisjoint(found)
    enough = len(found) >= (KINDS if sure and len(page) <= LONG else KINDS_OF_LONG)
    least = max(FEW_WORDS if sure else MANY_WORDS, SHARE * len(page))
    return plain if enough or words >= least else None


def _but_labels(text: str) -> str:
    """``text`` without its marks, but for the labels of a post in its second half: ``# 水磨``."""
    lines, plain = text.split("\n"), unmarked(text).split("\n")
    for i in range(len(lines) // 2, len(lines)):
        if lines[i][:1] == "#" and pattern_table("blogs")["tag"].match(fold(lines[i].strip())):
            plain[i] = lines[i]
    return "\n".join(plain)


def _labelled(text: str) -> bool:
    """Whether all that looks like Markdown are the labels of a post in a row: ``# 水磨``."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    marked = [i for i, line in enumerate(lines) if _MARKS.match(line)]
    row = marked and marked[-1] - marked[0] == len(marked) - 1
    return bool(row) and all(pattern_table("blogs")["tag"].match(fold(lines[i])) for i in marked)


def _may_be_framed(doc: Doc, plain: Doc, matcher: Matcher, known: Known) -> bool:
    """Whether any line fires a rule that tells a frame, with its marks or without them: on most texts none does."""
    pairs = zip(doc.text.split("\n"), plain.text.split("\n"), strict=True)
    bare = fold("\n".join(dict.fromkeys(after for before, after in pairs if after != before))).split("\n")
    told = _of_frames(matcher).fired(map(str.strip, bare), doc.shared(_KnownBare))
    fired = chain(matcher.fired(lines_of(doc).stripped, known), told)
    return any("frame" in rule.extra for rules in fired for rule in rules)


class _KnownBare(Known):
    """What lines without their marks fire of the rules that tell a frame."""


@cache
def _of_frames(matcher: Matcher) -> Matcher:
    """A matcher for the rules that tell a frame; what a row of words fires, those of all rows tell."""
    return Matcher(rule for rule in matcher.rules if "frame" in rule.extra or rule.row)


def _kind(rules: Iterable[Rule]) -> str | None:
    """The kind of frame that a line is: a sure one, if one of the rules that it fires tells of such."""
    kinds = [rule.extra["frame"] for rule in rules if "frame" in rule.extra]
    return next((kind for kind in kinds if kind in SURE), kinds[0] if kinds else None)


def marked_again(page: Page, gone: Removals, doc: Doc) -> tuple[Page, Removals]:
    """The lines of the Markdown text, and which of them go: of those that are nothing but marks, what stands between.

    page, gone: of the text without its marks, with as many lines.
    """
    marked = Page(lines_of(doc), page.matcher, doc.shared(Known))
    plain = {int(number): index for index, number in enumerate(page.number)}
    out: Removals = {}
    last = -1
    between: list[int] = []
    for index, number in enumerate(marked.number.tolist()):
        if number not in plain:
            between.append(index)
            continue
        if plain[number] in gone:
            removal = gone[plain[number]]
            if last in out or last < 0:
                out |= dict.fromkeys(between, removal)
            out[index] = removal
        last, between = index, []
    if last in out:
        out |= dict.fromkeys(between, out[last])
    return marked, out
