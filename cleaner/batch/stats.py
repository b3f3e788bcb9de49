"""Figures over the ledgers of a run, however many, with DuckDB. Needs the extra ``batch``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

from cleaner.batch.journal import NAME
from cleaner.errors import UsageError
from cleaner.extras import require

By = Literal["rule", "host", "verdict", "damage"]

_RECORD = """STRUCT(id VARCHAR, url VARCHAR, status VARCHAR, verdict VARCHAR, chars BIGINT, kept_chars BIGINT,
    rules MAP(VARCHAR, STRUCT(edits BIGINT, "old" BIGINT, "new" BIGINT)),
    edits STRUCT(stage VARCHAR, rule VARCHAR, "old" VARCHAR, "new" VARCHAR, confidence DOUBLE)[])"""
# One document takes at most a few hundred megabytes of ledger.
_LARGEST = 1 << 28
# Lines as text first: DuckDB takes no JSON with the escape of a lone surrogate, which a ledger may hold.
_JSON = """
select r.* exclude (rules), list_transform(map_entries(r.rules), lambda e:
    {{'rule': e.key, 'edits': e.value.edits, 'old': e.value.old, 'new': e.value.new}}) as rules
from (
    select try_cast(try_cast(regexp_replace(line, '\\\\u[dD][89a-fA-F][0-9a-fA-F]{{2}}', '�', 'g') as json)
        as {record}) as r
    from read_csv([{files}], delim='\x02', quote='', escape='', header=false, auto_detect=false,
        columns={{'line': 'VARCHAR'}}, max_line_size={largest}) where line <> ''
)
"""
_PARQUET = """
select id, url, status, verdict, chars, kept_chars, list_transform(edits, lambda e: {{'stage': e.stage,
    'rule': e.rule, 'old': e.old, 'new': e.new, 'confidence': e.confidence}}) as edits, rules
from read_parquet([{files}])
"""
_BY_RULE = """
with tally as (
    select r.rule as rule, l.id, r.edits, r.old, r.new, least(r.old / greatest(l.chars, 1), 1.0) as share
    from ledger l, unnest(l.rules) as u(r) {where}
), figures as (
    select rule, count(*) as documents, sum(edits)::bigint as edits, sum(old)::bigint as taken,
        sum(new)::bigint as given, max(share) as most, arg_max(id, share) as most_in
    from tally group by rule
), listed as (
    select e.rule as rule, min(e.confidence) as confidence,
        list(distinct [left(e.old, 40), left(e.new, 40)] order by [left(e.old, 40), left(e.new, 40)])[1:3] as examples
    from ledger l, unnest(l.edits) as u(e) group by e.rule
)
select rule, documents, edits, taken, given, coalesce(confidence, 1) as confidence, most, most_in,
    coalesce(examples, []) as examples
from figures left join listed using (rule)
order by most * (2 - coalesce(confidence, 1)) + 1 - coalesce(confidence, 1) desc, taken desc, rule
"""
_BY_DOCUMENT = """
select {key} as {by}, count(*) as documents, count(*) filter (status <> 'ok') as failed,
    sum(chars)::bigint as chars, 1 - sum(kept_chars) / greatest(sum(chars), 1) as share,
    arg_max(id, 1 - kept_chars / greatest(chars, 1)) as most_in
from ledger where id is not null group by all order by share desc, documents desc, 1
"""
_KEYS = {
    "host": "coalesce(nullif(regexp_extract(url, '^[a-z]+://(?:www[.])?([^/:?#]+)', 1), ''), '-')",
    "verdict": "verdict",
}
# The stages whose rules each undo one kind of damage.
_DAMAGE = "where split_part(r.rule, '.', 1) in ('decode', 'mirror', 'encoding', 'spun')"


def ledgers_of(paths: Sequence[str]) -> list[Path]:
    """The ledger files that paths name: files, or folders of ``cleaner batch``. Raises ``UsageError``."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inner = path / "ledger" if (path / NAME).is_file() else path
            here = sorted(p for p in inner.glob("*") if p.suffix in (".jsonl", ".parquet", ".gz", ".zst"))
            if not here:
                raise UsageError(f"{path}: holds no ledger; was the run made with --ledger none?")
            found += here
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"{path}: no such file or folder")
    return found


def _over(query: str, files: Sequence[Path]) -> str:
    """A query over some files."""
    names = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
    return query.format(files=names, record=_RECORD, largest=_LARGEST)


def figures(files: Sequence[Path], by: By) -> tuple[list[dict[str, Any]], int]:
    """A row a rule, host, verdict or kind of damage, the suspicious ones first; and how many lines are no records.

    Raises ``UsageError`` where a file is no ledger at all, or is damaged.
    """
    duckdb = require("duckdb", "batch")
    queries = {
        query: [f for f in files if (f.suffix == ".parquet") is packed]
        for query, packed in ((_JSON, False), (_PARQUET, True))
    }
    with closing(duckdb.connect()) as connection:
        for query, group in queries.items():
            for file in group:
                _read(connection, f"describe {_over(query, [file])}", file, "is no ledger")
        views = (_over(query, group) for query, group in queries.items() if group)
        connection.execute(f"create temp view ledger as {' union all by name '.join(views)}")
        if by in _KEYS:
            query = _BY_DOCUMENT.format(key=_KEYS[by], by=by)
        else:
            query = _BY_RULE.format(where=_DAMAGE if by == "damage" else "")
        try:
            cursor = connection.execute(query)
        except duckdb.Error:
            for query, group in queries.items():
                for file in group:
                    _read(connection, f"select count(id) from ({_over(query, [file])})", file, "cannot be read")
            raise
        names_of = [column[0] for column in cursor.description]
        rows = [dict(zip(names_of, row, strict=True)) for row in cursor.fetchall()]
        bad = connection.execute("select count(*) from ledger where id is null or chars is null").fetchone()[0]
        return rows, int(bad)


def _read(connection: Any, query: str, file: Path, complaint: str) -> None:
    """Run a query over one file. Raises ``UsageError`` with the complaint where it fails."""
    try:
        connection.execute(query)
    except require("duckdb", "batch").Error as error:
        lines = str(error).splitlines()
        said = "it is not UTF-8 text" if any("unicode" in line for line in lines) else lines[0]
        raise UsageError(f"{file}: {complaint}: {said}") from None
