"""What the whole pipeline does to texts that are clean: every edit is listed by rule, with examples.

``python -m tests.benchmarks harm [--show N] [--limit N]``; the sets are ``clean/*.jsonl`` of the development data.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict

from cleaner import Cleaner
from tests.benchmarks.common import data_path, print_table, read_jsonl


def main(argv: list[str]) -> int:
    """Print a row a set, then the rules that acted, with examples."""
    parser = argparse.ArgumentParser(prog="harm", description=__doc__)
    parser.add_argument("--show", type=int, default=2, help="examples a rule and set")
    parser.add_argument("--limit", type=int, default=10**9, help="documents a set")
    options = parser.parse_args(argv)
    cleaner = Cleaner()
    rows = []
    by_rule: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(data_path("clean").glob("*.jsonl")):
        documents = changed = characters = edited = verdicts = 0
        for _, record in zip(range(options.limit), read_jsonl(path), strict=False):
            text = record["text"]
            found = cleaner.clean(text)
            documents += 1
            characters += len(text)
            changed += found.text != text
            verdicts += found.verdict != "article"
            for edit in found.edits:
                key = (path.name.split(".")[0], edit.rule)
                by_rule[key] += 1
                edited += max(len(edit.old), len(edit.new))
                if len(examples[key]) < options.show:
                    left, right = text[max(0, edit.start - 12) : edit.start], text[edit.end : edit.end + 12]
                    examples[key].append(f"{left}[-{edit.old[:60]}-]{{+{edit.new[:60]}+}}{right}")
        rows.append((path.name, documents, changed, edited, f"{1e4 * edited / max(characters, 1):.2f}", verdicts))
    print_table(["set", "documents", "changed", "characters", "in 10k", "not 'article'"], rows)
    for key, count in by_rule.most_common():
        print(f"\n{key[0]} {key[1]}: {count}")
        for example in examples[key]:
            print("   ", repr(example))
    return 0
