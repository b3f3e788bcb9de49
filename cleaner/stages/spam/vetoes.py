"""What in the look of a line speaks against a run of spam: prose about it, quotation marks, too many trades at once."""

from __future__ import annotations

import re

from cleaner.pattern_tables import pattern_table
from cleaner.patterns import HAN, count_han, lazy
from cleaner.stages.spam.runs import Run

# How far prose raises the threshold, that it tells what somebody said, and each trade beyond two.
PROSE, REPORTED = 3.0, 2.0
# The same of a sentence that says what its words mean, so many characters behind them at most.
DEFINES, BEHIND = 8.0, 24
MANY = 6.0
# How far it raises the threshold that a text quotes it, and how much of what is quoted it must be; or how much of it
# must be quoted in a line of so many ideographs outside the marks.
QUOTED, MOSTLY, HALF, OUTSIDE = 8.0, 0.45, 0.5, 8
# The same where it is so much of all that stands between two marks: nobody puts spam there and nothing else.
ALL_QUOTED, ALL = 30.0, 0.8
# Ideographs of a sentence beside what may be a part of it, and how far that raises the threshold.
BESIDE_PROSE, WITHIN = 12, 2.0
# How much text beside a run is looked at, and how few ideographs beside it are no sentence.
BESIDE = 16
FEW = 6
# What a label introduces that quotes all of it; what a picture shows.
_LABELLED, _PICTURE = re.compile(r'[^":]{1,8}:[ ]?"[^"]{8,}"[。 ]?'), re.compile(r"!\[[^\[\]]*\]\(")
# A link to another file of the same text, which bears its title as a name.
_OWN_FILE = re.compile(r"\[([^\[\]\n]{2,60})\]\((?![a-z]{2,8}:)[^()\n]{0,120}?\1[^()\n]{0,40}\)")
# A string in a line of source code: an argument, or what a name or a key is.
# A list of words in the source of a program.
_ASSIGNED = re.compile(
    r'\s{0,40}(?:(?:const|let|var|my|final|private|static) ){0,3}[a-z_][a-z0-9_.]{0,40} ?[=:] ?[\[({] ?["\']'
)
_LITERAL = re.compile(r"""(?:[a-z_][a-z0-9_.]*(?: ?\(| ==? | ?\[)|"[a-z_]+": ?)[rbfu]?["']""")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、.,) ]{1,2}")
# What somebody says: its own mark stands within the quotation marks, and text behind them.
_SPEECH = lazy(r'"[^"\n]{1,200}[。!?,…~—]"(?=[^"]{0,40}[\u4e00-\u9fff])')
# What stands before a quotation that a sentence ends with.
_TELLS = ":,"
_TRADE = {"escort": "porn", "download": "porn", "lottery": "gambling", "cashout": "loan"}


def telling(name: str) -> re.Pattern[str]:
    """The pattern of that id among those of texts that tell what somebody said."""
    return pattern_table("telling")[name]


def sentence(text: str, run: Run, most: int, marks: str) -> str:
    """The sentence of a run between ``marks``, at most ``most`` characters about it.

    What another sentence says about spam does not speak for an advertisement beside it.
    """
    start = max(text.rfind(mark, max(0, run.start - most), run.start) for mark in marks) + 1
    ends = [at for mark in marks if (at := text.find(mark, run.end, run.end + most)) >= 0]
    return text[max(start, run.start - most) : min(ends, default=run.end + most)]


def vetoed(text: str, around: str, own: str, run: Run) -> tuple[float, list[str]]:
    """How far the look of the line itself raises the threshold for a run without a contact, and why.

    ``around`` is the text about the run, ``own`` the sentence of ``text`` that it stands in: a run that fills its
    sentence is no prose.
    """
    if run.contacts or run.packed:
        return 0.0, []
    found = {}
    beside = count_han(own) - count_han(text, run.start, run.end)
    if "。" in around and (beside >= FEW or "。" in own):
        found["prose"] = PROSE
    if beside >= FEW and reported(text, run):
        found["reported"] = REPORTED
    if telling("defines").search(text, run.start, run.end + BEHIND):
        found["says what it is"] = DEFINES
    if (trades := len({_TRADE.get(f, f) for f in run.families - {"contact"}})) > 2:
        found["many trades"] = MANY * (trades - 2)
    return sum(found.values()), list(found)


