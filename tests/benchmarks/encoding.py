"""Encoding: codecs found, mirror pages and misread text restored, clean text left alone, speed; beside other tools.

``python -m tests.benchmarks encoding [--size N] [SECTION …]``; sections: detect, files, mirror, misread, written, harm,
speed; each can do more as a benchmark of its own (``encoding_harm FOLDER``). The extra ``bench`` installs the peers
that are no dependencies. Text is one record in ten of the development data, which the character model has not seen.
"""

from __future__ import annotations

import argparse
import difflib

from cleaner.stages import encoding
from tests.benchmarks import encoding_detect
from tests.benchmarks._encoding_text import applied, pieces
from tests.benchmarks.common import print_table
from tests.benchmarks.encoding_harm import bench_harm
from tests.benchmarks.encoding_mirror import bench_mirror
from tests.benchmarks.encoding_speed import bench_speed
from tests.benchmarks.encoding_written import bench_written
from tests.damage.misread import KINDS


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


SECTIONS = {
    **encoding_detect.SECTIONS,
    "mirror": bench_mirror,
    "misread": bench_misread,
    "written": bench_written,
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
