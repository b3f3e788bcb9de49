"""Punctuation that a page folded to ASCII, made full-width again where Chinese text stands around it.

A text is touched only if it was folded as a whole: then hardly a full-width comma is left in it. Who types ASCII
commas on purpose leaves a blank after them, and whoever mixes both keeps what he wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.tidy_notation import notation
from cleaner.stages.tidy_snippets import snippets
from cleaner.stages.tidy_values import values

WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True))
# At most this share of the marks may be full-width in a text that was folded.
WIDE_SHARE = 0.05

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CLOSERS = "”’」』》〉）】〕%℃"
_OPENERS = "“‘「『《〈（【〔"
# A mark beside a Chinese word and no blank: a folded full-width mark …
_FOLDED = lazy(
    f"(?<=[{HAN}{_CLOSERS}])[,:;?!](?=[^ \\t\u3000]|[ \\t\u3000\xa0]*+(?:\\n|\\Z))"
    f"|(?<=[0-9A-Za-z)]),(?=[{HAN}{_OPENERS}])"
)
# … and one with a blank after it, as people type who mean ASCII.
_SPACED = lazy(f"(?<=[{HAN}{_CLOSERS}])[,:;?!](?= [^\\s{{])")
_HAN_IN = lazy(f"[{HAN}]")
_MARK = re.compile("[,:;?!()]")
# What keeps its ASCII marks: addresses, mail, code, Markdown links, faces, tags, entities.
_SKIP = lazy(
    r"(?:https?|ftp)://[^\s\u3000-\uffef]{1,2000}"
    rf"(?:[{HAN}\w/.%~&=#_-]{{1,80}}\?(?=[\w.%-]{{1,40}}=)[^\s\u3000-\uffef]{{1,500}})?"  # a path in Chinese, a query
    r"|www\.[^\s\u3000-\uffef]{1,2000}|@[\w.-]{1,100}"
    r"|`[^`\n]{1,500}`|\]\([^)\n]{0,1000}\)|!\[|(?<![\w)])[:;]-?[()DPp](?!\w)"
    r"|(?<![A-Za-z0-9_)])[:;](?:-?\)(?![A-Za-z0-9_])|-?\((?!\w)|-[DPp](?!\w))"  # a face right behind a word
    r"|[A-Za-z_][A-Za-z0-9_.]{0,60} ?\([fbru]{0,2}(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')"  # a call …
    r"(?:, ?[^()\n]{1,200})?\)[;:]?"  # … with more arguments
    r"|^[ \t]{0,8}\$ [a-z][^\n]{0,2000}$"  # a command behind a prompt
    r"|[(\[{](?P<quote>[\"'])[^\"'\n]{0,200}(?P=quote)"  # a list of a program …
    r"(?:, ?[\"'0-9.-]|: ?[\"'0-9\[{-])[^\n]{0,300}?[)\]}]"  # … with more values
    r"|(?:;[^\s,，。：；;！？、0-9]{0,8}[0-9]{1,8}[^\s,，。：；;！？、]{0,8}){3,200}"  # numbered values of one cell
    r"|^\[[a-z]{2,8}:[^\]\n]{0,200}\]"  # what the words of a song are headed with
    r"|(?<![A-Za-z])[A-Za-z]:[\\/][^\s，。；！？]{1,60}"  # the path of a file
    r"|(?<!\S)~?(?:/[^\s/，。；！？]{1,60}){2,12}\.[A-Za-z0-9]{1,5}\b"
    r"|\A---[ \t]*\n(?=[\w-]{1,40}:)(?:[^\n]{0,2000}\n){1,200}?---[ \t]*$"  # YAML ahead of Markdown
    r"|<[a-zA-Z/!][^>\n]{0,300}>|&[a-zA-Z#0-9]{1,10};",
    re.MULTILINE,
)
# So do rows of a table where fewer marks than this were folded in what stands around it.
_ROWS = re.compile(r"^[ \t]{0,8}\|[^\n]{0,5000}$", re.MULTILINE)
_PROSE = 3
_INDENTED = re.compile(r"(?:(?<=\n\n)|(?<=\n \n))(?:(?:[ ]{4}|\t)[^\n]{1,2000}(?:\n|\Z)){2,400}")
_PRINTED = re.compile("[!-~]")
# A face between parentheses.
_FACE = re.compile(
    r"(?=[^\n]{0,20}[^.…—–?!%\s-])(?:[^\w\n]|_|(?<![A-Za-z])[A-Za-z](?=_)|(?<=_)[A-Za-z](?![A-Za-z])){2,20}"
)
# How a sentence in Latin letters goes on behind parentheses.
_LATIN = re.compile("[,.;:?!]{0,2} ?[A-Za-z]")
# What numbers a paragraph that begins with it.
_NUMBER = re.compile(r"\d{1,3}\Z")
# How a line ends behind a mark: as a heading may, with its anchor; how much of the line is looked at, where its last
# sentence begins, and its Latin words (not those that links lead to).
_END = lazy(r"[ \t*_]{0,8}(?:\{#[\w-]{1,80}\}[ \t]{0,8})?(?:\n|\Z)")
_LINE = 200
_SENTENCE = re.compile(r"[.;?!] |[。；？！\n]")
_WORD = lazy(r"\]\([^)\n]{0,1000}\)|([A-Za-z][\w'’-]{0,60})")
# Question marks that stand amid clauses more often than this, and than commas: bytes that were lost.
_FEW = 4
_AMID = lazy(f"(?<=[{HAN}])\\?{{1,4}}(?=[{HAN}])")
_WIDE_BEFORE = lazy(f"[{HAN}{_CLOSERS}。、…—～]")
_WIDE_AFTER = lazy(f"[{HAN}{_OPENERS}]")
_MARKS = frozenset("*") | frozenset(WIDE) | frozenset(WIDE.values())
# How far a parenthesis reaches, and how many marks may stand in a row.
_REACH = 200
_ROW = 8
_LONGEST_FACE = 4


def kept(text: str, fences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that keep their marks: code, addresses, Markdown, rows of tables and of values."""
    skipped = (m.span() for m in _SKIP.finditer(text) if m[0][-1:] not in "()" or not _closes(text, m))
    spans = [*fences, *skipped, *snippets(text), *notation(text), *values(text), *_indented_output(text)]
    if "|" in text and len(_FOLDED.findall(_ROWS.sub("", text))) < _PROSE:
        spans += (row.span() for row in _ROWS.finditer(text))
    return sorted(spans)


