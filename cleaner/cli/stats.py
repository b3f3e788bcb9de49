"""``cleaner stats``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.codes import DONE, FAILED, MOST_COMPLAINTS

if TYPE_CHECKING:
    from cleaner.batch.stats import By
    from cleaner.stats import RuleStats, Stats


@click.command(short_help="What each rule removed and changed.")
@click.argument("ledgers", metavar="LEDGER…", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--by", type=click.Choice(["rule", "host", "verdict", "damage"]), help="A row a what.  [default: rule]")
def stats(ledgers: tuple[str, ...], as_json: bool, by: By | None) -> int:
    """Sum up ledgers: what each rule removed and changed, how much, with examples; the suspicious ones first.

    LEDGER is a file, or the folder of a run of "cleaner batch", whatever its size.

    "most" is the largest share of one document that the rule took, "sure" its lowest confidence. A folder, a packed
    file and --by need the extra "batch".

    \b
    Examples:
      cleaner stats out/ledger.jsonl
      cleaner stats out/ledger.jsonl --json
      cleaner stats out/ledger.jsonl --by verdict
    """
    if by or any(Path(path).is_dir() or path.endswith((".parquet", ".gz", ".zst")) for path in ledgers):
        return _of_run(ledgers, as_json, by or "rule")
    from cleaner.emit import dumps
    from cleaner.io.records import rows
    from cleaner.stats import Stats

    total, bad = Stats(), 0
    for path in ledgers:
        for row in rows(path):
            problem = row.problem or _added(total, row.record or {})
            if problem:
                bad += 1
                if bad <= MOST_COMPLAINTS:
                    click.echo(f"cleaner: {row.where}: {problem}", err=True)
    if bad > MOST_COMPLAINTS:
        click.echo(f"cleaner: {bad} lines are no ledger records", err=True)
    if as_json:
        ranked = [asdict(each) | {"suspicion": round(each.suspicion, 4)} for each in total.ranked()]
        head = {"documents": total.documents, "failed": total.failed, "chars": total.chars, "kept": total.kept}
        click.echo(dumps({**head, "rules": ranked}))
    else:
        _show(total)
    return FAILED if bad else DONE


def _of_run(paths: tuple[str, ...], as_json: bool, by: By) -> int:
    """The figures over many ledgers."""
    from cleaner.batch.stats import figures, ledgers_of
    from cleaner.emit import dumps
    from cleaner.stats import RuleStats

    rows, bad = figures(ledgers_of(paths), by)
    for row in rows:
        if as_json:
            click.echo(dumps(row))
        elif by in ("rule", "damage"):
            _show_rule(RuleStats(**{**row, "examples": [(_line(old), _line(new)) for old, new in row["examples"]]}))
        else:
            click.echo(f"{row[by]}\n  {_documents(row)}, most in {row['most_in']}")
    if bad:
        click.echo(f"cleaner: {bad} lines are no ledger records", err=True)
    return FAILED if bad else DONE


def _documents(row: dict[str, Any]) -> str:
    return (
        f"documents {row['documents']}, failed {row['failed']}, characters {row['chars']}, {row['share']:.1%} not kept"
    )


def _line(text: str) -> str:
    return text.replace("\n", "⏎")


def _added(total: Stats, record: dict[str, object]) -> str:
    """Count a record; what is wrong with it, or nothing."""
    from cleaner.io.records import is_clean_record

    if is_clean_record(record):
        return "is not a ledger record but a clean one; --log writes the ledger, and 'cleaner batch' into ledger/"
    try:
        total.add(record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return f"is not a ledger record ({type(error).__name__}: {error})"
    return ""


def _show(total: Stats) -> None:
    lost = 1 - total.kept / total.chars if total.chars else 0.0
    click.echo(f"{total.documents} documents, {total.failed} failed, {total.chars} characters, {lost:.1%} not kept")
    for each in total.ranked():
        click.echo()
        _show_rule(each)


def _show_rule(each: RuleStats) -> None:
    from cleaner.explain import escaped
    from cleaner.rules import rule_book

    name = rule_book()[each.rule].name if each.rule in rule_book() else ""
    click.echo(f"{each.rule}  {name}\n  {_figures(each)}")
    for old, new in each.examples:
        click.echo(f"  [-{escaped(old)}-]" + (f" {{+{escaped(new)}+}}" if new else ""))


def _figures(each: RuleStats) -> str:
    words = f"documents {each.documents}, edits {each.edits}, characters -{each.taken} +{each.given}"
    return f"{words}, most {each.most:.1%}{f' in {each.most_in}' if each.most_in else ''}, sure {each.confidence:.2f}"
