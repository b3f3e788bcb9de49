"""The page of one document: its text with every removal and change marked, the rules that acted, what was noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaner.document import Document
from cleaner.explain import Piece, by_rule, pieces
from cleaner.report.frame import badge, framed, link, shown
from cleaner.rules import rule_book

FACTS = ("title", "author", "published", "source", "encoding", "script", "url")
_VIEWS = (("review", "Review"), ("clean", "Clean text"), ("source", "Source"))
_STEPS = '<button data-step="-1">◀</button><button data-step="1">▶</button>'
_KEYS = (
    "<kbd>n</kbd>/<kbd>p</kbd> next, previous change",
    "<kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> review, clean text, source",
    "<kbd>Esc</kbd> all rules",
    "<kbd>[</kbd> <kbd>]</kbd> previous, next document",
    "<kbd>i</kbd> list",
)


class Beside(NamedTuple):
    """The files of the pages before and after this one in a report, and of the list; empty where there is none."""

    before: str = ""
    after: str = ""
    home: str = ""


def document_page(document: Document, name: str, beside: Beside | None = None) -> str:
    """The HTML page that shows ``document``; ``name`` is what its input is called.

    What is kept and what was put in make up the clean text; what is kept and what was taken out, the text that a reader
    of the source saw (``cleaner.explain.pieces``).
    """
    text = "".join(map(_marked, pieces(document.doc)))
    about = f"{_facts(document)}{_rules(document)}{_notes(document)}<p class='keys'>{'<br>'.join(_KEYS)}</p>"
    ways = "".join(_ways(beside or Beside()))
    body = (
        f"<header><h1>{shown(name)}</h1>{badge(document.verdict)}<nav>{ways}</nav></header>\n"
        f'<div class="bar">{"".join(_buttons())}<span id="count"></span>{_STEPS}</div>\n'
        f'<div class="columns"><main class="text">{text}</main>\n<aside>{about}</aside></div>'
    )
    return framed(f"{name} · cleaner", body, "page.js")


def _ways(beside: Beside) -> Iterator[str]:
    for file, text, key in ((beside.before, "‹", "["), (beside.home, "☰", "i"), (beside.after, "›", "]")):
        if file:
            yield link(file, text, **{"data-key": key})


def _buttons() -> Iterator[str]:
    for number, (view, label) in enumerate(_VIEWS, 1):
        yield f'<button data-view="{view}" title="{number}">{label}</button>'


def _marked(piece: Piece) -> str:
    if not piece.rules:
        return shown(piece.new)
    book = rule_book()
    names = "; ".join(f"{rule} {book[rule].name}" for rule in piece.rules)
    old = f"<del>{shown(piece.old)}</del>" if piece.old else ""
    new = f"<ins>{shown(piece.new)}</ins>" if piece.new else ""
    return f'<span class="change" data-rules="{shown(" ".join(piece.rules))}" title="{shown(names)}">{old}{new}</span>'


def _facts(document: Document) -> str:
    """Metadata, tags and scores as a list."""
    rows: list[tuple[str, object]] = [
        (key, value) for key in FACTS if (value := getattr(document, key)) not in (None, "")
    ]
    rows += [*document.tags.items(), *((key, f"{value:.2f}") for key, value in document.scores.items())]
    return f"<dl>{''.join(f'<dt>{shown(key)}</dt><dd>{shown(value)}</dd>' for key, value in rows)}</dl>"


def _rules(document: Document) -> str:
    """The rules that acted, those that took most first; tags of the page in one line."""
    own, (tags, _) = by_rule(document.doc)
    book = rule_book()
    rows = [
        f'<li><button data-rule="{shown(rule)}" title="{shown(book[rule].what)} {shown(book[rule].why)}">{shown(rule)}'
        f"</button> {shown(book[rule].name)}<small>{edits} × · {taken} characters</small></li>"
        for rule, (edits, taken) in sorted(own.items(), key=lambda item: (-item[1][1], item[0]))
    ]
    below = f"<p><small>{tags} tags and blanks of the page</small></p>" if tags else ""
    return f"<h2>Rules</h2><ul>{''.join(rows) or '<li>nothing was changed</li>'}</ul>{below}"


def _notes(document: Document) -> str:
    """What was noticed and left, those of a kind together."""
    kinds: dict[tuple[str, str], int] = Counter((mark.rule, mark.reason) for mark in document.marks)
    rows: Iterable[str] = (
        f"<li>{shown(rule)}<small>{shown(reason)}{f' ({count} ×)' if count > 1 else ''}</small></li>"
        for (rule, reason), count in kinds.items()
    )
    return f"<h2>Noted, left as it is</h2><ul>{''.join(rows)}</ul>" if kinds else ""
