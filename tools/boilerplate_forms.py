"""Ways in which pages are flattened to text: what breaks a line, what stands before an item and between two cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frame", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "menu", "nav", "noframes", "ol", "option", "p", "pre", "section", "select",
    "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("script", "style", "noscript", "template", "head"))
_BULLETS = ("* ", "• ", "- ", "· ", "", "")
_GAPS = ("\t", "  ", " ", " | ", "\n")
_BLANKS = re.compile(r"\s+")
_MARK = "\x00"  # stands before the text of an item
_MARKS = re.compile(f"{_MARK}[{_MARK} ]*")


def nodes(soup: BeautifulSoup) -> str:
    """A line a text node."""
    return str(soup.get_text("\n", strip=True))


def plain(soup: BeautifulSoup) -> str:
    """The text between the tags as it stands in the source, blank lines left out."""
    return "\n".join(line for line in soup.get_text().split("\n") if line.strip())


def rendered(soup: BeautifulSoup, rng: np.random.Generator) -> str:
    """The lines that a browser would show, as a dump of text prints them: bullets, and cells of a row side by side."""
    bullet, gap = _BULLETS[int(rng.integers(len(_BULLETS)))], _GAPS[int(rng.integers(len(_GAPS)))]
    text = "".join(_pieces(soup, gap))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(_MARKS.sub(bullet, line) for line in lines if line.strip(_MARK + " "))


def _pieces(node: Tag, gap: str) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Tag):
            if child.name in _SILENT:
                continue
            if child.name == "br":
                yield "\n"
            elif child.name in _CELLS:
                yield from _pieces(child, gap)
                yield gap
            elif child.name in _BLOCKS:
                yield "\n" + _MARK if child.name == "li" else "\n"
                yield from _pieces(child, gap)
                yield "\n"
            else:
                yield from _pieces(child, gap)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield _BLANKS.sub(" ", child)
