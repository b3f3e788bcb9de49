"""Title, author, time and source found on pages, against what the pages themselves say to machines.

Truth is each page's own JSON-LD, OpenGraph and ``meta`` record. It is cut out of the page before the measured run, so
the figures are those of a page that carries none: titles from ``<title>`` and headings, the rest from what readers see.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from cleaner import Cleaner
from cleaner.stages.markup.title import plain
from tests.benchmarks.common import data_path, print_table

FIELDS = ("title", "author", "published", "source")
_RECORDS = re.compile(r"<meta\s[^>]{0,2000}>|<script[^>]{0,200}ld\+json.{0,60000}?</script>", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def main(argv: list[str]) -> None:
    """Print, for each field, how many pages name it, and how often the run without the records finds the same."""
    cleaner = Cleaner()
    named = dict.fromkeys(FIELDS, 0)
    found = dict.fromkeys(FIELDS, 0)
    right = dict.fromkeys(FIELDS, 0)
    for page, url in pages():
        told = cleaner.clean(page, url=url).to_record()
        shown = cleaner.clean(_RECORDS.sub(_without, page), url=url).to_record()
        for field in FIELDS:
            if told.get(field):
                named[field] += 1
                found[field] += bool(shown.get(field))
                right[field] += same(field, str(told[field]), str(shown.get(field) or ""))
            if "-v" in argv and told.get(field) != shown.get(field):
                print(f"{field}\t{url}\t{told.get(field)}\t{shown.get(field)}")
    rows = [[field, named[field], found[field], right[field], right[field] / max(named[field], 1)] for field in FIELDS]
    print_table(["field", "named", "found without", "same", "share"], rows)


def pages() -> Iterator[tuple[str, str | None]]:
    """The development pages as text, with their address where it is known."""
    folder = Path(data_path("html"))
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            raw = (folder / row["source"] / f"{row['name']}.html").read_bytes()
            said = _CHARSET.search(raw[:4096])
            name = said[1].decode("ascii").lower() if said else "utf-8"
            name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)
            yield raw.decode(name, "replace"), row["url"] or None


def same(field: str, told: str, shown: str) -> bool:
    """Whether two values of a field say the same: dates by the day, names and titles by their letters."""
    if field == "published":
        return told[:10] == shown[:10]
    one, other = plain(told), plain(shown)
    return bool(other) and (one in other or other in one)


def _without(found: re.Match[str]) -> str:
    return "" if "charset" not in found[0].lower() and "og:url" not in found[0] else found[0]
