"""Write ``cleaner/data/tables/mirror_readings.txt``: the note that mirror pages put after a Traditional character.

Those pages annotate characters that exist in Traditional only (OpenCC turns them into others), always with the first
reading that ``pypinyin`` gives (104 of 104 observed pairs). So: every such character of GBK, one line a reading.
Sources: pypinyin (MIT), OpenCC (Apache-2.0).
Usage: python tools/build_mirror_readings.py      (needs pypinyin)
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import pinyin

from cleaner.fold import simplified_characters
from cleaner.stages.encoding import cp936

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "tables" / "mirror_readings.txt"


def main() -> None:
    """Build the table from the installed packages."""
    notes = defaultdict(list)
    for char in sorted(simplified_characters()):
        if char in cp936.pairs() and "\u4e00" <= char <= "\u9fff":
            reading = pinyin(char)[0][0]
            if reading != char:
                notes[reading].append(char)
    count = sum(map(len, notes.values()))
    head = f"# first reading, and the {count} Traditional-only characters of GBK that have it (pypinyin, OpenCC)"
    OUT.write_text("\n".join([head, *(f"{r} {''.join(c)}" for r, c in sorted(notes.items())), ""]), "utf-8")


if __name__ == "__main__":
    main()
