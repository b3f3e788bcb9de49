"""The first pass: what a worker notes of a shard. Needs the extra ``batch``.

Three tables a shard: the pages (one row a host and clean text, so that a mirrored page counts once), the lines (one row
a line and page) and what the lines say (one row a line).
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from cleaner.batch.schema import pa
from cleaner.batch.settings import Settings
from cleaner.batch.worker import Aside, cleaned
from cleaner.document import Document
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
_ROWS = 1 << 14  # of a table that are held before they are written
TEXTS = pa.schema([("host", pa.string()), ("line", pa.int64()), ("text", pa.string()), ("example", pa.string())])


@dataclass(slots=True)
class Counted:
    """How many documents of a shard were counted, and how many not (no address, not clean, no text)."""

    documents: int = 0
    passed_over: int = 0


def count_shard(settings: Settings, shard: Shard, aside: Aside) -> Counted:
    """Clean the documents of a shard and note their lines in three files in ``settings.out``."""
    done = Counted()
    with _Notes(settings, shard) as notes:
        for index, row, document in cleaned(settings, shard, aside, lambda row: bool(host_of(row.url))):
            host = host_of(row.url) if isinstance(row, Row) else None
            if host is None or document is None or document.status != "ok" or not document.text.strip():
                done.passed_over += 1
                continue
            done.documents += 1
            notes.add(host, document, f"{shard.part}-{index:08d}")
    return done


class _Notes:
    """The three tables of a shard, each written whenever it holds enough rows: a context manager."""

    def __init__(self, settings: Settings, shard: Shard) -> None:
        self._files = ExitStack()
        made = (("pages", PAGES), ("lines", LINES), ("texts", TEXTS))
        paths = ((settings.out / f"{name}-{shard.part}.parquet", schema) for name, schema in made)
        self.pages, self.lines, self.texts = (self._files.enter_context(_Table(*each)) for each in paths)
        self._pages, self._texts = set[int](), set[int]()

    def __enter__(self) -> _Notes:
        return self

    def __exit__(self, *error: Any) -> None:
        self._files.__exit__(*error)

    def add(self, host: str, document: Document, place: str) -> None:
        """Note the lines of a document of a host, but of one that has the text of another."""
        page, named = key_of(document.text), key_of(host)
        if page ^ named not in self._pages:
            self._pages.add(page ^ named)
            self.pages.add((host, page, place, document.url or ""))
            self._add_lines(host, page, document.text)

    def _add_lines(self, host: str, page: int, text: str) -> None:
        seen, named = set[int](), key_of(host)
        begin = len(text) - len(text.lstrip())
        for start, end, name in counted(text):
            key = key_of(name)
            if key in seen:
                continue
            seen.add(key)
            example = text[start:end].strip()
            self.lines.add((host, key, page, key_of(example), start <= begin, not tells_no_number(name)))
            if key ^ named not in self._texts:
                self._texts.add(key ^ named)
                self.texts.add((host, key, name, example))


class _Table:
    """A Parquet file of rows, of which no more than a row group is held: a context manager."""

    def __init__(self, path: Path, schema: Any) -> None:
        self._schema = schema
        self._writer = require("pyarrow.parquet", "batch").ParquetWriter(path, schema)
        self._rows: list[tuple[Any, ...]] = []

    def add(self, row: tuple[Any, ...]) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) == _ROWS:
            self._write()

    def _write(self) -> None:
        schema = self._schema
        columns = [list(column) for column in zip(*self._rows, strict=True)]
        arrays = [pa.array(_valid(c), kind) for c, kind in zip(columns, schema.types, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        self._rows.clear()

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None and self._rows:
            self._write()
        self._writer.close()


def _valid(column: list[Any]) -> list[Any]:
    return [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in column]
