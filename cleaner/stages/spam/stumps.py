"""Numbers and names of contacts that stand directly behind what is cut out of a line: they go with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cleaner.lines import Lines
from cleaner.pattern_tables import pattern_table
from cleaner.stages.spam.findings import Finding

_WIDEST, _LABEL = 60, 8


def with_contacts(lines: Lines, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of parts of lines with the contact behind them."""
    for each in found:
        yield each if each.whole or each.run.framed else replace(each, end=_behind(lines, each))


def _behind(lines: Lines, found: Finding) -> int:
    """Where the contact behind a finding ends, or the finding itself."""
    text, table = lines.folded, pattern_table("stumps")
    last = min(int(lines.ends[found.line]), found.end + _WIDEST)
    rest = table["rest"].match(text, found.end, last)
    at = rest.end() if rest else found.end
    first = at
    while match := next((m for each in table.group("contact") if (m := each.match(text, at, last))), None):
        at = match.end()
    if at > first:
        return at
    if table["label"].search(text, max(found.start, at - _LABEL), at) and (
        match := table["labelled"].match(text, at, last)
    ):
        return match.end()
    return at
