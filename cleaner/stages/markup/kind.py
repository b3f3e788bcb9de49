"""Whether a source is HTML, source code, Markdown or plain text. Conservative: text that talks about HTML is text."""

from __future__ import annotations

import html
import json
import re
import string
from collections.abc import Iterator

import numpy as np

from cleaner.doc import Doc
from cleaner.needles import places_of
from cleaner.patterns import HAN, count_han, lazy
from cleaner.stages.markup.elements import BLOCKS, INLINE, VOIDS
from cleaner.stages.markup.fragment import is_fragment
from cleaner.stages.markup.front_matter import front_matter
from cleaner.stages.markup.scan import Places, flags_of, scan

_START = re.compile(r"(?:[\s\ufeff\0]++|<!--(?:[^-]++|-(?!->))*+-->|<\?xml[^<>]*+>)*+", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s++(?:html|wml)|html|head|body|frameset|wml)(?=[\s>])", re.IGNORECASE)
_HEAD = re.compile(r"<(?:base|link|meta|script|style|title)(?=[\s>])", re.IGNORECASE)
_END = re.compile(r"</(?:html|body)\s*+>", re.IGNORECASE)
_NAMED = re.compile(r"<(/?+)([a-zA-Z][a-zA-Z0-9]*+)(?=[\s/>])")
_KNOWN = BLOCKS | VOIDS | INLINE
_FIRST = _KNOWN - {"svg"}  # a picture that no page is round is a file of its own
_PAGES = frozenset(("html", "wml", "body", "div"))  # the element of a page that is written as XML
_WHOLE = _KNOWN | _PAGES | {"head", "frameset", "title", "base", "link", "meta", "script", "style", "template"}
_PARAGRAPHS = ("li", "p")
_COUNTED = tuple(sorted(_KNOWN - VOIDS - {"br", "hr", *_PARAGRAPHS}))

_ANY_PAGE = re.compile(r"<(?:!doctype\s|html[\s>]|head[\s>]|body[\s>]|frameset[\s>])", re.IGNORECASE)
_SERVED = re.compile(r"<\?(?:php\b|=)|<%[@=]?\s")  # what a server runs, and no browser gets
_COMPONENT = re.compile(r"^<(?:template|script|style)(?=[\s>])", re.MULTILINE)

FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_TICKS = ("```", "~~~")
_SIGNS = (  # what each holds, and the sign; a search for a line end is faster than one for the beginning of a line
    (("# ",), re.compile(r"\n#{1,6} +\S")),
    (("](",), re.compile(r"\[[^\[\]\n]{1,300}\]\((?:https?:|mailto:|[/#.])[^()\s]{0,2000}\)")),
    (("**",), re.compile(r"\*\*[^*\s][^*\n]{0,300}\*\*")),
    (("> ",), re.compile(r"\n> +\S")),
    (("- ", "* ", "+ "), re.compile(r"\n {0,6}[-*+] +\S")),
    (("|",), re.compile(r"\n\|(?:[^|\n]{0,300}\|){2,40} *$", re.MULTILINE)),
    (("`",), re.compile(r"(?<!`)`[^`\n]{1,200}`(?!`)")),
)
_WORDS = """
assert bool break case catch char class const continue def do double elif else enum except export extern finally
float fn for from func function if impl import include int interface let long namespace package private protected
public raise require return select static string struct switch template throw try type typedef unsigned using var
void while with yield
""".replace("\n", " ")
_STATEMENT = lazy(
    rf"""^[ \t]*+(?:
    (?:{"|".join(_WORDS.split())})\b(?:[^\n]{{0,400}}[:;{{}}()\],])?   # a keyword, and what statements end with
    | (?:import|from|package|using|return|raise|yield|let)[ ][\w .*"',:;@=<>(){{}}\[\]/+-]{{1,200}}
    | [\]\[(){{}}<>;,]{{1,8}}                                          # brackets alone
    | [@$]?[A-Za-z_][\w.\[\]'"-]{{0,80}}(?::[ ]?[\w.\[\]|, ]{{1,60}})?[ ]{{0,20}}[-+*/|:]?=[ ]?[^\s=][^\n]{{0,2000}}
    | [@A-Za-z_][\w.]{{0,80}}\([^\n]{{0,2000}}[;,:)(\[{{]            # a call
    | ["'][^\n]{{0,2000}}["'][,:;)\]]{{1,4}}                         # a literal in a list
    | ["'][\w.-]{{1,80}}["'][ ]?:[^\n]{{1,2000}}                      # a key and its value
    )[ \t]*+(?:(?:\#|//|--|;|/\*)[^\n]{{0,400}})?$                    # a comment behind it
    """,
    re.MULTILINE | re.ASCII | re.VERBOSE,
)
_SIGNED = re.compile(r"[-#*+>`~|=({\[;]")  # what all that is more than plain text holds, or a line further in
_SETTING = re.compile(r"[ ]{2,40}(?:- )?[A-Za-z_][\w.-]{0,60}:(?:[ ][^\n]{0,2000})?$", re.ASCII)  # a key below another
_BEGIN = frozenset(string.ascii_letters + "_@$\"'[](){}<>;,")  # what such a line begins with
_COMMENT = re.compile(r"^[ \t]*+(?:#|//|/\*|\*/|--|;|%|\"\"\")", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*+[^\s]", re.MULTILINE)
_SENTENCE = lazy(r"^[^\S\n]*+[^\s#/*;%\"'-][^\n]{0,4000}[\u3400-\u9fff][^\n]{0,40}[。！？：；]$", re.MULTILINE)

SAID = re.compile(r"""\"[^\"\n]*\"|'[^'\n]*'|(?:\#|//|--|;|/\*)[^\n]*$""")
"""What a line of a program says and does not do: literals, and a comment to its end."""
_BLOCK = lazy(r"\"\"\"[\s\S]*?\"\"\"|'{3}[\s\S]*?'{3}|/\*[\s\S]*?\*/")  # comments and texts of more lines than one
_PART = lazy(  # what a line of a program or of a record shows
    rf"[={{}}`]|;$|\w\.\w{{1,40}}\(|^[^\s，。]{{1,80}}:$|^(?:{'|'.join(_WORDS.split())})[ ]"
    r"|^(?:[-*+#%|>\"'(\[<]|//|\d{1,9}:|\"?[A-Za-z_][\w.\- ]{0,60}\"?[ ]?[:：](?:[ ]|$))"
)
_JSON = {"[": "]", "{": "}"}
_MARKED = re.compile(r"[!-/:-@\[-`{-~]|\d{1,12}[,;\t]|[A-Za-z]{1,12} ?[,;]")  # commands, options and rows of data
_LEAST_STATEMENTS, _CODE_SHARE, _PROSE_SHARE = 4, 0.3, 0.05
_TOLD, _TOLD_HAN, _TOLD_SHARE = 6, 0.4, 0.1  # ideographs of a line, their part of it, and the part of such lines
_FIRST_LINES, _FIRST_HAN = 8, 2  # of a page, none of which shows a program; those with words
_PACKED_LINE, _BRACKETS, _PACKED_HAN = 1000, 0.04, 0.1  # characters of a line on average, shares of all
_LONG, _LONGEST_HEAD = 200_000, 4000  # characters looked at, and of the first lines


def is_page(doc: Doc, wanted: str) -> bool:
    """Whether the text of ``doc`` is taken for HTML, where the setting ``input`` is ``wanted``."""
    return wanted == "html" or (wanted == "auto" and doc.view(_markup_of) == "html")


def _markup_of(doc: Doc) -> str:
    """``html``, ``code`` for what pages are made of, or nothing: where there is no markup, or front matter above it."""
    block = front_matter(doc.text) if "<" in doc.text else ""
    if "<" not in doc.text or not is_html(doc.text[len(block) :]):
        return ""
    if not is_template(doc.text):
        return "html"
    return "" if block else "code"


def is_template(text: str) -> bool:
    """Whether the source is what pages are made of: a component of Vue, or markup with programs for a server in it."""
    head = text[:_LONG]
    if _ANY_PAGE.search(head):
        return False
    if ("<?" in head or "<%" in head) and _SERVED.search(head):
        return True
    begin = _START.match(head)
    first = _COMPONENT.match(head, begin.end() if begin else 0)
    return first is not None and len({m[0] for m in _COMPONENT.finditer(head)} - {"<style"}) == 2


def kind_of(doc: Doc, wanted: str = "auto") -> str:
    """``html``, ``code``, ``listing``, ``markdown`` or ``text``, where the setting ``input`` is ``wanted``."""
    if is_page(doc, wanted):
        return "html"
    return "code" if doc.view(_markup_of) == "code" else kind_of_text(doc.text)


def kind_of_text(text: str) -> str:
    """``code``, ``listing`` (a page that holds mostly one), ``markdown`` or ``text``, for a source that is not HTML."""
    if not _SIGNED.search(text) and "\n  " not in text:
        return "text"
    block = front_matter(text)
    if is_code(text[len(block) :]):
        return "listing" if _begins_as_page(text) else "code"
    return "markdown" if block or is_markdown(text) else "text"


def is_code(text: str) -> bool:
    """Whether three in ten lines, comments aside, are statements or data of a program, and hardly any is a sentence.

    An article on programming holds sentences between its listings; fenced code is Markdown. Fences further in, as
    below the tab of a manual or in the comment of a function, leave it to the text outside them.
    """
    if _is_json(text):
        return True
    text = text[:_LONG]
    if not any(c in text for c in ("=", "{", "(", ";", "\n  ")) or len(fences_of(text)) >= 2:
        return False
    if _is_packed(text):
        return True
    text = _outside_fences(text)
    lines = [line for line in text.split("\n") if line.lstrip(" \t")[:1] in _BEGIN]
    if len(lines) < _LEAST_STATEMENTS:
        return False
    statements = sum(1 for line in lines if _STATEMENT.match(line) or _SETTING.match(line))
    if statements < _LEAST_STATEMENTS:
        return False
    number = sum(1 for _ in _LINE.finditer(text)) - sum(1 for _ in _COMMENT.finditer(text))
    if statements < _CODE_SHARE * number:
        return False
    if sum(1 for _ in _SENTENCE.finditer(text)) >= _PROSE_SHARE * number:
        return False
    return _told(text) < _TOLD_SHARE * number


def _begins_as_page(text: str) -> bool:
    """Whether the first lines are those of a page that holds a listing: its title and menu, and nothing of a program.

    A program begins with a comment, with what it needs, or with a statement.
    """
    lines = [line.strip() for line in _BLOCK.sub("", text[:_LONGEST_HEAD]).split("\n") if not line.isspace() and line]
    first = lines[:_FIRST_LINES]
    if len(first) < _FIRST_LINES or any(_PART.search(line) or _STATEMENT.match(line) for line in first):
        return False
    shown = not any(_COMMENT.match(line) or _MARKED.match(line) for line in first)
    return shown and sum(count_han(line) >= _FIRST_HAN for line in first) >= _FIRST_HAN


def _told(text: str) -> int:
    """Lines that are prose and no part of a program: titles, headings and ways of a page that holds a listing."""
    lines = (line.strip() for line in _BLOCK.sub("", text).split("\n"))
    said = (SAID.sub("", line) for line in lines if count_han(line) >= _TOLD and not _PART.search(line))
    return sum((han := count_han(line)) >= _TOLD and han >= _TOLD_HAN * len(line.replace(" ", "")) for line in said)


def _outside_fences(text: str) -> str:
    """The text without what stands in fences, however far in."""
    marks = [start for start, _ in fence_marks(text)]
    ends = [0, *marks[: len(marks) // 2 * 2], len(text)]
    return "".join(text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)) if marks else text


def _is_packed(text: str) -> bool:
    """Whether a text in long lines is full of the brackets of a program whose line ends were taken out."""
    size = len(text)
    if size < _PACKED_LINE or text.count("\n") * _PACKED_LINE > size:
        return False
    if "&" in text:
        text = html.unescape(text)  # the semicolon of a reference ends no statement
        size = len(text)
    return sum(map(text.count, "{}();")) >= _BRACKETS * size and count_han(text) < _PACKED_HAN * size


def _is_json(text: str) -> bool:
    """Whether the whole text is one list or object of JSON."""
    if len(text) > _LONG:
        return False
    core = text.strip()
    if _JSON.get(core[:1]) != core[-1:]:
        return False
    try:
        json.loads(core)
    except (ValueError, RecursionError):
        return False
    return True


def statements(text: str) -> Iterator[tuple[int, int]]:
    """The lines that are statements of a program in no fence: without Chinese but in literals and comments."""
    for found in _STATEMENT.finditer(text):
        if not HAN.search(SAID.sub("", found[0])):
            yield found.span()


def uncommented(text: str) -> Iterator[tuple[int, int]]:
    """``statements`` without the comments behind them."""
    for start, end in statements(text):
        comments = (m.start() for m in SAID.finditer(text[start:end]) if m[0][0] not in "\"'" and HAN.search(m[0]))
        yield start, start + next(comments, end - start)


def is_html(text: str) -> bool:
    """Whether the source is a page or a fragment of one, and not a text with tags in it."""
    begin = _START.match(text)
    at = begin.end() if begin else 0
    if _PAGE.match(text, at):
        return text[at + 1] == "!" or len(_few_tags(text, at)) == 2
    if _is_record(text, at):
        return False
    if _HEAD.match(text, at) and _END.search(text, max(at, len(text) - 3000)):
        return True
    if text.find("</", at) >= 0:
        first = _NAMED.match(text, at)
        if first and first[2].lower() in _FIRST and text.rstrip("\0 \t\r\n").endswith(">"):
            return not is_markdown(text) and _is_balanced(text[at:])
        if _is_page_after_junk(text):
            return True
    return is_fragment(text) and not is_markdown(text)


def _is_record(text: str, at: int) -> bool:
    """Whether the text is XML of another kind (a feed, an index of search): one element that begins no page."""
    root = _NAMED.match(text, at)
    if root is None or root[1] or root[2].lower() in (_PAGES if "<?xml" in text[:at].lower() else _WHOLE):
        return False
    return text.endswith(f"</{root[2]}>", at, len(text.rstrip("\0 \t\r\n")))


def _few_tags(text: str, at: int) -> list[str]:
    """The first two tags from ``at`` on, or fewer."""
    return [found[0] for found, _ in zip(_NAMED.finditer(text, at), range(2), strict=False)]


def _is_balanced(text: str) -> bool:
    """Whether tags open and close as in markup and most text stands inside them: prose on tags seldom does so."""
    tags = scan(text[:_LONG])
    counted, paragraph = flags_of(_COUNTED)[tags.names], np.flatnonzero(flags_of(_PARAGRAPHS)[tags.names])
    opened: Places = np.concatenate((np.zeros(1, np.int64), np.cumsum(counted & ~tags.closing)))
    closed: Places = np.concatenate((np.zeros(1, np.int64), np.cumsum(counted & tags.closing)))
    starts = np.concatenate((np.zeros(1, np.int64), tags.ends))
    ends = np.append(tags.starts, min(len(text), _LONG))
    solid = np.concatenate((np.zeros(1, np.int64), np.cumsum(tags.letters > ord(" "))))
    sizes = np.where(solid[ends] > solid[starts], ends - starts, 0)
    last = np.searchsorted(paragraph, np.arange(len(starts))) - 1
    inside = (last >= 0) & ~np.append(tags.closing[paragraph], False)[last] | (opened > closed)
    outside = int(sizes[~inside].sum())
    return bool(abs(opened[-1] - closed[-1]) <= 1 + opened[-1] // 4 and outside <= int(sizes.sum()) // 4)


def _is_page_after_junk(text: str) -> bool:
    """Whether a page begins a little way down (a warning or an advert stands before it) and fills the rest."""
    found = _PAGE.search(text, 0, min(len(text) // 5, 4000) + 16)
    if not found or text.rstrip()[-1] != ">" or not _END.search(text, max(0, len(text) - 400)):
        return False
    return not FENCE.search(text, 0, found.start())


def is_markdown(text: str) -> bool:
    """Whether there are real signs of Markdown: a pair of fences, several headings or links, or two kinds of signs."""
    text = f"\n{text[:_LONG]}"
    fences = len(fences_of(text))
    heads, links, *others = (_few(sign, text) if any(c in text for c in held) else 0 for held, sign in _SIGNS)
    if fences >= 2 or heads >= 2 or links >= 2:
        return True
    return (heads > 0) + (links > 0) + sum(n >= 2 for n in others) >= 2


def fences_of(text: str) -> list[int]:
    """Where the fences of source code in Markdown begin, each of which opens or closes a block."""
    return [start for start, mark in fence_marks(text) if mark - start <= 3 and "\t" not in text[start:mark]]


def fence_marks(text: str) -> list[tuple[int, int]]:
    """Where the lines begin that begin with a fence, however far in, and where its mark does."""
    found: list[tuple[int, int]] = []
    for ticks in _TICKS:
        for mark in places_of(ticks, text, len(ticks)):
            start = mark
            while start and text[start - 1] in " \t":
                start -= 1
            if not start or text[start - 1] == "\n":
                found.append((start, mark))
    return sorted(found)


def _few(sign: re.Pattern[str], text: str) -> int:
    """Matches of ``sign``, counted up to two."""
    at = 0
    for number in range(2):
        found = sign.search(text, at)
        if not found:
            return number
        at = found.end()
    return 2