def reported(text: str, run: Run) -> bool:
    """Whether about the beginning of a run somebody is told to have said or written it."""
    return telling("says").search(text, max(0, run.start - FEW), run.start + 2 * FEW) is not None


def quoting(text: str, run: Run) -> float:
    """How far it raises the threshold for a run that a text quotes it, between signs of source code, too."""
    text = text.replace("`", '"')
    if (literal := _LITERAL.search(text, 0, max(run.start, run.end // 2))) and not HAN.search(text, 0, literal.start()):
        return ALL_QUOTED
    if _ASSIGNED.match(text) or (not run.contacts and _is_said(text, run)):
        return ALL_QUOTED
    if not quoted(text, run):
        return 0.0
    begin = text.rfind('"', 0, run.start) if text.count('"', 0, run.start) % 2 else text.find('"', run.start)
    while 0 <= begin < run.end and (end := text.find('"', begin + 1)) >= 0:
        if min(run.end, end) - max(run.start, begin + 1) >= ALL * (end - begin - 1) > 0:
            return ALL_QUOTED
        begin = text.find('"', end + 1)
    return QUOTED


def _is_said(text: str, run: Run) -> bool:
    """Whether what somebody says begins with a run, and the line goes on to tell of him."""
    said = (match for match in _SPEECH.finditer(text) if text.count('"', 0, match.start()) % 2 == 0)
    return any(0 <= run.start - match.start() <= 1 and run.end <= match.end() for match in said)


def quoted(text: str, run: Run) -> bool:
    """Whether a text speaks of spam: a run is most of what a sentence quotes, or several of its quotations.

    The same of a line in quotation marks; its number in a list is none of its text, and a short label before it. And of
    what the source of a text says that a picture shows, or that a file of it is called.
    """
    pieces = (each for pattern in (_PICTURE, _OWN_FILE) for each in pattern.finditer(text))
    if _LABELLED.fullmatch(text.strip()) or any(m.start() <= run.start < m.end() for m in pieces):
        return True
    number = _NUMBER.match(text)
    first = number.end() if number else 0
    piece = text[max(run.start, first) : run.end]
    start = run.end - len(piece.lstrip('"'))
    stop = run.start + len(text[run.start : run.end].rstrip('"'))
    begin, end = text.rfind('"', 0, start), text.find('"', stop)
    if begin < 0 or end < 0 or text.count('"', 0, begin) % 2 or '"' in text[start:stop]:
        return _within_quotations(text, run)
    if stop - start < MOSTLY * (end - begin):
        return (begin == first and end >= len(text) - 1 and not run.contacts) or _within_quotations(text, run)
    before = HAN.search(text, max(first, begin - BESIDE), begin)
    after = HAN.search(text, end + 1, end + 1 + BESIDE)
    told = before is not None and (text[begin - 1] in _TELLS or telling("leads").search(text, first, begin) is not None)
    spoken_of = begin == first and (
        telling("warns").search(text, end + 1) is not None
        or (count_han(text, end + 1) >= BESIDE_PROSE and "。" in text[end + 1 :])
    )
    return told or spoken_of or (before is None) == (after is None)


def _within_quotations(text: str, run: Run) -> bool:
    """Whether half of a run and more stands in quotation marks, and the line says much outside of them."""
    inside = outside = 0
    at = 0
    for number, piece in enumerate(text.split('"')):
        if number % 2:
            inside += count_han(text, max(at, run.start), min(at + len(piece), run.end))
        else:
            outside += count_han(piece)
        at += len(piece) + 1
    return outside >= OUTSIDE and inside >= HALF * max(1, count_han(text, run.start, run.end))


def in_prose(own: str, text: str, run: Run) -> bool:
    """Whether much of the sentence of a run stands beside it, and one end of the run is no end of a clause.

    That is how prose speaks of spam; what is put into it mostly fills its place.
    """
    beside = count_han(own) - count_han(text, run.start, run.end)
    return beside >= BESIDE_PROSE and cuts_clause(text, run)


def cuts_clause(text: str, run: Run) -> bool:
    """Whether ideographs stand on both sides of an end of a run."""
    ends = (at for at in (run.start, run.end) if 0 < at < len(text))
    return any(HAN.match(text[at - 1]) and HAN.match(text[at]) for at in ends)
