"""What benchmarks share: where the development data lies, a table printer, a timer."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]


def data_path(*parts: str) -> Path:
    """A path inside the development data: ``$CLEANER_DATA``, else ``../shared/data`` beside the repository.

    Ends the program with a clear message where the data is not there.
    """
    given = os.environ.get("CLEANER_DATA")
    places = [Path(given)] if given else [ROOT.parent / "shared" / "data", Path("/work/shared/data")]
    for place in places:
        if place.is_dir():
            path = place.joinpath(*parts)
            if path.exists():
                return path
            sys.exit(f"the development data in {place} has no {'/'.join(parts)}")
    sys.exit(f"no development data in {' or '.join(map(str, places))}; set CLEANER_DATA to the folder")


def read_jsonl(path: Path) -> Iterator[Any]:
    """The values of a JSON-lines file; blank lines are passed over."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def area_under_curve(negatives: Sequence[float], positives: Sequence[float]) -> float:
    """The share of pairs in which the positive scores higher, ties as half: the area under the ROC curve."""
    low = np.sort(negatives)
    below, upto = (np.searchsorted(low, positives, side) for side in ("left", "right"))
    return float((below + upto).mean() / 2 / len(low))


def best_time(action: Callable[[], object], repeat: int = 3, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the fastest of ``repeat`` runs of ``action``, by the wall or by another ``clock``."""
    times = []
    for _ in range(repeat):
        start = clock()
        action()
        times.append(clock() - start)
    return min(times)


def megabytes_a_second(
    text: str, action: Callable[[], object], repeat: int = 3, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Megabytes (10^6 bytes of UTF-8) of ``text`` per second of the fastest run of ``action``."""
    return len(text.encode("utf-8", "surrogatepass")) / 1e6 / max(best_time(action, repeat, clock), 1e-9)


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print rows under a head in aligned columns; numbers go right, floats get three decimals, ``None`` a dash."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(head, *cells, strict=True)]
    if title:
        print(f"\n{title}")
    for number, row in enumerate([list(head), ["-" * w for w in widths], *cells]):
        padded = (_pad(cell, width, number > 1 and _numeric(cell)) for cell, width in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())


def run_sections(name: str, what: str | None, sections: Mapping[str, Callable[[int], None]], argv: list[str]) -> int:
    """Run the sections that ``argv`` names, all of them by default, with its number of cases a cell."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.benchmarks {name}", description=what)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(sections)}")
    parser.add_argument("--size", type=int, default=200, help="cases a cell (default 200)")
    options = parser.parse_args(argv)
    for each in options.sections or sections:
        sections[each](options.size)
    return 0


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _numeric(cell: str) -> bool:
    return cell == "-" or cell.lstrip("-").replace(".", "").replace(",", "").rstrip("%").isdigit()


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)


def _pad(cell: str, width: int, right: bool) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if right else cell + blank
