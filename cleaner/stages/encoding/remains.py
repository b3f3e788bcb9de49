"""Lines that were UTF-8 for sure and lost so much as letters or Big5 that nothing turns them back."""

from __future__ import annotations

import re

from cleaner.character_model import model
from cleaner.doc import codes
from cleaner.stages.encoding.gates import LIKELY, foreign_script
from cleaner.stages.encoding.policies import MISSING
from cleaner.stages.encoding.readings import family_encoder, packed

_FEWEST = 8  # characters: of as many in other text, some byte is none of UTF-8, or some letter stands in a word
_OTHER = re.compile(rb"[\xc0\xc1\xd0-\xe1\xf0-\xfe]|[\x80-\xff][@-~]")  # no byte of Chinese in UTF-8, half of a pair
_FOREIGN = re.compile("[^\x00-\x7f\ufffd]+")
# A first byte of UTF-8 as a letter that stands in no word; and any other letter.
_FIRST, _LETTERS = re.compile("(?<![A-Za-z])[\xe3-\xe9\xef](?![A-Za-z])"), re.compile("[A-Za-z\xc0-\u024f]")
_MOSTLY = 0.6  # of the letters
_WHOLE = 0.6  # of the bytes of pairs: so many are characters of UTF-8 in hardly any other text


def remains(line: str) -> bool:
    """Whether ``line`` is what is left of UTF-8 that was read in a code page, as Big5 or as GBK."""
    first = len(_FIRST.findall(line))
    if first >= _FEWEST:
        return first >= _MOSTLY * len(_LETTERS.findall(line))
    foreign = "".join(_FOREIGN.findall(line))
    if len(foreign) < _FEWEST or foreign_script(line):
        return False
    values = family_encoder("big5").take(codes(foreign), mode="clip")
    if not (values == MISSING).any() and not _OTHER.search(packed(values)):
        return True
    values = family_encoder("gbk").take(codes(foreign), mode="clip")
    read = packed(values[values != MISSING]).decode("utf-8", "ignore").replace("\ufffd", "")
    return len(read.encode()) >= _WHOLE * 2 * len(foreign) and model().mean(read) > LIKELY
