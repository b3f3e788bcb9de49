"""Encoding: codecs found, mirror pages and misread text restored, clean text left alone, speed; beside other tools.

``python -m tests.benchmarks encoding [--size N] [SECTION …]``; sections: detect, files, mirror, misread, harm, speed.
Text is one record in ten of the development data, which the character model has not seen.
"""

from __future__ import annotations

import argparse
import difflib
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal
from cleaner.rules import rule_book
from cleaner.stages import decode, encoding, mirror
from cleaner.stages.encoding import cp936
from cleaner.stages.mirror.notes import INSIDE, reading_of
from tests.benchmarks import encoding_detect
from tests.benchmarks._encoding_text import pieces, records
from tests.benchmarks.common import megabytes_a_second, print_table
from tests.damage.mirror import Mirror
from tests.damage.misread import KINDS


def applied(stage: object, text: str) -> str:
    """``text`` after one stage."""
    proposal: Proposal = stage.propose(Doc(text), Context(Config(), rule_book()))  # type: ignore[attr-defined]
    return Doc(text).apply("stage", proposal.edits).text


def bench_mirror(number: int) -> None:
    """Lines of mirror pages that come out exactly; a shifted line is one with a note inside a character."""
    variants: dict[str, dict[str, bool]] = {
        "private use kept": {},
        "half-width folded": {"folded": True},
        "private use stripped": {"private": False},
        "every ；！？： straddle": {"straddles": True},
    }
    rows = []
    for name, options in variants.items():
        hit, shifted = Counter[bool](), Counter[bool]()
        for before, after, wanted in _mirrored(options, max(4, number // 5)):
            if before != wanted:
                hit[after == wanted] += 1
                if _SHIFTED.search(before):
                    shifted[after == wanted] += 1
                if after != wanted:
                    print(f"  {name}: {wanted!r}\n    {after!r}", file=sys.stderr)
        share = shifted[True] / max(1, shifted.total())
        rows.append((name, hit.total(), hit[True] / max(1, hit.total()), shifted.total(), share))
    print_table(("mirror pages", "lines", "exact", "shifted", "exact "), rows, "Mirror inverse")


_HALF = {ord(c): ord(c) - 0xFEE0 for c in "，；：！？（）"}
_SHIFTED = re.compile(rf"{INSIDE.pattern}|[?][；！？：;!:]")


def _mirrored(options: dict[str, bool], number: int) -> Iterator[tuple[str, str, str]]:
    """(damaged, repaired, true) lines of ``number`` pages, each with its own list of 104 characters."""
    known = cp936.characters()
    table = {known[pair]: reading for pair, reading in reading_of().items()}
    frequent = [c for c, _ in Counter("".join(records("hant"))).most_common(1200) if c in table]
    source = random.Random(5)
    for lines in islice(_pages(), number):
        page = list(lines)
        keys = dict(source.sample([(c, table[c]) for c in frequent], 104))
        program = Mirror(keys, **options)
        damaged = [program(line) for line in page]
        after = applied(mirror, "\n".join(damaged)).translate(_HALF).split("\n")
        page = [line.translate(_HALF) for line in page]
        yield from zip(damaged, after, page, strict=True)


def _pages() -> Iterator[Iterator[str]]:
    """Unseen Traditional text, thirty lines a page, only of what GBK holds."""
    from cleaner.fold import simplified_characters

    lines = [line for text in records("hant") for line in text.split("\n") if len(line) > 15]
    random.Random(3).shuffle(lines)
    fits = [line for line in lines if all(cp936.encode(c) for c in line) and "?" not in line]
    fits = [line for line in fits if any(c in simplified_characters() for c in line)]
    each = iter(fits)
    for _ in range(len(fits) // 30):
        yield islice(each, 30)


def bench_misread(number: int) -> None:
    """Lines read in a wrong codec that come out exactly, and characters; ftfy's share of exact lines beside."""
    import ftfy

    rows = []
    for name, (script, misread) in KINDS.items():
        row: list[object] = [name]
        for size in (10, 30):
            exact = peer = matched = total = 0
            for piece in pieces(script, size, number, 7):
                try:
                    damaged = misread(piece)
                except UnicodeEncodeError:
                    continue
                after = applied(encoding, damaged)
                exact += after == piece
                peer += ftfy.fix_encoding(damaged) == piece
                blocks = difflib.SequenceMatcher(None, piece, after, autojunk=False).get_matching_blocks()
                matched += sum(b.size for b in blocks)
                total += len(piece)
            row += [exact * size / total, matched / total, peer * size / total]
        rows.append(row)
    head = ("misread text", "exact 10", "chars", "ftfy", "exact 30", "chars ", "ftfy ")
    print_table(head, rows, "Misread text")


def bench_harm(number: int) -> None:
    """Clean lines that change."""
    rows = []
    for script in ("hans", "hant"):
        lines = [line for text in records(script) for line in text.split("\n") if line.strip()][: 50 * number]
        changed = [line for line in lines if applied(encoding, applied(mirror, line)) != line]
        rows.append((script, len(lines), len(changed)))
        for line in changed[:5]:
            print(f"  changed: {line[:80]!r}", file=sys.stderr)
    print_table(("clean lines", "n", "changed"), rows, "No harm")


def bench_speed(number: int) -> None:
    """Megabytes a second through the three stages."""
    clean = "\n".join(records("hans"))[:1_000_000]
    known = cp936.characters()
    notes = {known[pair]: reading for pair, reading in reading_of().items()}
    keys = {c: notes[c] for c in sorted(notes)[::10]}
    page = "\n".join("\n".join(p) for p in islice(_pages(), 40))
    damaged = Mirror(keys)(page)
    lines = [line for line in pieces("any", 30, 400) if all(cp936.encode(c) for c in line)]
    misread = "\n".join(KINDS["UTF-8 as GBK, private use"][1](line) for line in lines)
    latin = "\n".join(KINDS["GBK as Latin-1"][1](line) for line in lines)

    def through(text: str) -> None:
        for stage in (decode, mirror, encoding):
            applied(stage, text)

    cases = {"clean": clean, "mirror page": damaged, "UTF-8 as GBK": misread, "GBK as Latin-1": latin}
    rows = [(name, len(text), megabytes_a_second(text, lambda t=text: through(t))) for name, text in cases.items()]  # type: ignore[misc]
    print_table(("speed", "characters", "MB/s"), rows, "Speed")


SECTIONS = {
    **encoding_detect.SECTIONS,
    "mirror": bench_mirror,
    "misread": bench_misread,
    "harm": bench_harm,
    "speed": bench_speed,
}


def main(argv: list[str]) -> int:
    """Run the named sections, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks encoding", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--size", type=int, default=200, help="cases a cell (default 200)")
    options = parser.parse_args(argv)
    for name in options.sections or SECTIONS:
        SECTIONS[name](options.size)
    return 0
