"""Title, author, time and source of pages: against what a person read on them, and against their own records.

``python -m tests.benchmarks metadata [-v]``. First table: ``metadata_gold.tsv``, read by hand from the raw HTML of
development pages, beside trafilatura and GNE where they are installed. Second table: truth is each page's own JSON-LD,
OpenGraph and ``meta`` record, cut out of the page before the measured run, so the figures are those of a page without.
"""

from __future__ import annotations

import csv
import importlib.util
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from cleaner import Cleaner
from cleaner.stages.decode import decode
from cleaner.stages.markup.site_names import plain
from tests.benchmarks.common import data_path, print_table

FIELDS = ("title", "author", "published", "source")
_GOLD = Path(__file__).with_name("metadata_gold.tsv")
_RECORDS = re.compile(r"<meta\s[^>]{0,2000}>|<script[^>]{0,200}ld\+json.{0,60000}?</script>", re.IGNORECASE | re.DOTALL)
_NAMES = re.compile(r"[、,，;；/]|\s{1,3}(?=[\u4e00-\u9fff])")
_CHINA = timezone(timedelta(hours=8))
Fields = dict[str, str | None]


class Page(NamedTuple):
    """A development page as bytes and as text; its name and, where it is known, address."""

    name: str
    raw: bytes
    html: str
    url: str | None


def main(argv: list[str]) -> None:
    """Print both tables; with ``-v`` also what is wrong."""
    listed = list(pages())
    gold = {row[0]: row[1:] for row in csv.reader(_lines(), delimiter="\t", quoting=csv.QUOTE_NONE)}
    rows: list[list[object]] = []
    for name, extract in systems():
        rows += measured(name, extract, [page for page in listed if page.name in gold], gold, "-v" in argv)
    print_table(["system", "field", "pages", "right", "share", "named", "right", "share"], rows, "read by hand")
    print_table(["field", "named", "found without", "same", "share"], without_records(listed), "without its records")


def _lines() -> Iterator[str]:
    with _GOLD.open(encoding="utf-8") as file:
        yield from (line for line in file if not line.startswith("#"))


def systems() -> Iterator[tuple[str, Callable[[Page], Fields]]]:
    """Ours and the peers that are installed."""
    cleaner = Cleaner()
    yield "cleaner", lambda page: cleaner.clean(page.raw, url=page.url).to_record()
    if importlib.util.find_spec("trafilatura"):
        from trafilatura.metadata import extract_metadata

        def theirs(page: Page) -> Fields:
            found = extract_metadata(page.html, default_url=page.url)
            return {"title": found.title, "author": found.author, "published": found.date, "source": found.sitename}

        yield "trafilatura", theirs
    if importlib.util.find_spec("gne"):
        from gne import GeneralNewsExtractor

        def gne(page: Page) -> Fields:
            try:
                found = GeneralNewsExtractor().extract(page.html)
            except Exception as error:  # noqa: BLE001  it has found nothing then
                print(f"gne: {page.name}: {type(error).__name__}")
                return {}
            return {"title": found["title"], "author": found["author"], "published": found["publish_time"]}

        yield "gne", gne


def measured(
    name: str, extract: Callable[[Page], Fields], listed: list[Page], gold: dict[str, list[str]], verbose: bool
) -> Iterator[list[object]]:
    """One row a field: pages scored and right; and those that name a value for certain."""
    found = {page.name: extract(page) for page in listed}
    for place, field in enumerate(FIELDS):
        scored = named = right = hit = 0
        for page, fields in found.items():
            accepted = gold[page][place].split("‖")
            if accepted == ["?"]:
                continue
            good = any(agrees(field, wanted, fields.get(field) or "") for wanted in accepted)
            scored, right = scored + 1, right + good
            named, hit = named + ("-" not in accepted), hit + (good and "-" not in accepted)
            if verbose and not good:
                print(f"{name}\t{field}\t{page}\t{accepted}\t{fields.get(field)}")
        yield [name, field, scored, right, right / max(scored, 1), named, hit, hit / max(named, 1)]


def agrees(field: str, wanted: str, found: str) -> bool:
    """Whether a value is the wanted one (``-``: none): times to the minute where the gold has one, names as sets."""
    if wanted == "-" or not found:
        return not found and wanted == "-"
    if field == "published":
        return _minute(found)[: len(_minute(wanted))] == _minute(wanted)
    if field == "author":
        return {plain(n) for n in _NAMES.split(wanted)} == {plain(n) for n in _NAMES.split(found)}
    return plain(wanted) == plain(found)


def _minute(when: str) -> str:
    """Date, or date and minute at +08:00."""
    try:
        moment = datetime.fromisoformat(when.replace(" ", "T", 1))
    except ValueError:
        return when
    if len(when) <= len("2026-01-28"):
        return moment.strftime("%Y-%m-%d")
    return (moment if moment.tzinfo is None else moment.astimezone(_CHINA)).strftime("%Y-%m-%d %H:%M")


def without_records(listed: list[Page]) -> Iterator[list[object]]:
    """For each field how many pages name it, and how often the run without their records finds the same."""
    cleaner = Cleaner()
    counts = {field: [0, 0, 0] for field in FIELDS}
    for page in listed:
        told = cleaner.clean(page.html, url=page.url).to_record()
        shown = cleaner.clean(_RECORDS.sub(_without, page.html), url=page.url).to_record()
        for field in FIELDS:
            if told.get(field):
                same_ = same(field, str(told[field]), str(shown.get(field) or ""))
                counts[field] = [a + b for a, b in zip(counts[field], (1, bool(shown.get(field)), same_), strict=True)]
    for field, (named, found, right) in counts.items():
        yield [field, named, found, right, right / max(named, 1)]


def pages() -> Iterator[Page]:
    """The development pages."""
    folder = Path(data_path("html"))
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            raw = (folder / row["source"] / f"{row['name']}.html").read_bytes()
            html = decode(raw).text.encode("utf-8", "replace").decode("utf-8")
            yield Page(row["name"], raw, html, row["url"] or None)


def same(field: str, told: str, shown: str) -> bool:
    """Whether two values of a field say the same: dates by the day, names and titles by their letters."""
    if field == "published":
        return told[:10] == shown[:10]
    one, other = plain(told), plain(shown)
    return bool(other) and (one in other or other in one)


def _without(found: re.Match[str]) -> str:
    return "" if "charset" not in found[0].lower() and "og:url" not in found[0] else found[0]
