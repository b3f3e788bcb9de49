"""Pages of HTML written by the team, their article marked: ``html_examples/*.txt`` (its README has the format)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.boilerplate_pages import Source
from tools.boilerplate_written import ARTICLE, NONE, THREAD
from tools.head_lines import headed_texts

EXAMPLES = Path(__file__).with_name("html_examples")
_GOLD = "\n@@@gold\n"
_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)
_SILENT = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d|/td|/th|/blockquote|/pre)[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_FIELDS = 7


class HtmlPage(NamedTuple):
    """One page: its name, its kind, what it says of itself (``-``: nothing), its address, its HTML and its article."""

    name: str
    kind: str
    title: str
    author: str
    published: str
    source: str
    url: str
    html: str
    gold: str

    def as_source(self) -> Source:
        """The page as training and other benchmarks take it, a host of its own."""
        return Source(
            self.name, "written", self.name, self.url, self.html.encode(), self.gold, forum=self.kind == THREAD
        )


def html_pages(path: Path) -> Iterator[HtmlPage]:
    """The pages of a file. Raises ``ValueError`` for a head line of other fields, an unknown kind, a lone mark."""
    for fields, written in headed_texts(path):
        body, _, told = written.partition(_GOLD)
        gold = told or "\n".join(shown(each) for each in _MARKED.findall(body))
        if len(fields) != _FIELDS or fields[1] not in (ARTICLE, THREAD, NONE) or body.count("⟦") != body.count("⟧"):
            raise ValueError(f"{path.name}: {' | '.join(fields)}")
        yield HtmlPage._make([*fields, body.replace("⟦", "").replace("⟧", ""), gold])


def shown(markup: str) -> str:
    """The text of a piece of HTML, a line where a block or a line of it ends."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", _SILENT.sub("", markup))))
