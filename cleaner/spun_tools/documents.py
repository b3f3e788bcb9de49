"""The documents of a corpus for ``twins``: what ``cleaner batch`` reads, under the ids that it gives them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from cleaner.batch.document import clean_row
from cleaner.config import Config
from cleaner.decoding import lenient
from cleaner.io.corpus import ANY_FIELDS, Fault, PassedOver, Row, Source, find_sources
from cleaner.io.shards import plan, rows
from cleaner.stages.decode import decode

_SHARD, _LONGEST = 8 << 20, 64 << 20
# A page is brought to text by the cleaner, which must leave its words as they are.
_AS_TEXT = Config(spun="tag", script="keep")
# How the lines of a ledger and of earlier groups begin, which often lie beside the texts.
_OURS = ('{"ledger":', '{"documents":')


def documents(
    inputs: Sequence[str], complain: Callable[[str], None], note: Callable[[str], None]
) -> Iterator[tuple[str, str]]:
    """The names and texts of all documents; ``complain`` is told what cannot be read, ``note`` what is passed over.

    A page whose path relative to its folder is that of another one, too, is named by its whole path.
    Raises ``UsageError`` for an input that is not there or of no known kind.
    """
    passed = PassedOver()
    sources, problems = find_sources(inputs, (), passed)
    for problem in problems:
        complain(problem)
    for each in passed.notes():
        note(each)
    names = Counter(source.name for source in sources)
    for source in sources:
        for shard in plan([source], _SHARD, ANY_FIELDS, _LONGEST):
            for row in rows(shard, ANY_FIELDS, _LONGEST):
                if isinstance(row, Row):
                    yield _name(row, source, names), _text(row)
                elif not row.excerpt.startswith(_OURS):
                    complain(_told(row, source))


def _name(row: Row, source: Source, names: Counter[str]) -> str:
    if source.kind == "page" and names[source.name] > 1:
        return source.place
    if row.id is not None:
        return row.id
    data = row.raw if isinstance(row.raw, bytes) else row.raw.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:16]


def _text(row: Row) -> str:
    if "html" in (row.content_type or ""):
        return clean_row(row, _AS_TEXT).text
    if isinstance(row.raw, str):
        return row.raw
    return lenient(row.raw, row.encoding) if row.encoding else decode(row.raw, None).text


def _told(fault: Fault, source: Source) -> str:
    return fault.error if source.kind == "page" else f"{source.place}: at {fault.at}: {fault.error}"
