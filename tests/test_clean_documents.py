"""Clean documents of 330 genres, written by hand, go through the whole pipeline unchanged: letters, lists, verse, code.

They are what a careless cleaner would damage: short lines, dates, credits, words of menus, dialect, quoted spam.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner, Config
from tools.head_lines import headed_texts

SOURCES = sorted((Path(__file__).parent / "cases").glob("clean_documents*.txt"))
# What these say in ASCII marks is what a page looks like whose marks were folded.
NARROW = {"shopping_list_taipei", "packing_list_hike", "irc_log", "business_cards", "bibliography"}
NOT_YET = {
    "copyright_page": "the imprint of a book is made of the lines that sites have below their articles",
    "auction_lots": "lots of an auction look like a list of goods",
}


def documents() -> dict[str, str]:
    """The text of each document by its name; a line before it names it and its genre."""
    return {name: body.strip("\n") + "\n" for path in SOURCES for (name, *_), body in headed_texts(path)}


DOCUMENTS = documents()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=NOT_YET[name], strict=True)) if name in NOT_YET else name
        for name in DOCUMENTS
    ],
)
def test_a_clean_document_stays(name: str) -> None:
    result = Cleaner(Config(punctuation=name not in NARROW)).clean(DOCUMENTS[name])
    assert [(edit.rule, edit.old, edit.new) for edit in result.edits] == []
    assert result.text == DOCUMENTS[name]
