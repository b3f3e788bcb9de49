"""Write the tables of readings: ``mirror_readings.txt``, ``readings.txt`` and ``toned_readings.txt``.

Mirror pages annotate characters that exist in Traditional only (OpenCC turns them into others), always with the first
reading that ``pypinyin`` gives (104 of 104 observed pairs). So: every such character of GBK, one line a reading. The
second table has each syllable without its tone (``v`` for ü) and all characters of GBK that can be read so; the third
has it with its tone and only characters that the model knows as used in one of the scripts.
Sources: pypinyin (MIT), OpenCC (Apache-2.0).
Usage: python -m tools.build_readings      (needs pypinyin and opencc)
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

from cleaner.character_model import singles
from cleaner.stages.encoding import cp936

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "tables"
_USED = -12.5  # nats


def main() -> None:
    """Build the table from the installed packages."""
    notes: defaultdict[str, list[str]] = defaultdict(list)
    for char in traditional():
        reading = pinyin(char)[0][0]
        if reading != char:
            notes[reading].append(char)
    count = sum(map(len, notes.values()))
    head = f"# first reading, and the {count} Traditional-only characters of GBK that have it (pypinyin, OpenCC)"
    write("mirror_readings.txt", head, notes)
    syllables: defaultdict[str, list[str]] = defaultdict(list)
    for char in sorted(c for c in cp936.pairs() if "\u4e00" <= c <= "\u9fff"):
        for syllable in sorted(set(pinyin(char, style=Style.NORMAL, heteronym=True)[0]) - {char}):
            syllables[syllable.replace("ü", "v")].append(char)
    toned: defaultdict[str, list[str]] = defaultdict(list)
    for char in sorted(c for c in cp936.pairs() if "\u4e00" <= c <= "\u9fff" and singles()[ord(c)] > _USED):
        for reading in sorted(set(pinyin(char, style=Style.TONE, heteronym=True)[0]) - {char}):
            toned[reading].append(char)
    head = "# syllable with its tone, and the characters of GBK in use that have it (pypinyin)"
    write("toned_readings.txt", head, toned)
    write("readings.txt", "# syllable without its tone, and the characters of GBK that have it (pypinyin)", syllables)


def traditional() -> list[str]:
    """The ideographs of GBK that some converter turns into Simplified, and none into Traditional."""
    ideographs = sorted(c for c in cp936.pairs() if "\u4e00" <= c <= "\u9fff")
    simplify = [OpenCC(name).convert for name in ("t2s", "tw2s", "hk2s")]
    back = OpenCC("s2t").convert
    return [c for c in ideographs if any(convert(c) != c for convert in simplify) and back(c) == c]


def write(name: str, head: str, rows: dict[str, list[str]]) -> None:
    """One line a reading: the reading, a space, its characters."""
    (OUT / name).write_text("\n".join([head, *(f"{r} {''.join(c)}" for r, c in sorted(rows.items())), ""]), "utf-8")


if __name__ == "__main__":
    main()
