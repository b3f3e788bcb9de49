"""The second half of learning: counts over all shards, with DuckDB, which spills to disk. Needs the extra ``batch``."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cleaner.batch.crew import Slots, done_shards
from cleaner.batch.run import shards_of, sources_of
from cleaner.batch.settings import Settings
from cleaner.extras import require
from cleaner.io.atomic import replacing, write
from cleaner.io.corpus import PassedOver
from cleaner.learn.count import Counted, count_shard
from cleaner.learn.profile import as_toml

_MEMORY = "1GB"
# A page has a line in one form, the first. A line that tells numbers must have the same ones on as many pages.
_SQL = """
with hosts as (
    select host, count(distinct page) as pages from read_parquet('{folder}/pages-*.parquet')
    group by host having count(distinct page) >= $min_pages
), forms as (
    select host, line, exact, any_value(numbered) as numbered, count(distinct page) as count,
    count(distinct page) filter (first) as first
    from read_parquet('{folder}/lines-*.parquet') semi join hosts using (host) group by host, line, exact
), often as (
    select host, line, sum(count)::bigint as count, any_value(pages) as pages
    from forms join hosts using (host) group by host, line
    having sum(count) >= greatest($min_count, $min_share * any_value(pages))
    and (sum(count) >= 2 * count(*) or 2 * sum(first) < sum(count))
    and (not any_value(numbered) or max(count) >= greatest($min_count, $min_share * any_value(pages)))
), places as (
    select host, page, min(place) as place, arg_min(name, place) as name
    from read_parquet('{folder}/pages-*.parquet') group by host, page
), seen as (
    select host, line, list(name order by place)[1:3] as evidence, arg_min(page, place) as first
    from read_parquet('{folder}/lines-*.parquet') semi join often using (host, line) join places using (host, page)
    group by host, line
), said as (
    select host, line, min(text) as text, min(example) as example
    from read_parquet('{folder}/texts-*.parquet') semi join often using (host, line) group by host, line
)
select host, text, example, count, pages, count / pages as share, evidence, first
from often join seen using (host, line) join said using (host, line)
order by host, count desc, text
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What makes a line a proposal: pages that its host must have, pages it must stand on, and their share."""

    min_pages: int = 10
    min_count: int = 5
    min_share: float = 0.3


@dataclass(slots=True)
class Learnt:
    """What came of it: proposed lines, hosts that have some, documents counted and passed over.

    problems: inputs that could not be read.  notes: those and what was passed over in folders, for a person.
    """

    lines: int
    hosts: int
    documents: int
    passed_over: int
    problems: list[str]
    notes: list[str]


def learn(
    inputs: Sequence[str], settings: Settings, thresholds: Thresholds, slots: Slots, toml: Path | None = None
) -> Learnt:
    """Write the profiles of the hosts of a corpus to ``settings.out``, and to ``toml`` for a person to review.

    Raises ``UsageError``, ``OSError``.
    """
    total = Counted()
    out = settings.out
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".cleaner-learn-", dir=out.parent) as name:
        settings = replace(settings, out=Path(name))
        passed = PassedOver()
        sources, problems = sources_of(inputs, settings, passed)
        shards = shards_of(sources, settings)
        with closing(done_shards(shards, count_shard, settings, slots, lambda: None)) as results:
            for _, done in results:
                total.documents += done.documents
                total.passed_over += done.passed_over
        table = reduced(Path(name), thresholds)
    with replacing(out) as file:
        require("pyarrow.parquet", "batch").write_table(table, file)
    rows = table.to_pylist()
    if toml is not None:
        write(toml, as_toml(rows).encode())
    hosts = len({row["host"] for row in rows})
    notes = [*problems, *passed.notes()]
    return Learnt(len(rows), hosts, total.documents, total.passed_over, problems, notes)


def reduced(folder: Path, thresholds: Thresholds) -> Any:
    """The proposals from the tables that the workers left in ``folder``, as an Arrow table."""
    limits = {"temp_directory": str(folder / "spill"), "memory_limit": _MEMORY, "preserve_insertion_order": False}
    with closing(require("duckdb", "batch").connect(config=limits)) as connection:
        query = _SQL.format(folder=str(folder).replace("'", "''"))
        return connection.sql(query, params=asdict(thresholds)).to_arrow_table()
