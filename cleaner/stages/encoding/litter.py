"""What sites and their copies put into text by program: marks and noise against copying, ``%20`` for blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.encoding.prose import BESIDE, Prose

# Baidu's marks: the UTF-8 of a few words and the number of the reader, in hexadecimal (抄百度问答1337a1b).
_SIGN = "3133"  # how the number begins
_MARK = re.compile(r"(?<![0-9A-Za-z/_=&?#.-])(?:[0-9a-f]{2}){9,60}(?![0-9A-Za-z/_=&-])")
_WORDS = re.compile("百度|知道|抄|复制|版权|内容|回答|问答|专属|来源|baidu|zhidao|copy|zd", re.IGNORECASE)
_READER = re.compile("13[0-9a-f]{5}")
# Discuz puts between the lines of a post, out of the reader's sight, five and more times one of 28 signs and digits, a
# blank, and one of 64 letters and signs. Beside plain text it begins as often with a blank that the text has lost.
_NOISE = re.compile(r"(?:[ -;] [?-~]){5,40}")
_NOISY = re.compile(r" [?-~][ -;] [?-~][ -;] [?-~][ -;] [?-~][ -;] [?-~]")
# So many different characters stand in each of the two places, and so many runs of noise on a page.
_RANDOM, _RUNS = 4, 2
_BLANKS = re.compile("(?:%20)+")
# No-break spaces that indent paragraphs, written in a codec that has none: a question mark for each of them. So many
# lines begin alike, and most of those that hold a sentence.
_INDENT = lazy(r"(?:(?<=\n)|\A)[ \t\u3000]{0,8}(\?{2,8}) ?(?=[\u3400-\u9fff0-9“《「（(])")
# The same between the characters of a heading (摘? ?要), where a plain blank stands between two of them.
_SPREAD = lazy(r"(?<=[\u3400-\u9fff])\?(?: \?){1,8}(?=[\u3400-\u9fff])")
# One of them, or a sign that the codec has not, where no question is: behind the mark that ends a paragraph, before its
# first character, or alone on its line. So many of a page, and so many of the first two kinds, which nobody writes.
_ENDING = lazy(r"(?<=[。！？!”」』…；])\?(?=[ \t]{0,8}(?:\n|\Z))")
_BEGINNING = lazy(r"(?:(?<=\n)|\A)[ \t\u3000]{0,8}(\?)(?=[\u3400-\u9fff“《「（【])")
_ALONE = lazy(r"(?:(?<=\n)|\A)[ \t]{0,8}(\?)(?=[ \t]{0,8}(?:\n|\Z))")
_LOST, _TELLING = 3, 2
_SENTENCE = re.compile(r"\n[^\n]{20,}[。！？!?.”]")
_ASKED, _APART = "??", "? ?"
_INDENTED = {2: 4, 3: 3}  # lines at least that begin with so many question marks
_LIKELY = 0.9  # that nobody has asked there
_FEW = 2  # with more of them
_FEWEST = 4  # runs of ``%20`` beside Chinese
_PART = r"[^\s\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026]*"
_TOKEN = re.compile(rf"{_PART}\Z"), re.compile(_PART)
_ADDRESS = re.compile(r"[/=?&@\\]|%(?!20)[0-9A-Fa-f]{2}|\.[A-Za-z0-9]{1,5}(?![A-Za-z0-9])")
_NEAR = 300  # characters of an address before and after


def repairs(text: str, prose: Prose) -> Iterator[Edit]:
    """Edits that take such marks out, and write blanks for ``%20``, in running text that speaks of no codes."""
    if _jammed(text) and not prose.topic:
        yield from _noise(text, prose)
    marks = list(_marks(text, prose)) if _SIGN in text else []
    if marks and not prose.topic:  # it costs more to ask what a whole page speaks of
        yield from marks
    if text.count("%20") >= _FEWEST and not prose.topic:
        yield from _blanks(text, prose)
    if _ASKED in text and not prose.topic:
        yield from _indents(text)
    if _APART in text and not prose.topic:
        yield from _spreads(text)
    if _at_edges(text):
        edges = list(_edges(text))
        if edges and not prose.topic:
            yield from edges


def may_hold(text: str) -> bool:
    """Whether a text may hold such marks other than ``%20``."""
    return _SIGN in text or _ASKED in text or _APART in text or _at_edges(text) or _jammed(text)


def _at_edges(text: str) -> bool:
    """Whether question marks may stand at the edges of paragraphs, which is cheap to ask."""
    return "?" in text and text.count("\n?") + sum(text.count(f"{mark}?") for mark in "。！”」』…；") >= _TELLING


def _jammed(text: str) -> bool:
    return _NOISY.search(text) is not None


def _marks(text: str, prose: Prose) -> Iterator[Edit]:
    for found in _MARK.finditer(text):
        try:
            spelled = bytes.fromhex(found[0]).decode("utf-8")
        except UnicodeDecodeError:
            continue
        reader = _READER.search(spelled)
        if reader and reader.end() == len(spelled) and _WORDS.search(spelled) and prose.touches(*found.span()):
            yield Edit(*found.span(), "", "encoding.copy-mark", f"exact: the hexadecimal form of {spelled}")


def _noise(text: str, prose: Prose) -> Iterator[Edit]:
    runs = [run for run in _NOISE.finditer(text) if min(len(set(run[0][::3])), len(set(run[0][2::3]))) >= _RANDOM]
    if len(runs) >= _RUNS:
        why = "exact: pairs of random characters, as Discuz makes them"
        yield from (Edit(*run.span(), "", "encoding.jammer", why) for run in runs if prose.holds(*run.span(), ""))


def _blanks(text: str, prose: Prose) -> Iterator[Edit]:
    runs = [run for run in _BLANKS.finditer(text) if not _in_address(text, run) and prose.holds(*run.span())]
    if sum(prose.touches(*run.span()) for run in runs) < _FEWEST:
        return
    for run in runs:
        around = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
        needless = any(not c or c.isspace() or (BESIDE.match(c) and not c.isalnum()) for c in around)
        yield Edit(*run.span(), "" if needless else " ", "encoding.percent-escape", "exact: %20 is a blank")


def _indents(text: str) -> Iterator[Edit]:
    runs = list(_INDENT.finditer(text))
    sentences = len(_SENTENCE.findall("\n" + text)) if runs else 0
    for asked in {run[1] for run in runs}:
        alike = [run for run in runs if run[1] == asked]
        if len(alike) >= _INDENTED.get(len(asked), _FEW) and 2 * len(alike) > sentences:
            why = "verified: no-break spaces before a paragraph, in a codec that has none"
            yield from (Edit(*run.span(1), "", "encoding.lost-indent", why) for run in alike)


def _spreads(text: str) -> Iterator[Edit]:
    why = "verified: no-break spaces between two characters, in a codec that has none"
    yield from (Edit(*run.span(), " " * len(run[0]), "encoding.lost-blank", why) for run in _SPREAD.finditer(text))


def _edges(text: str) -> Iterator[Edit]:
    telling = [found.span() for found in _ENDING.finditer(text)]
    telling += [found.span(1) for found in _BEGINNING.finditer(text)]
    alone = [found.span(1) for found in _ALONE.finditer(text)] if len(telling) >= _TELLING else []
    if len(telling) >= _TELLING and len(telling) + len(alone) >= _LOST:
        why = "guessed: no-break spaces, or signs, in a codec that has none"
        yield from (Edit(*span, "", "encoding.lost-sign", why, confidence=_LIKELY) for span in telling + alone)


def _in_address(text: str, run: re.Match[str]) -> bool:
    """Whether what stands around a run without a blank or a mark is an address or the name of a file."""
    before = _TOKEN[0].search(text, max(0, run.start() - _NEAR), run.start())
    after = _TOKEN[1].match(text, run.end(), run.end() + _NEAR)
    token = (before[0] if before else "") + run[0] + (after[0] if after else "")
    return _ADDRESS.search(token) is not None
