"""The list of a report: a row a document, and what the rules did over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleaner.document import Document
from cleaner.explain import by_rule
from cleaner.report.frame import badge, framed, link, shown
from cleaner.rules import rule_book

_SCORES = ("spam", "damage", "spun")
_LEAST_SCORE = 0.005  # what two digits show
_COLUMNS = ("document", "verdict", "title", "characters", "taken", "edits", *_SCORES, "noted")
_KEYS = "<kbd>j</kbd>/<kbd>k</kbd> move · <kbd>Enter</kbd> open · <kbd>/</kbd> search · a heading sorts"


class Row(NamedTuple):
    """A document in the list: its name and page, what became of it, and characters by rule.

    ``page`` is empty and ``error`` is not where it could not be read or cleaned. ``taken`` is the share of the source
    that is not in the clean text.
    """

    name: str
    page: str
    verdict: str = ""
    title: str = ""
    chars: int = 0
    taken: float = 0.0
    edits: int = 0
    scores: Mapping[str, float] = {}
    noted: int = 0
    rules: Mapping[str, int] = {}
    error: str = ""


def row_of(document: Document, name: str, page: str) -> Row:
    """The row of a cleaned document whose page is the file ``page``."""
    doc = document.doc
    own, _ = by_rule(doc)
    size, title = len(doc.source), document.title or ""
    share = 1 - doc.kept_chars / size if size else 0.0
    edits, taken = sum(count for count, _ in own.values()), {rule: old for rule, (_, old) in own.items()}
    return Row(name, page, document.verdict, title, size, share, edits, document.scores, len(document.marks), taken)


def index_page(rows: Sequence[Row], title: str) -> str:
    """The HTML page that lists ``rows`` in their order, and the rules with what they took, the greatest first."""
    heads = "".join(f'<th data-sort="{n}">{shown(name)}</th>' for n, name in enumerate(_COLUMNS))
    failed = sum(bool(row.error) for row in rows)
    summary = f"{len(rows) - failed} documents cleaned, {failed} failed"
    body = (
        f"<header><h1>{shown(title)}</h1><span>{summary}</span>"
        '<input id="search" type="search" placeholder="/"></header>'
        f'<table id="list"><thead><tr>{heads}</tr></thead><tbody>{"".join(map(_row, rows))}</tbody></table>'
        f"<p class='keys'>{_KEYS}</p>{_rules(rows)}"
    )
    return framed(f"{title} · cleaner", body, "index.js")


def _row(row: Row) -> str:
    if row.error:
        rest = f'<td colspan="{len(_COLUMNS) - 1}">{shown(row.error)}</td>'
        return f'<tr class="failed"><td>{shown(row.name)}</td>{rest}</tr>'
    numbers = [f"{row.chars}", f"{row.taken:.1%}", f"{row.edits}"]
    scores = [row.scores.get(name, 0.0) for name in _SCORES]
    numbers += [f"{score:.2f}" if score >= _LEAST_SCORE else "" for score in scores]
    numbers.append(f"{row.noted or ''}")
    cells = "".join(f'<td class="number">{shown(number)}</td>' for number in numbers)
    return (
        f"<tr><td>{link(row.page, row.name)}</td><td>{badge(row.verdict)}</td><td>{shown(row.title)}</td>{cells}</tr>"
    )


def _rules(rows: Sequence[Row]) -> str:
    taken, documents = Counter[str](), Counter[str]()
    for row in rows:
        taken.update(row.rules)
        documents.update(row.rules.keys())
    book = rule_book()
    listed = "".join(
        f'<tr><td class="id">{shown(rule)}</td><td class="id">{shown(book[rule].name)}</td>'
        f"<td>{shown(book[rule].what)}</td>"
        f'<td class="number">{documents[rule]}</td><td class="number">{count}</td></tr>'
        for rule, count in sorted(taken.items(), key=lambda item: (-item[1], item[0]))
    )
    heads = "<th>rule</th><th></th><th>what it does</th><th>documents</th><th>characters</th>"
    return f"<h2>Rules</h2><table><thead><tr>{heads}</tr></thead><tbody>{listed}</tbody></table>"
