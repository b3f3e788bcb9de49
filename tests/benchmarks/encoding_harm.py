"""No harm: clean text that the stages decode, mirror and encoding change, as whole documents and line by line.

``python -m tests.benchmarks encoding_harm [FOLDER …]``. Sets: the clean texts, the gold articles and the variant pairs
of the development data; each folder given beside them is one more set a subfolder, of all its files that are UTF-8 (a
checkout of translated documentation serves: ``git archive`` it to a folder). All of it is clean, so all that changes
is a bug, but for U+FFFD and the like that somebody wrote on purpose. Line ends and marks (``decode``) do not count.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaner import Cleaner
from cleaner.config import Config
from cleaner.doc import Doc, Record
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages import decode, encoding, mirror
from tests.benchmarks.common import data_path, print_table, read_jsonl

_STAGES = {"decode": decode, "mirror": mirror, "encoding": encoding}
_LARGEST = 400_000  # bytes of a file


def through(text: str, stages: tuple[str, ...] = ("decode", "mirror", "encoding")) -> Doc:
    """``text`` after stages, each seeing what the one before it left."""
    doc = Doc(text)
    context = Context(Config(), rule_book())
    for name in stages:
        doc = doc.apply(name, _STAGES[name].propose(doc, context).edits)
    return doc


def sets(folders: Sequence[Path]) -> Iterator[tuple[str, Iterator[str]]]:
    """The name of each set and its documents."""
    for path in sorted(data_path("clean").glob("*.jsonl")):
        yield path.name.split(".")[0], (row["text"] for row in read_jsonl(path))
    yield "html gold", (p.read_text("utf-8") for p in sorted(data_path("html").rglob("*.txt")))
    for path in sorted(data_path("variants").glob("*_pairs.dev.jsonl")):
        yield path.name.split(".")[0], (v for row in read_jsonl(path) for k, v in row.items() if k != "id")
    for folder in folders:
        for below in sorted(p for p in folder.iterdir() if p.is_dir()):
            yield f"{folder.name[-12:]}/{below.name}", _files(below)


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size < _LARGEST):
        try:
            yield path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue


def bench_harm(number: int, folders: Sequence[Path] = (), show: int = 3, whole: bool = False) -> None:
    """A row a set of up to ``50 * number`` lines; the edits go to standard error, ``show`` a rule and set.

    ``ftfy`` as it is, and with the options that leave the width of characters and the quotes alone, on the same lines.
    """
    head = ("clean text", "n", "changed", "lines", "changed ", "all stages", "ftfy", "ftfy, gentle", "by rule")
    rows = []
    for name, documents in sets(folders):
        count: Counter[str] = Counter()
        rules: Counter[str] = Counter()
        for text in documents:
            if count["lines"] > 50 * number:
                break
            _look(name, text, count, rules, show)
            count["all stages"] += whole and any(e.stage in _STAGES for e in Cleaner().clean(text).edits)
        said = " ".join(f"{rule.removeprefix('encoding.')} {n}" for rule, n in rules.most_common(4))
        counts = [None if key == "all stages" and not whole else count[key] for key in head[1:-1]]
        rows.append((name, *counts, said))
    print_table(head, rows, "No harm")


def _look(name: str, text: str, count: Counter[str], rules: Counter[str], show: int) -> None:
    """Count what changes of a document and of its lines alone."""
    import ftfy

    gentle = ftfy.TextFixerConfig(uncurl_quotes=False, fix_character_width=False)
    found = _edits(text)
    lines = set(text.split("\n"))
    count["n"] += 1
    count["changed"] += bool(found)
    count["lines"] += len(lines)
    for edit in found:
        rules[edit.rule] += 1
        if rules[edit.rule] <= show:
            _show(name, text, edit)
    for line in lines:
        alone = _edits(line)
        count["changed "] += bool(alone)
        count["ftfy"] += ftfy.fix_text(line) != line
        count["ftfy, gentle"] += ftfy.fix_text(line, gentle) != line
        for edit in alone if not found else ():
            rules[f"line: {edit.rule}"] += 1
            if rules[f"line: {edit.rule}"] <= show:
                _show(name + ", line", line, edit)


def _edits(text: str) -> list[Record]:
    return [r for r in through(text).records if r.stage != "decode"]


def _show(name: str, text: str, edit: Record) -> None:
    left, right = text[max(0, edit.start - 20) : edit.start], text[edit.end : edit.end + 20]
    shown = f"{left}[-{edit.old[:80]}-]{{+{edit.new[:80]}+}}{right}"
    print(f"  {name}: {edit.rule} ({edit.reason}) {shown!r}", file=sys.stderr)


def main(argv: list[str]) -> int:
    """Run on the development data and the folders given."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks encoding_harm", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--show", type=int, default=3, help="examples a rule and set")
    parser.add_argument("--whole", action="store_true", help="also run the whole pipeline")
    options = parser.parse_args(argv)
    bench_harm(10**9, options.folders, options.show, options.whole)
    return 0
