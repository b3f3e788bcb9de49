"""Write ``cleaner/data/tables/script_confusions.tsv``: how often native writers differ from OpenCC's choice.

Where one Simplified character stands for several Traditional ones, OpenCC picks by the words around it. The file
counts, over native text of Taiwan and Hong Kong, how often each pick was made and what the text had instead.
Source: the development sets tw_law (open government data), tw_wiki (CC BY-SA 3.0), gsd (CC BY-SA 4.0), hk_spoken
(CC BY-SA 4.0) and the gold texts of Traditional web pages; counts only, no text.
Usage: python -m tools.build_script_confusions, beside ``../shared/data``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cleaner.doc import codes
from cleaner.stages.script.roundtrip import round_trip
from tests.benchmarks._script_sets import native

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "tables" / "script_confusions.tsv"
HEAD = """\
# How native writers of Traditional Chinese depart from OpenCC's picks where a Simplified character stands for several.
# Columns: Simplified, OpenCC's pick, how often it was made, what stood there instead with its count.
# Built by tools/build_script_confusions.py from native text (counts only); do not edit.
"""


def counted(texts: Iterable[str]) -> Counter[tuple[int, int, int]]:
    """Simplified character, pick and what stood there, in the plain forms of OpenCC."""
    total: Counter[tuple[int, int, int]] = Counter()
    for text in texts:
        total += round_trip(codes(text)).choices
    return total


def main() -> None:
    """Count and write."""
    total: Counter[tuple[int, int, int]] = Counter()
    for name, (own, texts) in native().items():
        if own != "hans" and name != "poetry":
            total += counted(texts)
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
