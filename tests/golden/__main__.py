"""Show where the program departs from the golden files: ``python -m tests.golden [NAME…]``.

Nothing is written unless ``--accept`` names one golden file, and then its diff is printed first.
"""

from __future__ import annotations

import argparse
import difflib
import sys

from cleaner import Config, clean
from tests.conftest import SAMPLES
from tests.golden import FOLDER, essence, golden


def main() -> int:
    """Print the diffs; 1 where any golden file differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("names", nargs="*", help="golden files without .txt; default all")
    parser.add_argument("--accept", metavar="NAME", help="overwrite this golden file after showing its diff")
    options = parser.parse_args()
    names = [options.accept] if options.accept else options.names or sorted(p.stem for p in FOLDER.glob("*.txt"))
    differ = 0
    for name in names:
        number, _, script = name.partition(".")
        source = next(SAMPLES.glob(f"{number}_*.txt")).read_bytes()
        text = clean(source, config=Config.from_mapping({"script": script} if script else {})).text
        label = f"golden/{name}.txt"
        diff = list(difflib.unified_diff(essence(golden(name)), essence(text), label, "now", n=0, lineterm=""))
        differ += bool(diff)
        sys.stdout.write("".join(f"{line}\n" for line in diff) or f"{label}: same\n")
    if options.accept:
        (FOLDER / f"{options.accept}.txt").write_text(text, "utf-8")
    return int(differ > 0)


if __name__ == "__main__":
    raise SystemExit(main())
