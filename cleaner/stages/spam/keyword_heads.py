"""Keywords that farms of copied articles put in the place of the headline and before the first words.

The headline is two searches without a mark between them; the text begins with the same two and two more between
commas, and goes on, glued to the last of them, with a summary that is the beginning of the article, which follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.lines import Lines
from cleaner.stages.spam.bounds import whole_line
from cleaner.stages.spam.lexicon import Lexicon

# The lines at whose head it is looked for; how long a headline is, and how far behind the keywords the summary ends.
_HEAD, _TITLE, _SUMMARY = 12, range(6, 80), 600
# What a summary ends with, and so many letters of the article that it begins with, too.
_CUT, _SAME = "…", 10
_KEYWORDS = re.compile(r"([^,。\n]{2,40}),([^,。\n]{2,40}),([^,。\n]{2,40}),(?=[^,。\n])")
_SIGN = re.compile(r"&?#x?[0-9a-f]{2,5};|[\W_]")


def keyword_heads(lines: Lines, words: Lexicon) -> Iterator[Edit]:
    """Cuts of such headlines, and of the keywords and the summary before the article."""
    if _CUT not in lines.folded:  # as in most texts
        return
    solid: list[int] = []
    for number in range(min(len(lines), 3 * _HEAD)):
        if lines.blank[number]:
            continue
        if solid and (end := _head(lines, solid[-1], number)):
            why = "action=head family=keywords score=3.0"
            for start, stop in (whole_line(lines, solid[-1]), (int(lines.starts[number]), end)):
                yield Edit(start, stop, "", words.rule_of["keywords"], why, 0.8)
            return
        solid.append(number)
        if len(solid) == _HEAD:
            return


def _head(lines: Lines, title: int, number: int) -> int:
    """Where the article begins in a line that begins with the keywords of the ``title`` above it; 0 if it does not."""
    text, start = lines.folded, int(lines.starts[number])
    found = _KEYWORDS.match(text, start, int(lines.ends[number]))
    above = text[int(lines.starts[title]) : int(lines.ends[title])].strip()
    if found is None or len(above) not in _TITLE or found[1] + found[2] != above:
        return 0
    stop = text.find(_CUT, found.end(), min(int(lines.ends[number]), found.end() + _SUMMARY))
    while stop >= 0:
        begins = _SIGN.sub("", text[stop + 1 : stop + 6 * _SAME])[:_SAME]
        if len(begins) == _SAME and begins in _SIGN.sub("", text[found.end() : stop]):
            return len(text[: stop + 1]) + len(text[stop + 1 :]) - len(text[stop + 1 :].lstrip(" "))
        stop = text.find(_CUT, stop + 1, min(int(lines.ends[number]), found.end() + _SUMMARY))
    return 0
