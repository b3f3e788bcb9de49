"""Technical articles and unpunctuated ones for the training pages of flattened text.

The development pages are news, for the most part: models that have seen nothing else take source code, steps and lines
without marks for the frame of a page. So articles of open documentation (Markdown in the mirrors that
``character_corpus.py`` names, with their licences), flattened as such pages are, stand in for the articles of some
development pages; and so do articles of the development pages that have lost their marks, a line a clause.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tools.character_corpus import MIRROR

REPOSITORIES = {
    "LCTT/TranslateProject": r"(?:translated|published)/.*\.md$",
    "kubernetes/kubernetes-docs-zh": r".*\.md$",
    "OI-wiki/OI-wiki": r"docs/.*\.md$",
    "mdn/archived-content": r"files/zh-(?:cn|tw)/.*\.(?:md|html)$",
    "MicrosoftDocs/visualstudio-docs.zh-cn": r"docs/.*\.md$",
    "frank890417/taiwan-md": r".*\.md$",
}
EACH = 60
"""Documents of each repository."""
_LEAST_HAN, _MOST_CHARS, _LEAST_LINES, _MOST_LINES = 150, 20_000, 8, 400
_HAN = re.compile("[\u4e00-\u9fff]")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NOISE = re.compile(r"<!--.*?-->|<[^>\n]{1,300}>|\{[{%#<].*?[>}%#]\}|^:::.*$|^\[[^\]]+\]:.*$", re.DOTALL | re.MULTILINE)
_IMAGE, _LINK = re.compile(r"!\[[^\]]*\]\([^)]*\)"), re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])")
_HEADING = re.compile(r"^#{1,6}\s+")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_INLINE = re.compile(r"(`[^`\n]+`|\*\*[^*\n]+\*\*|\$[^$\n]+\$)")
_TOKEN = re.compile(r"\w+|[^\w\s]+\s*")
_CLAUSE = re.compile("[，。！？；：,!?;:…]+[”」』）)]*|\n")


class Article(NamedTuple):
    """The title of an article and its lines."""

    title: str
    lines: list[str]


def documentation(mirror: Path = MIRROR) -> list[Article]:
    """Articles of open documentation, the same for the same mirrors; none where there are no mirrors."""
    out: list[Article] = []
    for repository, pattern in REPOSITORIES.items():
        rng = np.random.default_rng(11)
        made = (flattened(text, rng) for text in documents(mirror, repository, pattern, rng))
        out += islice((article for article in made if article is not None), EACH)
    return out


def documents(mirror: Path, repository: str, pattern: str, rng: np.random.Generator) -> Iterator[str]:
    """The files of a repository whose path begins with ``pattern``, shuffled; none where there is no mirror of it."""
    bare = mirror / repository.replace("/", "+") / "repo"
    if not bare.is_dir():
        return
    listed = _git(bare, "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "HEAD").split("\n")
    names = [name for name in listed if re.match(pattern, name)]
    for index in rng.permutation(len(names)):
        yield _git(bare, "show", f"HEAD:{names[index]}")


def flattened(source: str, rng: np.random.Generator) -> Article | None:
    """A document in Markdown as the lines of its flattened page, in one of the ways in which pages come out."""
    if len(source) > _MOST_CHARS or len(_HAN.findall(source)) < _LEAST_HAN:
        return None
    numbered, split, inline = rng.random(3) < (0.3, 0.4, 0.4)
    title = ""
    lines: list[str] = []
    code: list[str] | None = None
    for line in _NOISE.sub("", _FRONT.sub("", source)).split("\n"):
        if _FENCE.match(line):
            if code:
                lines += _code(code, numbered=bool(numbered), split=bool(split))
            code = None if code is not None else []
        elif code is not None:
            code.append(line)
        elif text := _plain(line, inline=bool(inline)):
            if not title and _HEADING.match(line):
                title = text
            else:
                lines += [part for part in _INLINE.split(text) if part.strip()] if inline else [text]
    lines = [line.replace("`", "").replace("**", "").strip() for line in lines]
    lines = [line for line in lines if line]
    return Article(title, lines) if _LEAST_LINES <= len(lines) <= _MOST_LINES else None


def unpunctuated(lines: Sequence[str]) -> list[str]:
    """The lines of an article without their marks, a line a clause, as people write who use none."""
    return [part for line in lines for clause in _CLAUSE.split(line) if (part := clause.strip())]


def _plain(line: str, *, inline: bool) -> str:
    """A line without its signs; if elements within lines are told apart (``inline``), links and cells are in bold."""
    text = _LINK.sub(r"**\1**" if inline else r"\1", _IMAGE.sub("", line))
    text = _BULLET.sub("", _HEADING.sub("", text)).lstrip("> ")
    if text.startswith("|") and text.endswith("|"):
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        cells = [f"**{cell}**" for cell in cells if cell] if inline else cells
        return "" if all(set(cell) <= set("*:-") for cell in cells) else " ".join(cells)
    return text.strip()


def _code(lines: Sequence[str], *, numbered: bool, split: bool) -> Iterator[str]:
    """Source code with the numbers of its lines before it, and cut where its colours change."""
    solid = [line for line in lines if line.strip()]
    if numbered:
        yield from (str(number) for number in range(1, len(solid) + 1))
    for line in solid:
        yield from _TOKEN.findall(line) if split else [line]


def _git(bare: Path, *command: str) -> str:
    done = subprocess.run(["git", "-C", str(bare), *command], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")
