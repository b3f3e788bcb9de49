"""The first pass: what a worker notes of a shard. Needs the extra ``batch``.

Three tables a shard: the pages (one row a host and clean text, so that a mirrored page counts once), the lines (one row
a line and page) and what the lines say (one row a line).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cleaner.batch.schema import pa
from cleaner.batch.settings import Settings
from cleaner.batch.worker import Aside, cleaned
from cleaner.extras import require
from cleaner.io.corpus import Row
from cleaner.io.shards import Shard
from cleaner.learn.lines import counted, host_of, key_of, tells_no_number

PAGES = pa.schema([("host", pa.string()), ("page", pa.int64()), ("place", pa.string()), ("name", pa.string())])
# exact: which form of the line it is, numbers and all; first: whether a page begins with it, as with its headline;
# numbered: whether it tells numbers.
LINES = pa.schema(
    [
        *((name, pa.string() if name == "host" else pa.int64()) for name in ("host", "line", "page", "exact")),
        *((name, pa.bool_()) for name in ("first", "numbered")),
    ]
)
TEXTS = pa.schema([("host", pa.string()), ("line", pa.int64()), ("text", pa.string()), ("example", pa.string())])


@dataclass(slots=True)
class Counted:
    """How many documents of a shard were counted, and how many not (no address, not clean, no text)."""

    documents: int = 0
    passed_over: int = 0


@dataclass(slots=True)
class _Notes:
    pages: list[tuple[str, int, str, str]] = field(default_factory=list)
    lines: list[tuple[str, int, int, int, bool, bool]] = field(default_factory=list)
    texts: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)


def count_shard(settings: Settings, shard: Shard, aside: Aside) -> Counted:
    """Clean the documents of a shard and note their lines in three files in ``settings.out``."""
    done, notes = Counted(), _Notes()
    known: set[tuple[str, int]] = set()
    for index, row, document in cleaned(settings, shard, aside, lambda row: bool(host_of(row.url))):
        host = host_of(row.url) if isinstance(row, Row) else None
        if host is None or document is None or document.status != "ok" or not document.text.strip():
            done.passed_over += 1
            continue
        done.documents += 1
        page = key_of(document.text)
        if (host, page) not in known:
            known.add((host, page))
            notes.pages.append((host, page, f"{shard.part}-{index:08d}", document.url or ""))
            _note_lines(notes, host, page, document.text)
    _write(settings, shard, notes)
    return done


def _note_lines(notes: _Notes, host: str, page: int, text: str) -> None:
    seen = set()
    begin = len(text) - len(text.lstrip())
    for start, end, name in counted(text):
        key = key_of(name)
        if key not in seen:
            seen.add(key)
            example = text[start:end].strip()
            notes.lines.append((host, key, page, key_of(example), start <= begin, not tells_no_number(name)))
            notes.texts.setdefault((host, key), (name, example))


def _write(settings: Settings, shard: Shard, notes: _Notes) -> None:
    texts = [(*place, *said) for place, said in notes.texts.items()]
    for name, schema, rows in (("pages", PAGES, notes.pages), ("lines", LINES, notes.lines), ("texts", TEXTS, texts)):
        columns: list[Any] = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in schema.names]
        arrays = [pa.array(_valid(c), kind) for c, kind in zip(columns, schema.types, strict=True)]
        table = pa.Table.from_arrays(arrays, schema=schema)
        require("pyarrow.parquet", "batch").write_table(table, settings.out / f"{name}-{shard.part}.parquet")


def _valid(column: list[Any]) -> list[Any]:
    return [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in column]
