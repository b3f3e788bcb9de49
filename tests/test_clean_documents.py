"""Clean documents of 600 kinds, written by hand, go through the whole pipeline unchanged: letters, lists, verse, code.

They are what a careless cleaner would damage: short lines, dates, credits, words of menus, dialect, quoted spam.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner, Config
from tools.head_lines import headed_texts

SOURCES = sorted((Path(__file__).parent / "cases").glob("clean_documents*.txt"))
# Its ASCII marks are what those of a page look like that folded them.
NARROW = "half-width"
NOT_YET = {
    "copyright_page": "the imprint of a book is made of the lines that sites have below their articles",
    "auction_lots": "lots of an auction look like a list of goods",
    "i02_agent_cash": "an offer that is told fills most of its paragraph",
    "i09_tw_matchmaker": "an offer that is told fills most of its paragraph",
    "i15_tw_used_car": "an offer that is told fills most of its paragraph",
    "i22_loan_broker": "an offer that is told fills most of its paragraph",
    "n20_poem_about_screens": "lines of a poem are the words of a button to turn the page",
    "spin-o08": "a spun sentence that a story quotes without marks, in a paragraph of its own",
}


def documents() -> dict[str, tuple[str, bool]]:
    """The text of each document by its name, and whether it is in ASCII marks; a line before it says both."""
    texts = (text for path in SOURCES for text in headed_texts(path))
    return {name: (body.strip("\n") + "\n", NARROW in kinds) for (name, *kinds), body in texts}


DOCUMENTS = documents()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=NOT_YET[name], strict=True)) if name in NOT_YET else name
        for name in DOCUMENTS
    ],
)
def test_a_clean_document_stays(name: str) -> None:
    text, narrow = DOCUMENTS[name]
    result = Cleaner(Config(punctuation=not narrow)).clean(text)
    assert [(edit.rule, edit.old, edit.new) for edit in result.edits] == []
    assert result.text == text
