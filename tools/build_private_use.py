"""Write ``cleaner/data/tables/private_use.txt``: the characters that code pages kept in Unicode's private-use area.

Two sets. ``gbk``: GBK's 0xFE50–0xFEA0 stood at U+E815–U+E864 until Unicode had the characters; the sequence is that of
the code page, the characters are those of Python's ``gb18030`` codec. ``hkscs``: Microsoft's formula puts the
user-defined areas of Big5 at U+E000–U+F848; Hong Kong's Supplementary Character Set, which lives there, is Python's
``big5hkscs`` codec.
Usage: python tools/build_private_use.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "tables" / "private_use.txt"
HEAD = "# Built by tools/build_private_use.py from the code pages of Python's codecs (PSF licence); do not edit"
# The user-defined areas of Big5 (first and last lead byte) and where Microsoft put them.
AREAS = ((0xFA, 0xFE, 0xE000), (0x8E, 0xA0, 0xE311), (0x81, 0x8D, 0xEEB8))
TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))


def gbk() -> Iterator[tuple[int, int]]:
    """Private code points of GBK and the characters."""
    trails = [t for t in range(0x50, 0xA1) if t != 0x7F]
    places = [(0xE815 + i, bytes((0xFE, trail))) for i, trail in enumerate(trails)]
    for private, data in places:
        character = ord(data.decode("gb18030"))
        if 0x3400 <= character < 0x4DC0:  # the rest are components, which no text has, and icons stand there
            yield private, character


def hkscs() -> Iterator[tuple[int, int]]:
    """Private code points of Big5's user-defined areas and the ideographs that HKSCS has there."""
    for first, last, start in AREAS:
        for lead in range(first, last + 1):
            for place, trail in enumerate(TRAILS):
                character = bytes((lead, trail)).decode("big5hkscs", "ignore")
                if len(character) == 1 and character > "\u3400":
                    yield start + (lead - first) * len(TRAILS) + place, ord(character)


def main() -> None:
    """Build the file."""
    lines = [HEAD]
    for name, pairs in (("gbk", gbk()), ("hkscs", hkscs())):
        lines.append(f"{name}\t" + " ".join(f"{old:X}{chr(new)}" for old, new in pairs))
    OUT.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
