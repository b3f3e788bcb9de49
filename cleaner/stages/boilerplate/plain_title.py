"""The title of a text without markup: its first line if it reads like one, or what the text declares to be its title.

Programs, tables, lists of words, dialogues and prose without a headline have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import starts
from cleaner.stages.markup.meta import author_in
from cleaner.stages.markup.moment import moment, zoned

_LABELLED = re.compile(r"\S{1,4}[:：]")  # two such lines in a row are a dialogue or a list of particulars
_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)(?:[ \t]+#{1,6})?\Z")
_SECTION = re.compile(r"(={1,6})[ \t]+(.+?)(?:[ \t]+\1)?\Z")  # of AsciiDoc and of wikis
_SPACE = re.compile(r"\\[vh]space\*?\{[^{}]{0,20}\}|\\\\(?:\[[^\[\]]{0,20}\])?")
_MACRO = re.compile(r"\\([A-Za-z]{2,20})(?:\{\})?")
_HASHTAGS = re.compile(r"#\S{1,30}(?:[ #]+\S{1,30}#?)*")
_QUOTES = frozenset('“”「」『』"')
_FIELDS = 5  # lines below a labelled title to another field
_FEW = 3  # lines below the first that are looked at for speech
_ROWS, _LEAST_FIELDS = 3, 2  # of a table, and the commas of each
_LEAST_WORDS, _LONGEST_WORD = 10, 6  # lines of a list of words, and characters of each
_LEAST, _LONGEST = 3, 80  # characters of a title
BULLETS = "•●▪◦·"
"""What a line of a list begins with."""
_GADGET = "网页"  # above the day on blogs of Blogger
_FILE_FIELDS = 2  # of the record of a file beside its title


def declared(texts: Sequence[str]) -> dict[str, str]:
    """``title``, ``author`` and ``published`` as the head of a source of Org or LaTeX, or of a mail, declares them."""
    found: dict[str, str] = {}
    known = pattern_table("pages")
    begins = _begins()
    for text in map(str.strip, texts):
        for field, pattern in _declaring() if text[:1] in begins else ():
            said = pattern.fullmatch(text)
            if said is None and field == "title" and (said := known["mail-subject"].fullmatch(text)):
                said = said if _holds("mail-field", texts) else None
            if said is None and field == "title" and (said := known["file-title"].fullmatch(text)):
                said = said if _holds("file-field", texts, _FILE_FIELDS) else None
            if said is None:
                continue
            value = _unmarked(next(filter(None, said.groups()), "")).strip()
            if field == "author":
                value = author_in(value, set())
            if field == "published" and value:
                value = zoned(when) if (when := moment(fold(value))) else ""
            if value:
                found.setdefault(field, value)
    return found


def _holds(kind: str, texts: Sequence[str], least: int = 1) -> bool:
    """Whether some of the lines are fields of a kind."""
    return sum(pattern_table("pages")[kind].match(fold(each.strip())) is not None for each in texts) >= least


@cache
def _begins() -> frozenset[str]:
    """The characters with which lines begin that declare something."""
    known = pattern_table("pages")
    patterns = (*(pattern for _, pattern in _declaring()), known["mail-subject"], known["file-title"])
    return frozenset[str]().union(*(starts(pattern.pattern) or () for pattern in patterns))


@cache
def _declaring() -> list[tuple[str, re.Pattern[str]]]:
    """The fields that the head of a source declares, each with what does."""
    return [(field, pattern_table("pages")[f"declared-{field}"]) for field in ("title", "author", "published")]


def title_of(texts: Sequence[str]) -> dict[str, str]:
    """``title``: a Markdown heading of the first level, else the first line of an article if it reads like a title.

    The first line of a dialogue, of a list of particulars, of a table, of settings, or a link is none.
    """
    if said := _labelled_title(texts):
        return {"title": said}
    heading = next((text for text in texts if text.startswith("# ")), None)
    if heading is None and len(texts) < 2:
        return {}
    texts = texts[next((at for at, text in enumerate(texts[:3]) if not _says_when(text)), 0) :]
    first = texts[0]
    text = _bare((heading or first).strip())
    least = _LEAST if text == first.strip() else 2  # of a heading
    ended = text.endswith(tuple("。；，,;：:")) and not text.endswith("。。。")
    if not least <= len(text) <= _LONGEST or text[0] in "><|-*+`" or ended:
        return {}
    if text[0] in BULLETS and texts[1].lstrip()[:1] == text[0]:  # the first item of a list
        return {}
    if (
        (_LABELLED.match(text) and any(map(_LABELLED.match, texts[1:2])) and texts[0].strip() != texts[1].strip())
        or "://" in text
        or "\t" in text
    ):
        return {}
    folded = fold(text) if heading is None else ""
    if heading is None and any(kind.match(folded) for kind in pattern_table("pages").group("no-title")):
        return {}
    if heading is None and (_is_table(texts) or _is_word_list(texts) or _is_speech(text, texts)):
        return {}
    return {"title": text}


def _labelled_title(texts: Sequence[str]) -> str:
    """The value of the first line, if that is labelled a title and another field of the record follows."""
    known = pattern_table("pages")
    said = known["field.title"].fullmatch(texts[0].strip()) if texts else None
    fields = (known["field.other"].match(fold(text.strip())) for text in texts[1 : 1 + _FIELDS])
    return said[1].strip() if said and any(fields) else ""


def _says_when(text: str) -> bool:
    """Whether a line says but a day, or who wrote and when."""
    folded, known = fold(text.strip()), pattern_table("pages")
    if folded == _GADGET or known["no-title.day"].fullmatch(folded) or known["stamped.who"].fullmatch(folded):
        return True
    return pattern_table("bylines")["reporter.filed"].match(folded) is not None


def _bare(text: str) -> str:
    """A first line without the signs of a heading; empty where those that it has make it none."""
    if said := _HEADING.fullmatch(text) or _SECTION.fullmatch(text):
        return said[said.lastindex or 0].strip()
    if said := pattern_table("pages")["declared-section"].fullmatch(text):
        return _unmarked(said[1]).strip()
    if text.startswith("#") and _HASHTAGS.fullmatch(text) and " #" in text:
        return ""
    return text.strip("#").strip() if text.startswith("#") and text.endswith("#") else text.lstrip("#").strip()


def _unmarked(text: str) -> str:
    """A text without the commands of LaTeX (``\\LaTeX{}`` says its own name)."""
    if "\\" not in text:
        return text
    return _MACRO.sub(lambda said: said[1] if said[1][0].isupper() else "", _SPACE.sub("", text)).strip(" {}")


def _is_table(texts: Sequence[str]) -> bool:
    """Whether the first lines have as many fields between commas, and no blank behind one of those."""
    rows = texts[:_ROWS]
    counts = {row.count(",") for row in rows}
    return len(rows) == _ROWS and len(counts) == 1 and min(counts) >= _LEAST_FIELDS and ", " not in rows[0]


def _is_word_list(texts: Sequence[str]) -> bool:
    """Whether all of the first lines are single short words."""
    return len(texts) >= _LEAST_WORDS and all(map(_is_word, texts))


def _is_word(text: str) -> bool:
    word = text.strip()
    return 0 < len(word) <= _LONGEST_WORD and word.isalpha()


def _is_speech(text: str, texts: Sequence[str]) -> bool:
    """Whether a first line is something said, with more of it below."""
    said = pattern_table("pages")["speech"].fullmatch(fold(text)) is not None
    return said and any(not _QUOTES.isdisjoint(each) for each in _below(text, texts))


def _below(text: str, texts: Sequence[str]) -> Iterator[str]:
    at = next((i for i, each in enumerate(texts) if text in each), 0)
    yield from texts[at + 1 : at + 1 + _FEW]
