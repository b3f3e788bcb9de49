"""Text for the encoding benchmarks: one record in ten of the development data, unseen by the character model."""

from __future__ import annotations

import random
import zlib
from functools import cache

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal
from cleaner.rules import rule_book
from tests.benchmarks.common import data_path, read_jsonl

HANT = ("tw_law", "tw_wiki", "hk_spoken")
HANS = ("cn_law_markdown", "recipes_markdown")


def held_out(name: object) -> bool:
    """Whether the model has not seen the record ``name``."""
    return zlib.crc32(str(name).encode()) % 10 == 0


@cache
def records(script: str) -> list[str]:
    """Unseen texts in one script."""
    out = []
    for name in HANT if script == "hant" else HANS:
        rows = read_jsonl(data_path("clean", f"{name}.dev.jsonl"))
        out += [row["text"] for row in rows if held_out(row["id"])]
    rows = read_jsonl(data_path("variants", "gsd_pairs.dev.jsonl"))
    out += [row[script] for row in rows if held_out(row["id"])]
    if script == "hans":
        paths = sorted(data_path("html").rglob("*.txt"))
        out += [path.read_text("utf-8") for path in paths if held_out(path.stem)]
    return out


def pieces(script: str, size: int, number: int, seed: int = 1) -> list[str]:
    """``number`` stretches of ``size`` characters of unseen text, mostly Han."""
    source = random.Random(seed)
    if script == "any":
        return pieces("hans", size, number // 2, seed) + pieces("hant", size, number - number // 2, seed)
    lines = [line.strip() for text in records(script) for line in text.split("\n") if len(line.strip()) >= size]
    out: list[str] = []
    while len(out) < number:
        line = source.choice(lines)
        at = source.randrange(len(line) - size + 1)
        piece = line[at : at + size].strip()
        if len(piece) == size and sum("\u4e00" <= c <= "\u9fff" for c in piece) > 0.5 * size:
            out.append(piece)
    return out


def applied(stage: object, text: str) -> str:
    """``text`` after one stage."""
    proposal: Proposal = stage.propose(Doc(text), Context(Config(), rule_book()))  # type: ignore[attr-defined]
    return Doc(text).apply("stage", proposal.edits).text