def _indented_output(text: str) -> Iterator[tuple[int, int]]:
    """Blocks below an empty line that Markdown takes for code, and that are ASCII for the most part."""
    if "\n    " in text or "\n\t" in text:
        for found in _INDENTED.finditer(text):
            if len(_PRINTED.findall(found[0])) >= len(_HAN_IN.findall(found[0])):
                yield found.span()


def _closes(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a face ends with a parenthesis that closes one on its line."""
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    return len(found[0]) < _LONGEST_FACE and found[0][-1] == ")" and line.count("(") > line.count(")")


def widened(text: str, skipped: list[tuple[int, int]]) -> Iterator[Edit]:
    """An edit for each folded mark of a text whose punctuation was folded, outside the spans ``skipped``."""
    at = 0
    opened: list[int] = []
    spaced = habit(text)
    lost = "?" if len(_AMID.findall(text)) > max(_FEW, text.count(",")) else ""
    for mark in _MARK.finditer(text):
        start = mark.start()
        while at < len(skipped) and skipped[at][1] <= start:
            at += 1
        if at < len(skipped) and skipped[at][0] <= start:
            continue
        if mark[0] == lost:
            continue
        if mark[0] == "(":
            opened.append(start)
        elif mark[0] == ")":
            if opened and start - opened[-1] <= _REACH:
                yield from pair(text, opened[-1], start)
            opened = opened[:-1]
        elif due(text, start) and not (mark[0] in spaced and text[start + 1 : start + 2] == " "):
            yield _tight(text, start)


def habit(text: str) -> set[str]:
    """The marks that mostly have a blank after them beside Chinese: those with a blank are ASCII on purpose."""
    spaced = Counter(_SPACED.findall(text))
    tight = Counter(_FOLDED.findall(text)) if spaced else spaced
    return {mark for mark, number in spaced.items() if number > tight[mark]}


def _wide(text: str, at: int) -> Edit:
    return Edit(at, at + 1, WIDE[text[at]], "tidy.punctuation", "the page folded its punctuation")


def _tight(text: str, at: int) -> Edit:
    """The wide mark without the blank before it, where a Chinese word stands before that, and the one behind it then.

    A blank behind a mark alone is a habit of some who type full-width marks, too.
    """
    slip = text[at - 1 : at] == " " and _WIDE_BEFORE.match(text[at - 2 : at - 1]) is not None
    end = at + 1 + (slip and text[at + 1 : at + 2] == " ")
    return Edit(at - slip, end, WIDE[text[at]], "tidy.punctuation", "the page folded its punctuation")


def folded(text: str) -> bool:
    """Whether the marks between Chinese words are ASCII and nearly none is full-width or followed by a blank."""
    if text.isascii() or not any(mark in text for mark in ",:;?!"):
        return False
    most = 2 * sum(map(text.count, ",:;?!"))
    wide = 0
    for mark in "，：；？！":
        wide += text.count(mark)
        if wide > WIDE_SHARE * most:  # of most texts after the commas
            return False
    narrow = len(_FOLDED.findall(text))
    return narrow > 0 and wide <= WIDE_SHARE * narrow and len(_SPACED.findall(text)) <= narrow


def pair(text: str, left: int, right: int) -> Iterator[Edit]:
    """Both parentheses where Chinese stands between them or before them; otherwise neither changes.

    Who types blanks around parentheses means ASCII, as with a blank after a comma.
    """
    inner = text[left + 1 : right]
    if text[left - 1 : left] == " " and (text[right + 1 : right + 2] == " " or _LATIN.match(text, right + 1)):
        return
    before = beside(text, left, -1)
    chinese = _HAN_IN.search(inner) or _WIDE_BEFORE.match(before) or (before in ("", "\n") and _NUMBER.match(inner))
    if chinese and "\n" not in inner and inner.strip() and not _FACE.fullmatch(inner):
        yield _wide(text, left)
        yield _wide(text, right)


def due(text: str, at: int) -> bool:
    """Whether the ASCII mark at ``at`` stands in Chinese text.

    A blank before it and none after it, as in ``30 S ,加入``, is a slip of who typed a full-width mark; so is one on
    both sides between Chinese words, but for the colon of a ratio.
    """
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if before in ("", "\t") or (before.isdigit() and after.isdigit()):
        return False
    if before == " " == after:
        return text[at] != ":" and bool(
            _WIDE_BEFORE.match(text[max(at - 2, 0) : at - 1]) and _WIDE_AFTER.match(text[at + 2 : at + 3])
        )
    if before == " ":
        return bool(text[max(at - 2, 0) : at - 1].strip() and _WIDE_AFTER.match(after))
    chinese_before = _WIDE_BEFORE.match(beside(text, at, -1))
    if not chinese_before and text[at] in ":?!" and _END.match(text, at + 1):
        return ends_chinese(text, at)
    if after == " ":
        return bool(chinese_before)
    return bool(chinese_before or _WIDE_AFTER.match(beside(text, at, 1)))


def ends_chinese(text: str, at: int) -> bool:
    """Whether the mark at ``at`` ends a line, behind a name or code, whose last sentence is Chinese.

    Small words behind one are a phrase of another language, with its own mark: ``什么问题 What happens?``.
    """
    sentence = _SENTENCE.split(text[max(0, at - _LINE) : at])[-1]
    behind = _WORD.findall(_HAN_IN.split(sentence)[-1])
    if any(word[:1].islower() for word in behind[1:]):
        return False
    return len(_HAN_IN.findall(sentence)) > sum(map(bool, _WORD.findall(sentence)))


def beside(text: str, at: int, step: int) -> str:
    """The character beside ``at`` in one direction, beyond marks and Markdown stars; empty at the ends of the text."""
    place = at + step
    while 0 <= place < len(text) and abs(place - at) <= _ROW and text[place] in _MARKS:
        place += step
    return text[place] if 0 <= place < len(text) else ""
