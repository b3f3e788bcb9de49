"""``cleaner explain``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.codes import DONE, FAILED
from cleaner.cli.options import config_options

if TYPE_CHECKING:
    from cleaner.document import Document

_FACTS = ("title", "author", "published", "source", "encoding", "script")


@click.command(short_help="Show what is kept, removed and changed, with the rules.")
@click.argument("path", metavar="PATH")
@click.option("--color/--no-color", "color", default=None, help="[default: on a terminal, unless NO_COLOR is set]")
@click.option("--url", metavar="URL", help="Where the page came from.")
@config_options
def explain(path: str, color: bool | None, url: str | None, config_file: str | None, **options: Any) -> int:
    """Show the text of PATH (- is standard input) with every removal and change marked.

    [-removed-]{rule}, [-old-]{+new+}{rule}; all else is kept. Tags of web pages are summed up at the end.

    \b
    Examples:
      cleaner explain samples/001_a07944ea7cfbd8d6.txt
      cleaner explain samples/000_4e47eb577edf0ea7.txt --spun restore | less -R
    """
    from cleaner.api import Cleaner
    from cleaner.cli.clean import read_and_clean
    from cleaner.errors import InputError
    from cleaner.io import inputs, settings

    if Path(path).is_dir():
        raise click.UsageError("explain takes one file, not a folder")
    (found,) = inputs.find([path])
    try:
        _, document = read_and_clean(Cleaner(settings.load(options, config_file)), found, url)
        problem = document.problem
    except InputError as error:
        problem = str(error)
    if problem:
        click.echo(f"cleaner: {path}: {problem}", err=True)
        return FAILED
    _show(document, path, _coloured(color))
    return DONE


def _coloured(wanted: bool | None) -> bool:
    if wanted is not None:
        return wanted
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _show(document: Document, path: str, color: bool) -> None:
    from cleaner.explain import escaped, marked, pieces

    facts = [f"{key}: {escaped(value)}" for key in _FACTS if (value := getattr(document, key)) is not None]
    click.echo(f"{path}: {document.verdict}")
    tags = [f"{key}: {escaped(value)}" for key, value in document.tags.items()]
    for line in [*facts, *tags, *(f"{key}: {value:.2f}" for key, value in document.scores.items())]:
        click.echo(f"  {line}")
    click.echo()
    out = []
    for piece in pieces(document.doc):
        removed, added, label = marked(piece)
        if color and piece.rules:
            removed = click.style(removed, fg="red", strikethrough=True) if removed else ""
            added = click.style(added, fg="green") if added else ""
            label = click.style(label.rstrip("\n"), dim=True) + label[len(label.rstrip("\n")) :]
        out.append(removed + added + label)
    click.echo("".join(out).rstrip("\n"), color=color)
    click.echo()
    _totals(document)


def _totals(document: Document) -> None:
    """How often each rule acted, markup in one line."""
    from cleaner.explain import by_rule
    from cleaner.rules import rule_book

    book = rule_book()
    own, (tags, taken) = by_rule(document.doc)
    for rule, (edits, old) in own.items():
        click.echo(f"{rule}  {book[rule].name}: {edits} edits on {old} characters")
    if tags:
        click.echo(f"markup: {tags} edits on {taken} characters")
    for mark in document.marks:
        click.echo(f"noted, left as it is: {mark.rule} at {mark.start}: {mark.reason}")
