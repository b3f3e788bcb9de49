"""UTF-8 that was read as Latin-1 or windows-1252: ftfy's ground, and ftfy does it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import singles
from cleaner.doc import Edit, codes
from cleaner.patterns import lazy
from cleaner.stages.encoding.gates import jumbled

_RUN = lazy("[^\n\u2e80-\udfff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{2,4000}")

_DENSE = re.compile("[\x80-\xff]{5}")  # no language is written so: the text is something else, and ftfy took a part
_HAN, _LEFT = lazy("[\u4e00-\u9fff]"), lazy("[\u0080-\u02ff\u2010-\u2122](?![A-Za-z])")
_PAIRS = re.compile("[\xa1-\xfe]{4,40}")
_COMMON = -9.6  # nats a character: of few words of UTF-8 that pairs of bytes are as much so
_MOST_TIMES = 3
_MOST_LOST = 0.25  # replacement characters, of all


def repairs(text: str, letters: NDArray[np.intp]) -> Iterator[Edit]:
    """Edits for each run around one of the places ``letters``, in order, that ftfy can turn back."""
    past = 0
    for place in letters.tolist():
        if place < past:
            continue
        line = max(past, text.rfind("\n", 0, place) + 1)
        run = next((r for r in _RUN.finditer(text, line) if r.end() > place), None)
        if run is None:
            return
        past = run.end()
        new = _fixed(run[0]) if run[0].count("\ufffd") <= _MOST_LOST * len(run[0]) else run[0]
        if (
            new != run[0]
            and not _halfway(new)
            and new.count("\ufffd") <= _MOST_LOST * len(new)
            and not _DENSE.search(new)
            and not jumbled(new)
            and not any(map(_may_be_pairs, _PAIRS.findall(run[0])))
        ):
            edit = _narrow(run.start(), run[0], new)
            if edit.new:  # what stands among lost characters is half of one, and says more than nothing does
                yield edit


def _may_be_pairs(letters: str) -> bool:
    """Whether letters are as likely common characters of two bytes: a short name in GBK can be UTF-8 by chance."""
    try:
        read = letters.encode("latin-1").decode("gb2312")
    except UnicodeDecodeError:
        return False
    return all(map(_HAN.match, read)) and float(singles().take(codes(read)).mean()) > _COMMON


def _halfway(new: str) -> bool:
    """Whether a run became Chinese in part only: what was lost of the letters that are left was lost there, too."""
    return len(_LEFT.findall(new)) > len(_HAN.findall(new)) > 0


def _fixed(run: str) -> str:
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    return ftfy.fix_encoding(run, config)


def _narrow(start: int, old: str, new: str) -> Edit:
    """The edit without what is the same at both ends."""
    left = 0
    while left < min(len(old), len(new)) and old[left] == new[left]:
        left += 1
    right = 0
    while right < min(len(old), len(new)) - left and old[-1 - right] == new[-1 - right]:
        right += 1
    old, new = old[left : len(old) - right], new[left : len(new) - right]
    sure = _gives(new, old)
    reason = "exact: ftfy.fix_encoding; reading it so again gives this text" if sure else "guessed: ftfy.fix_encoding"
    return Edit(start + left, start + left + len(old), new, "encoding.utf8-as-latin", reason, 0.98 if sure else 0.9)


def _gives(text: str, observed: str) -> bool:
    """Whether ``text``, written in UTF-8 and misread once or a few times, is what was observed."""
    for codec in ("sloppy-windows-1252", "latin-1"):  # the first is ftfy's, which is loaded by now
        shown = text
        for _ in range(_MOST_TIMES):
            shown = shown.encode("utf-8", "surrogatepass").decode(codec)
            if shown == observed:
                return True
    return False
