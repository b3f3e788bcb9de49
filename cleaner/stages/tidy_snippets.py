"""Lines of a program in a text, which keep their ASCII marks, with names in Chinese, too, and comments beside them.

A few lines of a program are too little for a text to be source code (``markup.kind``), and forums and tutorials hold
such lines between their paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.patterns import HAN, count_han, lazy
from cleaner.stages.markup.elements import BLOCKS, INLINE, VOIDS
from cleaner.stages.markup.kind import SAID, statements

_NAME = r"[\w$\u3400-\u9fff]"
_SQL = r"""
(?:SELECT|INSERT[ ]INTO|UPDATE|DELETE[ ]FROM|(?:CREATE|ALTER|DROP)[ ](?:TABLE|VIEW|INDEX|DATABASE)|FROM|WHERE|VALUES
|GROUP[ ]BY|ORDER[ ]BY|HAVING|UNION|(?:LEFT[ ]|RIGHT[ ]|INNER[ ])?JOIN)\b[^。！？\n]{0,2000}
"""
_LINE = lazy(
    rf"""^[ \t]{{0,60}}(?:
    {_SQL}
    # a formula of a sheet
    | =[A-Z]{{2,12}}\([^\n]{{0,1000}}
    # a rule of a style, and what it sets
    | [.#]?{_NAME}[\w\u3400-\u9fff.#>+~* -]{{0,60}}(?::[a-z-]{{2,20}})?[ ]?\{{[^\n]{{0,400}}
    | [a-z-]{{2,30}}:[ ]?[^;\n\u3400-\u9fff]{{1,100}};[ ]?(?:/\*[^\n]{{0,300}})?
    # a call, one of a method, one that names what it is given
    | \$\([^\n]{{0,1000}}
    | [^\n。！？]{{0,300}}[\w)\]\u3400-\u9fff]\.[A-Za-z_]\w{{0,40}}\([^\n。！？]{{0,1000}}[;,{{)(]
    | [A-Za-z_][\w.]{{0,40}}\([^\n。！？]{{0,600}}[A-Za-z_\u3400-\u9fff]=[^\n。！？]{{0,600}}\)[^\n。！？]{{0,200}}
    # what a semicolon ends, with a comment
    | [^\n。！？]{{0,300}}(?:[A-Za-z_]\w{{0,40}}\(|[\w\]]\ ?=|["'])[^\n。！？]{{0,600}};[ \t]{{0,8}}
      (?:(?://|\#|/\*|--)[^\n]{{0,400}})?
    # what opens a block and closes one
    | [^\n。！？]{{0,300}}(?:\)[ ]?\{{|\}}[);]{{1,3}})
    | (?:Dim|End|Function|Sub|MsgBox|Range|function|def|class|elif|else|return|print|echo|library|local)\b
      [^。！？\n]{{0,600}}[\]()}}{{:;"']
    # what a name is set to
    | {_NAME}[\w\u3400-\u9fff.$]{{0,40}}[ ]?(?:<-|:=)[ ]?[^\n。]{{0,600}}
    | [A-Za-z_]{{2,30}}[ ]["'][^"'\n]{{0,300}}["']
    )[ \t]{{0,8}}$""",
    re.MULTILINE | re.VERBOSE,
)
_COMMENT = re.compile(r"[ \t]*(?:#(?!#| \d|\w)|//|--|/\*|\*/|;|')")
_SETTING = lazy(r"[\w\u3400-\u9fff.-]{1,30}=[^\s=\u3400-\u9fff,，。][^\u3400-\u9fff,，。\n]{0,200}|\[[^\]\n]{1,30}\]")
_RECORD = lazy(r"[ \t]*<([A-Za-z][\w.-]{0,40})(?: [\w:.-]{1,40}=\"[^\"\n]{0,200}\"){0,8}>[^<>\n]{0,2000}</\1>[ \t]*")
_PAGE = BLOCKS | INLINE | VOIDS | {"title", "td", "th", "tr"}
# What a sentence has: a mark, or many words without one.
_SENTENCE = re.compile(r"[。！？]|[\u3400-\u9fff]{12}|[\u3400-\u9fff][,:;?!](?:[\u3400-\u9fff]|$)")
# So much of the lines of a text make it a program if none is a sentence, and so many of them; how many are looked at.
_WHOLE, _FEWEST, _LINES = 0.5, 2, 80
# No more of a line of a program is ideographs, names in literals and comments aside.
_HAN = 0.5
_LONGEST = 100_000


def snippets(text: str) -> Iterator[tuple[int, int]]:
    """The lines of programs in a text; all of it if it holds hardly anything else."""
    part = text[:_LONGEST]
    told = {found.start() for found in _LINE.finditer(part)} | {start for start, _ in statements(part)}
    if not told and "=" not in part and "</" not in part:
        return
    kinds: list[tuple[int, int, str]] = []
    at = 0
    for line in part.split("\n"):
        if line.strip():
            kinds.append((at, at + len(line), _kind(line, at in told)))
        at += len(line) + 1
    number = sum(kind == "program" for *_, kind in kinds)
    beside = sum(kind == "comment" for *_, kind in kinds)
    whole = len(kinds) <= _LINES and all(kind != "said" for *_, kind in kinds)
    if whole and number >= min(_FEWEST, len(kinds)) and number + beside >= _WHOLE * len(kinds):
        yield 0, len(text)
        return
    for index, (start, end, kind) in enumerate(kinds):
        near = kinds[max(0, index - 1) : index + 2]
        if kind == "program" or (kind == "comment" and any(other == "program" for *_, other in near)):
            yield start, end


def _kind(line: str, told: bool) -> str:
    """``program``, ``comment``, ``said`` for a sentence, or nothing."""
    rest = SAID.sub("", line)
    if (told or _SETTING.fullmatch(line.strip())) and count_han(rest) <= _HAN * len(rest.strip()):
        return "program"
    if record := _RECORD.fullmatch(line):
        return "" if record[1].lower() in _PAGE else "program"
    if _COMMENT.match(line):
        return "comment"
    return "said" if HAN.search(line) and _SENTENCE.search(line) and 2 * count_han(line) > len(line.strip()) else ""
