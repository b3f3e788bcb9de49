"""Articles that are lists themselves, made for training: results, names, prices, contents, songs, chronologies.

``list_bodies.toml`` says how people write them. Without these the models take all short lines without a mark for the
frame of a page, or for a list that the site makes of others. Half of them stand below sentences, as annexes do.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tools.boilerplate_docs import Article
from tools.boilerplate_threads import filled

TIMES = 6
"""Articles of each layout."""
_WORDS = Path(__file__).parents[1] / "cleaner/data/models/spun-words.txt.gz"
_WORD = re.compile(r"([\u4e00-\u9fff]{2,4}) \d+")  # a word, how often it came
_CELLS = ("\t", "\n", " ", "  ", " | ", "：", "\t")
_NUMERALS = "一二三四五六七八九十"
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{4,16}")
_PROSE = 0.5  # how often sentences stand above such a list, and below it
_DAYS = ("{m}月{d}日", "{m:02}-{d:02}", "2021.{m}.{d}", "{m}/{d}")
Random = np.random.Generator


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("list_bodies.toml").read_text("utf-8"))


@cache
def _dictionary() -> list[str]:
    lines = gzip.decompress(_WORDS.read_bytes()).decode("utf-8").split("\n")
    return [found[1] for line in lines if (found := _WORD.match(line))]


def own_lists(others: Sequence[Article]) -> Iterator[Article]:
    """Lists of all layouts, with sentences and clauses of other articles."""
    rng = np.random.default_rng(41)
    for layout in _data()["own"]:
        for _ in range(TIMES):
            yield _laid_out(layout, others[int(rng.integers(len(others)))], rng)


def _laid_out(layout: dict[str, Any], other: Article, rng: Random) -> Article:
    cell = str(rng.choice(_CELLS))
    clauses = _CLAUSE.findall("\n".join(other.lines)) or [other.title or "说明"]
    start, step = int(rng.integers(1900, 2000)), int(rng.integers(1, 4))

    def lines(text: str, number: int) -> list[str]:
        # Each field is drawn anew wherever it stands.
        parts = re.split(r"(\{\w+\})", text.replace(" ¦ ", cell))
        fields = (_field(part[1:-1], number, start + step * number, clauses, rng) for part in parts[1::2])
        drawn = [filled(part, {part[1:-1]: value}) for part, value in zip(parts[1::2], fields, strict=True)]
        return "".join(a + b for a, b in zip(parts[::2], [*drawn, ""], strict=True)).split("\n")

    body = [line for text in layout.get("head", []) for line in lines(text, 1)]
    for number in range(int(rng.integers(layout["least"], layout["most"] + 1))):
        body += lines(layout["item"], number + 1)
    body += [line for text in layout.get("foot", []) for line in lines(text, 1)]
    told = [line for line in other.lines if line.endswith("。")]
    above, below = (told[: int(rng.integers(1, 4))] if rng.random() < share else [] for share in (_PROSE, _PROSE / 3))
    return Article("".join(lines(layout["title"], 1)), [*above, *body, *below])


def _field(name: str, number: int, year: int, clauses: Sequence[str], rng: Random) -> str:
    words = _data()["words"]
    if name in ("place", "unit", "latin"):
        return str(rng.choice(words[name]))
    if name in ("word", "term"):
        return "".join(str(rng.choice(_dictionary())) for _ in range(1 + (name == "term")))
    if name == "name":
        return str(rng.choice(list(words["family"]))) + "".join(
            rng.choice(list(words["given"]), int(rng.integers(1, 3))).tolist()
        )
    if name == "clause":
        return clauses[int(rng.integers(len(clauses)))]
    return {
        "number": str(number),
        "numeral": _numeral(number),
        "count": str(int(rng.integers(1, 400))),
        "price": str(round(10 ** rng.uniform(0.3, 3.5), int(rng.integers(0, 3)))),
        "score": str(round(rng.uniform(40, 100), int(rng.integers(0, 3)))),
        "id": str(int(rng.integers(10**5, 10**9))),
        "year": str(year),
        "day": str(rng.choice(_DAYS)).format(m=1 + number // 28 % 12, d=1 + number % 28),
        "hour": f"{6 + number // 4 % 18:02}:{number % 4 * 15:02}",
    }[name]


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens % 10 - 1] + "十") + (
        _NUMERALS[ones - 1] if ones else ""
    )
