"""Whether the rules of the package keep their laws and do what their examples say (``cleaner rules --check``).

Rules load without this, as it takes some seconds; the tests of the project look at each of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.api import Cleaner, ensure_rules
from cleaner.config import Config
from cleaner.rules import Rule, all_problems, rule_book


def broken() -> Iterator[str]:
    """What is wrong with the rules, each with file, line and id.

    Raises ``RuleError`` for a file that cannot be loaded: then nothing else can be looked at.
    """
    ensure_rules()
    for rule in rule_book():
        for problem in (*all_problems(rule), *code_misfires(rule)):
            yield f"{rule.file}: rule {rule.id}: {problem}"


def code_misfires(rule: Rule) -> Iterator[str]:
    """Which examples of a rule that code carries out go wrong; none for other rules, and where they need a file."""
    if rule.scope != "code" or "needs" in rule.extra:
        return
    cleaner = Cleaner(Config.from_mapping(rule.extra.get("config", {})))
    for example, wanted in [*((e, True) for e in rule.bad), *((e, False) for e in rule.good)]:
        text = example.encode("raw_unicode_escape").decode("unicode_escape") if "escaped" in rule.extra else example
        document = cleaner.clean(text)
        fired = any(record.rule == rule.id for record in (*document.edits, *document.marks))
        if document.problem:
            yield f"{document.problem}: {example!r}"
        elif fired != wanted:
            yield f"{'bad example does not fire' if wanted else 'good example fires'}: {example!r}"
