"""``cleaner rules``."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.codes import CHANGED, DONE
from cleaner.errors import UsageError

if TYPE_CHECKING:
    from cleaner.rules import Rule


@click.command(short_help="What each rule does, why, and examples.")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--check", is_flag=True, help="Try the examples of all rules and print what is wrong (exit code 1).")
def rules(name: str | None, as_json: bool, check: bool) -> int:
    """List the rules, or explain the rule ID (or list all whose ids begin with ID).

    Rules that are "safe" are applied, "unsafe" ones with --unsafe; what is "show" is noted in the ledger and left.

    \b
    Examples:
      cleaner rules
      cleaner rules decode.line-end
      cleaner rules decode
      cleaner rules --json
      cleaner rules --check
    """
    from cleaner.emit import dumps

    if check:
        return _check(name, as_json)

    chosen = _chosen(name)
    single = len(chosen) == 1 and chosen[0].id == name
    if as_json:
        records = [_record(rule) for rule in chosen]
        click.echo(dumps(records[0] if single else records))
    elif single:
        click.echo(_page(chosen[0]))
    else:
        width = max(len(rule.id) for rule in chosen)
        for rule in chosen:
            click.echo(f"{rule.id:<{width}}  {rule.safety:<6}  {rule.name}")
    return DONE


def _check(name: str | None, as_json: bool) -> int:
    """Print what is wrong with the rules; the exit code."""
    from cleaner.rule_check import broken

    if name or as_json:
        raise UsageError("--check looks at all rules and prints text: it goes with no ID and not with --json")
    found = 0
    for found, problem in enumerate(broken(), 1):  # noqa: B007
        click.echo(problem)
    click.echo("cleaner: " + (f"wrong: {found}" if found else "all rules do what they say"), err=True)
    return CHANGED if found else DONE


def _chosen(name: str | None) -> list[Rule]:
    from cleaner.config import covers
    from cleaner.rules import near_rule, rule_book

    every = list(rule_book())
    chosen = [rule for rule in every if name is None or covers(name, rule.id)]
    if not chosen:
        raise UsageError(
            f"no rule is called {name!r}{near_rule(str(name), [r.id for r in every])}; see 'cleaner rules'"
        )
    return chosen


def _record(rule: Rule) -> dict[str, Any]:
    own = {f.name: getattr(rule, f.name) for f in fields(rule) if f.name != "extra"}
    return {**own, "stage": rule.stage, **rule.extra}


def _page(rule: Rule) -> str:
    """A rule for people."""
    lines = [f"{rule.id}  {rule.name}", "", rule.what, rule.why, ""]
    lines += [f"scope: {rule.scope}, where: {rule.where}, safety: {rule.safety}"]
    for label, values in (("matches", rule.match), ("pattern", (rule.regex,)), ("only with", rule.hint)):
        if any(values):
            lines.append(f"{label}: {'  '.join(values)}")
    for label, examples in (("fires on", rule.bad), ("leaves alone", rule.good)):
        lines += [f"{label}:", *(f"  {example!r}" for example in examples)] if examples else []
    return "\n".join(lines)
