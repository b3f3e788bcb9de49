"""Encoding: codecs found, mirror pages and misread text restored, clean text left alone, speed; beside other tools.

``python -m tests.benchmarks encoding [--size N] [SECTION …]``; sections: detect, files, mirror, misread, inside,
texts, written, harm, speed; each can do more as a benchmark of its own (``encoding_harm FOLDER``). The extra ``bench``
installs the peers that are no dependencies. Text is one record in ten of the development data, which the character
model has not seen.
"""

from __future__ import annotations

from tests.benchmarks import encoding_detect
from tests.benchmarks.common import run_sections
from tests.benchmarks.encoding_harm import bench_harm
from tests.benchmarks.encoding_mirror import bench_mirror
from tests.benchmarks.encoding_misread import bench_inside, bench_misread
from tests.benchmarks.encoding_pages import bench_texts
from tests.benchmarks.encoding_speed import bench_speed
from tests.benchmarks.encoding_written import bench_written

SECTIONS = {
    **encoding_detect.SECTIONS,
    "mirror": bench_mirror,
    "misread": bench_misread,
    "inside": bench_inside,
    "texts": bench_texts,
    "written": bench_written,
    "harm": bench_harm,
    "speed": bench_speed,
}


def main(argv: list[str]) -> int:
    """Run the named sections, all of them by default."""
    return run_sections("encoding", __doc__, SECTIONS, argv)
