"""Speed of decode, mirror and encoding on clean text, on short documents and on damaged text, with ftfy beside.

CPU time of one process, best of several runs; megabytes are of UTF-8. A run of the stages ends with the edits applied.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages import decode, encoding, mirror
from cleaner.stages.encoding import cp936
from cleaner.stages.mirror.notes import reading_of
from tests.benchmarks._encoding_text import pieces, records
from tests.benchmarks.common import data_path, print_table, read_jsonl
from tests.benchmarks.encoding_mirror import pages
from tests.damage.mirror import Mirror
from tests.damage.misread import KINDS

_SHORT = 300  # characters of a short document
_STAGES = (decode, mirror, encoding)


def bench_speed(number: int) -> None:
    """MB/s of the stages together and of each, and of ``ftfy.fix_text`` with the options that leave Chinese alone."""
    import ftfy

    gentle = ftfy.TextFixerConfig(uncurl_quotes=False, fix_character_width=False)
    context = Context(Config(), rule_book())
    rows = []
    for name, texts in _clean().items():
        size = sum(len(t.encode()) for t in texts) / 1e6
        spent = [_cpu(partial(stage.propose, context=context), map(Doc, texts)) for stage in _STAGES]
        seconds = _cpu(partial(_through, context=context), texts)
        peer = _cpu(partial(ftfy.fix_text, config=gentle), [t[:20_000] for t in texts[:100]], 1)
        size_peer = sum(len(t[:20_000].encode()) for t in texts[:100]) / 1e6
        each = 1e6 * seconds / len(texts) if len(texts) > 1 else None
        rows.append((name, len(texts), size / seconds, *(size / s for s in spent), each, size_peer / peer))
    head = ("clean text", "n", "MB/s", "decode", "mirror", "encoding", "µs a document", "ftfy MB/s")
    print_table(head, rows, "Speed on clean text")
    rows = []
    for name, text in _damaged(2 * number).items():
        size = len(text.encode("utf-8", "surrogatepass")) / 1e6
        seconds = _cpu(partial(_through, context=context), [text], 2)
        peer = _cpu(partial(ftfy.fix_text, config=gentle), [text[:20_000]], 1)
        rows.append((name, len(text), size / seconds, len(text[:20_000].encode("utf-8", "surrogatepass")) / 1e6 / peer))
    print_table(("damaged text", "characters", "MB/s", "ftfy MB/s"), rows, "Speed on damaged text")


def _through(text: str, context: Context) -> Doc:
    doc = Doc(text)
    for stage in _STAGES:
        proposal = stage.propose(doc, context)
        doc = doc.apply("stage", proposal.edits, proposal.marks)
    return doc


def _cpu(action: Callable[[Any], object], inputs: Iterable[object], repeat: int = 5) -> float:
    """Seconds of process time of the fastest of ``repeat`` runs over all inputs, after one that warms up."""
    given = list(inputs)
    times = []
    for _ in range(repeat + 1):
        begin = time.process_time()
        for each in given:
            action(each)
        times.append(time.process_time() - begin)
    return max(min(times[1:]), 1e-9)


def _clean() -> dict[str, list[str]]:
    hans, hant = "\n".join(records("hans")), "\n".join(records("hant"))
    recipes = "\n".join(row["text"] for row in read_jsonl(data_path("clean", "recipes_markdown.dev.jsonl")))
    gold = [path.read_text("utf-8") for path in sorted(data_path("html").rglob("*.txt"))]
    return {
        "Simplified, one text": [hans[:1_000_000]],
        "Traditional, one text": [hant[:1_000_000]],
        "recipes, one text": [recipes[:1_000_000]],
        "articles": gold,
        f"{_SHORT} characters": [hans[i : i + _SHORT] for i in range(0, min(len(hans), 90_000), _SHORT)],
    }


def _damaged(number: int) -> dict[str, str]:
    known = cp936.characters()
    notes = {known[pair]: reading for pair, reading in reading_of().items()}
    keys = {c: notes[c] for c in sorted(notes)[::10]}
    out = {"mirror page": Mirror(keys)("\n".join("\n".join(p) for p in pages(40)))}
    for name, (script, misread) in KINDS.items():
        lines = []
        for line in pieces(script, 30, number):
            try:
                lines.append(misread(line))
            except UnicodeEncodeError:
                continue
        out[name] = "\n".join(lines)
    return out
