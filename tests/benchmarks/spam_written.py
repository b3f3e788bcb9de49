"""The spam stage on lines that a person wrote apart from the training data, and on pages with such lines put in.

``python -m tests.benchmarks spam_written [lines mixed pages hidden] [--set 5] [--size PAGES] [--show 0]``. The lines
are in ``spam_written.toml`` and, frozen later, in ``spam_written2.toml``. *seen* are the lines with an even number in
their list: their verdicts were read while the stage was worked on; *blind* are the others, of which only totals were
read, save for the bounds of what is cut out of a line, which were chosen by the totals of both, and for the innocent
lines of both sets, whose false alarms were read at the end of that day. The writer of the
second set wrote ``tools/spam_trades.toml`` after it, and left out there what shares five ideographs in a row with it.
Of sets 3 to 5 (each by a writer of its own) nobody who works on the stage has read a line: keep it so, read totals.
Pages are the articles of the development data.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner import Cleaner
from tests.benchmarks.common import data_path, print_table
from tests.benchmarks.spam import AFTER, BEFORE, Stage

FILES = {number: Path(__file__).with_name(f"spam_written{number if number > 1 else ''}.toml") for number in range(1, 6)}
Lists = dict[str, list[dict[str, Any]]]
_MARKED = re.compile("⟦(.*?)⟧")


def written(number: int) -> Lists:
    """The lists of a set: ``spam``, ``clean`` and, in some sets, ``mixed``."""
    return {"mixed": []} | tomllib.loads(FILES[number].read_text("utf-8"))


def unmarked(line: str) -> tuple[str, NDArray[np.bool_]]:
    """A mixed line without its marks, and which of its characters are spam."""
    text = ""
    spam: list[bool] = []
    for number, piece in enumerate(_MARKED.split(line)):
        text += piece
        spam += [number % 2 == 1] * len(piece)
    return text, np.array(spam, np.bool_)


def removed(stage: Stage, text: str) -> NDArray[np.bool_]:
    """Which characters of a text the stage takes out."""
    gone = np.zeros(len(text), np.bool_)
    for edit in stage(text).edits:
        gone[edit.start : edit.end] = True
    return gone


def bench_lines(stage: Stage, lists: Lists, show: int | None) -> None:
    """Lines of spam removed, by family, and innocent lines touched, by kind; in halves."""
    rows: list[list[object]] = []
    for key, label, verdict in (("spam", "family", stage.removes), ("clean", "kind", lambda x: _touched(stage, x))):
        total = [0, 0, 0, 0]
        for case in lists[key]:
            counts = [0, 0, 0, 0]
            for number, line in enumerate(case["lines"]):
                yes = verdict(line)
                counts[number % 2] += 1
                counts[2 + number % 2] += yes
                if number % 2 == show and yes == (key == "clean"):
                    print(f"{key} {case[label]}: {line}")
            total = [a + b for a, b in zip(total, counts, strict=True)]
            rows.append([f"{key}: {case[label]}", f"{counts[2]}/{counts[0]}", f"{counts[3]}/{counts[1]}"])
        rows.append([f"{key}: all", f"{total[2]}/{total[0]}", f"{total[3]}/{total[1]}"])
    print_table(["written lines", "seen", "blind"], rows, "Lines removed (spam: all, clean: none)")


def _touched(stage: Stage, line: str) -> bool:
    """Whether the stage touches an innocent line, alone or between two others."""
    return bool(stage(line).edits or stage(BEFORE + line + AFTER).edits)


def bench_mixed(stage: Stage, lists: Lists, show: int | None) -> None:
    """Spam glued to good text: characters of both."""
    rows = []
    for case in lists["mixed"]:
        taken = spam = lost = good = 0
        for number, line in enumerate(case["lines"]):
            text, mask = unmarked(line)
            start = len(BEFORE)
            gone = removed(stage, BEFORE + text + AFTER)[start : start + len(text)]
            taken, spam = taken + int((gone & mask).sum()), spam + int(mask.sum())
            lost, good = lost + int((gone & ~mask).sum()), good + int((~mask).sum())
            if number % 2 == show and (gone != mask).any():
                left = "".join(c if not g else "·" for c, g in zip(text, gone, strict=True))
                print(f"mixed {case['shape']}: {line}\n  -> {left}")
        rows.append([case["shape"], taken / spam, 1 - lost / good])
    if rows:
        print_table(["shape", "spam characters removed", "good kept"], rows, "Spam inside lines")


def articles(number: int) -> list[str]:
    """Article texts of the development pages, at most ``number``, spread over the sources."""
    files = sorted(data_path("html").glob("*/*.txt"))
    random.Random(5).shuffle(files)
    texts = (file.read_text("utf-8").strip() for file in files)
    return [text for text in texts if text.count("\n") >= 4][:number]


SHAPES = ("header line", "lines at the end", "line in the middle", "glued before", "glued behind", "inside prose")


def polluted(text: str, shape: str, lines: Sequence[str]) -> tuple[str, NDArray[np.bool_]]:
    """A page with lines of spam put in, and which characters are spam."""
    parts = text.split("\n")
    middle = next((i for i in range(len(parts) // 2, len(parts)) if parts[i].count("，") > 1), 0)
    line = lines[0]
    if shape == "header line":
        parts.insert(0, f"⟦{line}⟧")
    elif shape == "lines at the end":
        parts += [f"⟦{each}⟧" for each in lines]
    elif shape == "line in the middle":
        parts.insert(middle, f"⟦{line}⟧")
    elif shape == "glued before":
        parts[0] = f"⟦{line}⟧ {parts[0]}"
    elif shape == "glued behind":
        parts[-1] = f"{parts[-1]}⟦{line}⟧"
    else:
        at = parts[middle].find("，") + 1
        parts[middle] = f"{parts[middle][:at]}⟦{line}⟧{parts[middle][at:]}"
    return unmarked("\n".join(parts))


def bench_pages(stage: Stage, lists: Lists, number: int) -> None:
    """Articles polluted with the written lines: spam characters removed, article characters kept."""
    chance = random.Random(7)
    pool = [line for case in lists["spam"] for line in case["lines"]]
    porn = next(case["lines"] for case in lists["spam"] if case["family"] == "porn")
    rows = []
    for shape in SHAPES:
        taken = spam = lost = good = hurt = 0
        for text in articles(number):
            lines = chance.sample(porn if shape == "header line" or chance.random() < 0.4 else pool, 3)
            page, mask = polluted(text, shape, lines)
            gone = removed(stage, page)
            taken, spam = taken + int((gone & mask).sum()), spam + int(mask.sum())
            gone[np.array(list(page)) == "\n"] = False
            lost, good = lost + int((gone & ~mask).sum()), good + int((~mask).sum())
            hurt += bool((gone & ~mask).any())
        rows.append([shape, number, taken / spam, 1 - lost / good, hurt])
    head = ["shape", "pages", "spam characters removed", "article characters kept", "pages that lost some"]
    print_table(head, rows, "Polluted pages, written lines")


_HIDDEN = (
    '<div style="display:none">{}</div>',
    '<div style="position:absolute;left:-9999px">{}</div>',
    '<marquee width="1" height="1">{}</marquee>',
    '<p style="font-size:0px">{}</p>',
    '<div style="height:0;overflow:hidden">{}</div>',
    '<noscript><a href="http://x.example">{}</a></noscript>',
)


def bench_hidden(lists: Lists, number: int) -> None:
    """Blocks of links put into pages out of the reader's sight: lines of them that come out all the same."""
    cleaner = Cleaner()
    chance = random.Random(9)
    pool = [line for case in lists["spam"] for line in case["lines"]]
    rows = []
    for block in _HIDDEN:
        left = total = 0
        for text in articles(number):
            lines = chance.sample(pool, 4)
            links = "".join(f'<a href="http://a{i}.example/">{line}</a> ' for i, line in enumerate(lines))
            body = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
            page = f"<html><body><article>{body}</article>{block.format(links)}</body></html>"
            out = cleaner.clean(page.encode()).text
            left += sum(line in out for line in lines)
            total += len(lines)
        rows.append([block.format("…"), total, left / total])
    print_table(["hidden block", "lines", "left in the text"], rows, "Hidden link blocks")


def sections(stage: Stage, given: argparse.Namespace) -> Iterator[tuple[str, Any]]:
    """The parts of this benchmark by name."""
    lists = written(given.set)
    yield "lines", lambda: bench_lines(stage, lists, given.show)
    yield "mixed", lambda: bench_mixed(stage, lists, given.show)
    yield "pages", lambda: bench_pages(stage, lists, given.size)
    yield "hidden", lambda: bench_hidden(lists, max(1, given.size // 10))


def main(argv: Sequence[str]) -> int:
    """Print the tables of the sections that are named, of all by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks spam_written", description=__doc__)
    parser.add_argument("sections", nargs="*", help="of lines, mixed, pages, hidden")
    parser.add_argument("--set", type=int, choices=tuple(FILES), default=1, help="which written set (default 1)")
    parser.add_argument("--size", type=int, default=100, help="pages a shape (default 100)")
    parser.add_argument(
        "--show", type=int, choices=(0, 1), help="print the wrong verdicts of the seen (0) or blind half"
    )
    given = parser.parse_args(argv)
    for name, run in sections(Stage(), given):
        if not given.sections or name in given.sections:
            run()
    return 0
