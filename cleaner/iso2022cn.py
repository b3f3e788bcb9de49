"""ISO-2022-CN, which Python has no codec for: Chinese mail in seven bits (RFC 1922), GB 2312 and CNS 11643 planes 1, 2.

An escape names a set of characters, shift out (0E) begins pairs of it and shift in (0F) ends them, as a line end does;
``ESC N`` before a pair takes it from plane 2.
"""

from __future__ import annotations

import re

from cleaner import euctw
from cleaner.labels import ISO_2022_CN

NAME = ISO_2022_CN
NAMED = re.compile(rb"\x1b\$(?:\)[AEG]|\*H)")
_PIECE = re.compile(rb"\x1b\$[)*]([AEGH])|\x1bN([\x21-\x7e]{2})|\x0e|\x0f|\n|[^\x1b\x0e\x0f\n]+|\x1b")
_HIGH = bytes(b | 0x80 if 0x21 <= b <= 0x7E else b for b in range(0x100))


def decode(data: bytes) -> str:
    """``data`` as text; what is no character is U+FFFD, the shifts and escapes are gone."""
    out = []
    taiwan = shifted = False
    for piece in _PIECE.finditer(data):
        if piece[1]:
            taiwan = piece[1] == b"G" if piece[1] != b"H" else taiwan
        elif piece[2]:
            out.append(_shown(euctw.decode(b"\x8e\xa2" + piece[2].translate(_HIGH))))
        elif piece[0] in (b"\x0e", b"\x0f"):
            shifted = piece[0] == b"\x0e"
        else:
            shifted = shifted and piece[0] != b"\n"
            pairs = piece[0].translate(_HIGH) if shifted else piece[0]
            out.append(_shown(euctw.decode(pairs)) if taiwan and shifted else pairs.decode("gb18030", "replace"))
    return "".join(out)


def _shown(text: str) -> str:
    """``text`` with the replacement character for each byte that is none."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
