"""Short clean texts, one a line, that a careless cleaner takes for advertisements: each by itself stays whole."""

from __future__ import annotations

from pathlib import Path

from cleaner import Cleaner, Config

SOURCE = Path(__file__).parent / "cases" / "clean_rows.txt"
KIND = "= "


def test_no_row_loses_anything() -> None:
    cleaner = Cleaner(Config(select=("decode", "spam", "boilerplate")))
    rows = [row for row in SOURCE.read_text("utf-8").splitlines() if not row.startswith(KIND)]
    cut = {row: [edit.rule for edit in doc.edits] for row in rows if (doc := cleaner.clean(row)).text.strip() != row}
    assert cut == {}
