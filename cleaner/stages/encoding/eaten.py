"""ASCII characters that a reader lost with the byte before them: what they can have been, and how they are written.

Windows, .NET and PHP make one ``?`` of a first byte and an ASCII byte that cannot follow it. UTF-8 is three bytes a
character, so in text of an odd number of them half of all line ends, blanks, quotes and tags are lost in this way.
"""

from __future__ import annotations

import re
from collections import Counter

# Controls that stand for a digit and a letter of which nobody knows which ones (the model takes them for such), and for
# a line end inside of what is a line here.
DIGIT, LETTER, BREAK = "\x1c", "\x1d", "\x1e"
GONE = "\ufffd"
EATABLE = f"\n ()\"'<>&-/,.:;%[]*#=+|_~!{DIGIT}{LETTER}"
_TAG = re.compile("/?[a-z][a-z0-9]{0,10}(?:/?>|[ \n][a-z\x1e!-~]{0,200}?>)|!--|!doctype", re.IGNORECASE)
_QUOTE = re.compile(" {0,4}/?>|[ \n]{1,4}[a-z][a-z:-]{0,20}=[\"'0-9a-z]", re.IGNORECASE)
_AFTER_WIDE = re.compile("(?<=[\u2e80-\ud7ff\uf900-\uffef])[\x00-\x7f]")
_KINDS = {DIGIT: "0123456789", LETTER: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_WIDE = {
    ",": "，", ".": "。", ":": "：", ";": "；", "!": "！", "(": "（）", ")": "（）", '"': "“”", "'": "‘’“”",
    "<": "《》", ">": "《》",
}  # fmt: skip
_ODD = "&-/%[]*#=+|_~"
_MANY, _LEAST_SHARE = 2, 0.01  # of these that tell, and of all
_WRITTEN = str.maketrans({DIGIT: GONE, LETTER: GONE, BREAK: "\n"})


def likely(text: str) -> str:
    """Which characters can be lost in ``text``: about as many of each as are still there after Chinese characters.

    Where a text has the wide form of a mark again and again and never the plain one, it lost none of those.
    """
    there = Counter(_AFTER_WIDE.findall(text))
    number = there.total()
    out = []
    for char in EATABLE:
        seen = sum(there[c] for c in _KINDS.get(char, char))
        rival = sum(map(text.count, _WIDE[char])) if char in _WIDE else number if char in _ODD else 0
        if seen >= _LEAST_SHARE * number if seen else rival < _MANY:
            out.append(char)
    return "".join(out)


def eaten_before(text: str, at: int, usual: str) -> str:
    """What can have stood before ``text[at:]``: in a tag that lost one of its ends only that, else the ``usual``."""
    if _TAG.match(text, at):
        return "<"
    return '"' if _QUOTE.match(text, at) else usual


def written(text: str) -> str:
    """``text`` with line ends, and the replacement character for what nobody knows."""
    return text.translate(_WRITTEN)
