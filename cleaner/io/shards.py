"""Shards: parts of sources that one worker cleans in one go, cut inside files, and the rows that each holds.

Plain JSON lines are cut by byte range and Parquet by row range; workers read these themselves. Packed files, lines of
wide characters and WARC can only be read from the front: there the parent reads, and a shard carries what it has read.
Parquet that somebody packed is one shard, for whose worker it is unpacked.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from cleaner.errors import InputError
from cleaner.extras import require
from cleaner.io import warc
from cleaner.io.arrow import records
from cleaner.io.corpus import Fault, Fields, Row, Source
from cleaner.io.line_codecs import HEAD, UNKNOWN, Codecs, codec_of_head, in_utf8
from cleaner.io.parsing import excerpt, metadata_of, parquet_columns, row_of, row_of_line
from cleaner.io.streams import Line, chunks, lines_between, open_raw, split_lines
from cleaner.labels import codec_of

MOST_PAGES = 1000
# Where nobody says how large shards are: so many to a source, that workers may share it, of these sizes in bytes.
_OF_ONE, _LEAST, _MOST = 16, 1 << 20, 32 << 20
_UNPACKED = 4  # bytes for each one of a packed source
_PARQUET_ROWS = 64
_ALL = -1  # row groups

Item = Line | warc.Record | Fault


class Shard(NamedTuple):
    """Rows ``start`` to ``end`` of a row group, bytes ``start`` to ``end`` of a (read) source, or whole small pages.

    part: its number in the run, which names its output.  take: how many rows of it are wanted (``None``: all).
    codecs: what is known of lines that are no UTF-8.
    """

    part: str
    sources: tuple[Source, ...]
    start: int
    end: int
    size: int
    group: int = 0
    items: tuple[Item, ...] | None = None
    take: int | None = None
    codecs: Codecs = UNKNOWN

    @property
    def name(self) -> str:
        """The name of its (first) source."""
        return self.sources[0].name

    def key(self, settings: str) -> str:
        """Sixteen hexadecimal digits that change with the part of the input, its size and age, and ``settings``."""
        what = [[s.name, s.place, s.kind, s.size, s.changed] for s in self.sources]
        told = [settings, self.part, what, self.start, self.end, self.group, self.take]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def plan(
    sources: Sequence[Source], size: int | None, fields: Fields, longest: int, encoding: str | None = None
) -> Iterator[Shard]:
    """The shards of about ``size`` bytes, in the order of the sources. Reads only what cannot be cut otherwise.

    size: ``None`` for a sixteenth of each source, a MiB at least and 32 at the most.  encoding: what the user calls the
    codec of lines that are no UTF-8.
    """
    told = codec_of(encoding) if encoding else None
    number = 0
    for is_page, run in groupby(sources, key=lambda s: s.kind == "page"):
        some = list(run)
        for group in _page_groups(some, size or _share(some)) if is_page else ([each] for each in some):
            for index, shard in enumerate(_shards(tuple(group), size or _share(group), fields, longest)):
                part = f"{number:05d}-{index:05d}"
                yield shard._replace(part=part, codecs=shard.codecs._replace(told=told))
            number += 1


def _share(sources: Sequence[Source]) -> int:
    """Bytes of a shard of some sources, by their sizes: whatever the number of workers, the result is the same."""
    whole = sum(source.size * (_UNPACKED if source.packed else 1) for source in sources)
    return min(max(_LEAST, whole // _OF_ONE), _MOST)


def _page_groups(pages: Iterable[Source], size: int) -> Iterator[list[Source]]:
    group: list[Source] = []
    held = 0
    for page in pages:
        group.append(page)
        held += page.size
        if held >= size or len(group) >= MOST_PAGES:
            yield group
            group, held = [], 0
    if group:
        yield group


def _shards(sources: tuple[Source, ...], size: int, fields: Fields, longest: int) -> Iterator[Shard]:
    source = sources[0]
    if source.kind == "page":
        yield Shard("", sources, 0, len(sources), sum(s.size for s in sources))
    elif source.kind == "parquet":
        yield from _parquet_shards(source, size, fields)
    elif source.kind == "jsonl" and source.packed is None:
        known = Codecs(found=_head_codec(source))
        for start in range(0, source.size, size):
            end = min(start + size, source.size)
            yield Shard("", sources, start, end, end - start, codecs=known)
    else:
        yield from _read_shards(source, size, longest)


def _head_codec(source: Source) -> str | None:
    """The codec of the head of a plain source, see ``codec_of_head``; ``None`` also where it cannot be read."""
    try:
        with open_raw(source.place) as raw:
            return codec_of_head(raw.read(HEAD))
    except OSError:  # whoever reads the shard says so
        return None


def _read_shards(source: Source, size: int, longest: int) -> Iterator[Shard]:
    held: list[Item] = []
    start = at = 0
    known = UNKNOWN
    for item, item_size, found in _items(source, longest):
        held.append(item)
        known = Codecs(found=found)
        at += item_size
        if at - start >= size:
            yield Shard("", (source,), start, at, at - start, items=tuple(held), codecs=known)
            held, start = [], at
    if held:
        yield Shard("", (source,), start, at, at - start, items=tuple(held), codecs=known)


def _items(source: Source, longest: int) -> Iterator[tuple[Item, int, str | None]]:
    """Lines or records with their sizes, and the codec of the head of lines; a fault of the stream comes last."""
    at = 0
    codec: str | None = None
    try:
        pieces = chunks(source.place, source.packed)
        if source.kind == "jsonl":
            pieces, codec = in_utf8(pieces)
            for line in split_lines(pieces, longest):
                at = line.offset + line.size + 1
                yield line, line.size + 1, codec
        else:
            for record in warc.records(pieces, longest):
                at = record.offset + len(record.head) + len(record.content)
                yield record, len(record.head) + len(record.content), codec
    except (InputError, OSError) as error:
        yield Fault(at, str(error)), 0, codec


@contextmanager
def _parquet(source: Source) -> Iterator[Any]:
    """The Parquet file that a source is; its end is read first, so what is packed must be unpacked as a whole."""
    with open_raw(source.place) if source.packed is None else TemporaryFile() as raw:
        if source.packed is not None:
            for piece in chunks(source.place, source.packed):
                raw.write(piece)
            raw.seek(0)
        yield require("pyarrow.parquet", "batch").ParquetFile(raw)


def _parquet_shards(source: Source, size: int, fields: Fields) -> Iterator[Shard]:
    arrow = require("pyarrow", "batch")
    if source.packed is not None:
        yield Shard("", (source,), 0, sys.maxsize, source.size, _ALL)
        return
    try:
        with _parquet(source) as file:
            parquet_columns(file.schema_arrow.names, fields)
            groups = [file.metadata.row_group(i) for i in range(file.metadata.num_row_groups)]
            measures = [(g.num_rows, g.total_byte_size) for g in groups]
    except (InputError, OSError, arrow.ArrowException) as error:
        yield Shard("", (source,), 0, 0, 0, items=(Fault(0, excerpt(str(error), 300)),))
        return
    for group, (rows, whole) in enumerate(measures):
        step = max(1, rows * size // max(whole, 1))
        for start in range(0, rows, step):
            end = min(start + step, rows)
            yield Shard("", (source,), start, end, whole * (end - start) // max(rows, 1), group)


def rows(shard: Shard, fields: Fields, longest: int) -> Iterator[Row | Fault]:
    """The documents of a shard, and the faults that stand where others should be, in order."""
    taken = 0
    for each in _rows(shard, fields, longest):
        if shard.take is not None and taken >= shard.take:
            return
        taken += isinstance(each, Row)
        yield each


def _rows(shard: Shard, fields: Fields, longest: int) -> Iterator[Row | Fault]:
    kind, place = shard.sources[0].kind, shard.sources[0].place
    try:
        if kind == "page":
            yield from (_page(source, number, longest) for number, source in enumerate(shard.sources))
        elif shard.items is not None:
            for item in shard.items:
                yield from _rows_of_item(item, fields, longest, shard.codecs)
        elif kind == "parquet":
            yield from _parquet_rows(shard, fields)
        else:
            for line in lines_between(place, shard.start, shard.end, longest):
                if row := row_of_line(line, fields, longest, shard.codecs):
                    yield row
    except OSError as error:
        yield Fault(shard.start, f"{place} cannot be read any more: {error.strerror or error}")


def _page(source: Source, number: int, longest: int) -> Row | Fault:
    pieces = []
    size = 0
    try:
        for piece in chunks(source.place, source.packed):
            size += len(piece)
            if size > longest:
                return Fault(number, f"{source.name}: longer than the {longest} bytes that are read")
            pieces.append(piece)
    except (InputError, OSError) as error:
        return Fault(number, f"{source.name}: {error}", excerpt(b"".join(pieces)))
    return Row(source.name, None, b"".join(pieces), "text/html" if source.is_html else None)


def _rows_of_item(item: Item, fields: Fields, longest: int, known: Codecs) -> Iterator[Row | Fault]:
    """The row that an item holds, and what is wrong with it."""
    if isinstance(item, Fault):
        yield item
    elif isinstance(item, Line):
        if row := row_of_line(item, fields, longest, known):
            yield row
    elif item.problem:
        yield Fault(item.offset, f"record {item.problem}", excerpt(item.head + item.content))
    else:
        yield from _rows_of_record(item, fields)


def _rows_of_record(record: warc.Record, fields: Fields) -> Iterator[Row | Fault]:
    try:
        found = warc.page(record)
    except InputError as error:
        yield Fault(record.offset, str(error), excerpt(record.head))
        return
    if found:
        metadata = metadata_of(found.named, fields.kept) if fields.kept else None
        yield Row(found.id, found.url, found.content, found.content_type, metadata)
        if found.problem:
            yield Fault(record.offset, f"{found.problem}; that part is cleaned", excerpt(record.head))


def _parquet_rows(shard: Shard, fields: Fields) -> Iterator[Row | Fault]:
    at = 0
    groups = None if shard.group == _ALL else [shard.group]
    try:
        with _parquet(shard.sources[0]) as file:
            wanted = parquet_columns(file.schema_arrow.names, fields)
            for batch in file.iter_batches(_PARQUET_ROWS, row_groups=groups, columns=wanted):
                first, last = max(shard.start - at, 0), min(shard.end - at, batch.num_rows)
                for number, record in enumerate(records(batch.slice(first, max(last - first, 0))), at + first):
                    yield _row_or_fault(record, number, fields)
                at += batch.num_rows
                if at >= shard.end:
                    return
    except (InputError, OSError, require("pyarrow", "batch").ArrowException) as error:
        why = excerpt(str(error), 300)
        if groups:
            why = f"rows {max(at, shard.start)} to {shard.end - 1} of row group {shard.group} cannot be read: {why}"
        yield Fault(max(at, shard.start), why)


def _row_or_fault(record: dict[str, Any], number: int, fields: Fields) -> Row | Fault:
    try:
        return row_of(record, fields)
    except InputError as error:
        return Fault(number, str(error), excerpt(repr(record)))
