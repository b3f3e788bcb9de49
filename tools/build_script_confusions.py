"""Write ``cleaner/data/tables/script_confusions.tsv``: how often native writers differ from our choice.

Where one Simplified character stands for several Traditional ones, we pick by the words around it. The file counts,
over native text of Taiwan and Hong Kong, how often each pick was made and what the text had instead.
Sources, counts only: the development sets tw_law (open government data), tw_wiki (CC BY-SA 3.0), gsd (CC BY-SA 4.0),
hk_spoken (CC BY-SA 4.0) and the gold texts of Traditional web pages; and files of git mirrors (``character_corpus``):
talks of a minister (audreyt/transcript, CC0-1.0), a book (pluralitybook/plurality, CC0-1.0), articles on Taiwan
(frank890417/taiwan-md, CC BY-SA 4.0), the Chinese Union Version (andyjr5566/Bible_wiki_zh, public domain), speeches
in Hong Kong's Legislative Council on odd days (siuying/legco-hansard-parser, public record). At least half of the files
of each are left for measuring.
Usage: python -m tools.build_script_confusions, beside ``../shared/data`` and with the mirrors.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from cleaner.doc import codes
from cleaner.stages.script.labels import HANT, Paragraphs
from cleaner.stages.script.roundtrip import round_trip
from tests.benchmarks._script_sets import native
from tools.character_corpus import SOURCES, Source, lines_of, strings

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "tables" / "script_confusions.tsv"
# Mirrors, and how many files of each there are to one that is counted.
EVERY = {"transcript": 12, "plurality": 2, "taiwanmd": 2, "bible": 2, "legco": 1}
BIBLE = Source("bible", "andyjr5566+Bible_wiki_zh", r"^raw_scripture/.*\.txt$", str.splitlines, 1.0)
LEGCO = Source("legco", "siuying+legco-hansard-parser", r"cm\d\d\d[13579]a?-translate-c\.json$", strings, 1.0)
HEAD = """\
# How native writers of Traditional Chinese depart from our picks where a Simplified character stands for several.
# Columns: Simplified, our pick, how often it was made, what stood there instead with its count.
# Built by tools/build_script_confusions.py from native text (counts only); do not edit.
"""


def counted(texts: Iterable[str]) -> Counter[tuple[int, int, int]]:
    """Simplified character, pick and what stood there, in the plain forms of OpenCC."""
    total: Counter[tuple[int, int, int]] = Counter()
    for text in texts:
        total += round_trip(codes(text)).choices
    return total


def mirrored() -> Iterator[str]:
    """The Traditional files of the mirrors that are counted."""
    for source in (*SOURCES, BIBLE, LEGCO):
        every = EVERY.get(source.name)
        for filled, lines in groupby(lines_of(source) if every else (), bool):
            text = "\n".join(lines)
            if filled and every and zlib.crc32(text[:100].encode()) % every == 0 and Paragraphs.of(text).label == HANT:
                yield text


def main() -> None:
    """Count and write."""
    total: Counter[tuple[int, int, int]] = Counter()
    for name, (own, texts) in native().items():
        if own != "hans" and name != "poetry":
            total += counted(texts)
    total += counted(mirrored())
    made: dict[tuple[int, int], int] = {}
    instead: dict[tuple[int, int], dict[int, int]] = {}
    for (simple, pick, found), number in total.items():
        made[simple, pick] = made.get((simple, pick), 0) + number
        if found != pick:
            instead.setdefault((simple, pick), {})[found] = number
    lines = []
    for (simple, pick), number in sorted(made.items()):
        others = sorted(instead.get((simple, pick), {}).items())
        lines.append("\t".join([chr(simple), chr(pick), str(number), *(f"{chr(o)}{n}" for o, n in others)]))
    OUT.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
