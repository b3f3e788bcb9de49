"""UTF-8 read as letters and then folded (NFKC): ``¼`` is ``1⁄4`` then, ``¸`` a blank with a mark, ``º`` an ``o``."""

from __future__ import annotations

import re
import unicodedata

from cleaner.doc import codes
from cleaner.patterns import lazy
from cleaner.stages.encoding.policies import CP1252, MISSING
from cleaner.stages.encoding.readings import family_encoder, packed

_TRACES = ("\u2044", " \u0327", " \u0308")  # of ¼ ½ ¾, ¸ and ¨, which are in every line of misread Chinese
_TRAILS = CP1252[0x80:0xC0] + bytes(range(0x80, 0xA0)).decode("latin-1")
_FORMS = {form: char for char in _TRAILS if (form := unicodedata.normalize("NFKC", char)) != char}
_PLAIN = {form: char for form, char in _FORMS.items() if not form.isascii()}
_PLAIN_FORM = re.compile("|".join(map(re.escape, sorted(_PLAIN, key=len, reverse=True))))
_TRAIL = f"(?:[{re.escape(_TRAILS)}]|{'|'.join(map(re.escape, sorted(_FORMS, key=len, reverse=True)))})"
_CHARACTER = lazy(f"([\xe2-\xef])({_TRAIL})({_TRAIL})")


def may_be_folded(text: str) -> bool:
    """Whether a text bears traces of folding, which is cheap to ask."""
    return any(trace in text for trace in _TRACES)


def unfolded(line: str) -> str:
    """What ``line`` was before it was folded, where that is the letters of UTF-8; else ``line``."""
    if not may_be_folded(line):
        return line
    open_ = _PLAIN_FORM.sub(lambda form: _PLAIN[form[0]], line)
    open_ = _CHARACTER.sub(lambda c: c[1] + _FORMS.get(c[2], c[2]) + _FORMS.get(c[3], c[3]), open_)
    if open_ == line or unicodedata.normalize("NFKC", open_) != line:
        return line
    values = family_encoder("latin").take(codes(open_), mode="clip")
    try:
        packed(values).decode("utf-8")
    except UnicodeDecodeError:
        return line
    return line if (values == MISSING).any() else open_
