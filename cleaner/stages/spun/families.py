"""The dictionaries of the spinning tools as data: a family is a tool (or its users), a pair is one of its entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["X", "R", "A", "N"]
COLUMNS = ("original", "spun", "class", "evidence", "count", "natural", "original_ppm", "spun_ppm")
# The words of the clean text behind ``Pair.natural`` (688 k Han characters).
_NATURAL_WORDS = 430_000


@dataclass(frozen=True, slots=True)
class Pair:
    """``spun`` stands where ``original`` stood.

    kind: ``X`` impossible in natural text, ``R`` rare, ``A`` an ordinary word elsewhere, ``N`` too common to change.
    evidence: the pages that show it.  count: how many of them were kept.  natural: uses of ``spun`` in 688 k Han of
    clean text.  original_ppm, spun_ppm: uses of both in a million words.
    """

    original: str
    spun: str
    kind: Kind
    evidence: tuple[str, ...] = ()
    count: int = 0
    natural: int = 0
    original_ppm: float = 0.0
    spun_ppm: float = 0.0


def natural_ppm(pair: Pair) -> float:
    """Uses of the spun form in a million words of natural text: by the dictionary's count or by ours, the higher."""
    return max(pair.spun_ppm, pair.natural * 1e6 / _NATURAL_WORDS)


@dataclass(frozen=True, slots=True)
class Family:
    """The pairs of one tool, by its letter."""

    name: str
    about: str
    pairs: tuple[Pair, ...] = field(repr=False)


def read_family(text: str, name: str) -> Family:
    """A family file as data. Raises ``ValueError`` with the line that breaks its form."""
    lines = text.splitlines()
    about = lines[0].partition(": ")[2].rstrip(".") if lines else ""
    rows = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not rows or tuple(rows[0][1]) != COLUMNS:
        raise ValueError(f"family {name}: the first row must name the columns {', '.join(COLUMNS)}")
    pairs = []
    for number, row in rows[1:]:
        try:
            original, spun, kind, evidence, count, natural, original_ppm, spun_ppm = row
            rates = float(original_ppm), float(spun_ppm)
            pairs.append(
                Pair(original, spun, kind_of(kind), tuple(evidence.split(";")), int(count), int(natural), *rates)
            )
        except ValueError as error:
            raise ValueError(f"family {name}, line {number}: {error}") from None
    return Family(name, about, tuple(pairs))


def kind_of(letter: str) -> Kind:
    """The class with this letter. Raises ``ValueError`` for any other."""
    if letter not in ("X", "R", "A", "N"):
        raise ValueError(f"class {letter!r} is not X, R, A or N")
    return letter  # type: ignore[return-value]


def write_family(head: Iterable[str], pairs: Iterable[Pair]) -> str:
    """A family file of these comment lines and pairs."""
    rows = (
        f"{p.original}\t{p.spun}\t{p.kind}\t{';'.join(p.evidence)}\t{p.count}\t{p.natural}"
        f"\t{p.original_ppm:.2f}\t{p.spun_ppm:.2f}"
        for p in sorted(pairs, key=lambda p: (p.spun, p.original))
    )
    return "\n".join([*head, "\t".join(COLUMNS), *rows]) + "\n"


@cache
def families() -> tuple[Family, ...]:
    """The families that come with the package, in the order of their letters."""
    folder = files("cleaner.data").joinpath("tables")
    names = sorted(e.name for e in folder.iterdir() if e.name.startswith("spun-") and e.name.endswith(".tsv"))
    return tuple(
        read_family(folder.joinpath(name).read_text("utf-8"), name[len("spun-") : -len(".tsv")].upper())
        for name in names
    )
