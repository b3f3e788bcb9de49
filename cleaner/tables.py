"""The tables of a page as grids: which row and which column each cell begins in, with what spans several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cleaner.doc import Offsets
from cleaner.stages.markup.nesting import nearest
from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.tokens import attributes

_WIDEST = 60  # columns; cells that span more are counted as spanning so many


class Cell(NamedTuple):
    """Text of a line that stands in a cell: the table, the cell's row and column in it, from 0."""

    table: int
    row: int
    column: int
    text: str


class Tables:
    """The tables of a page."""

    def __init__(self, pagemap: PageMap, source: str) -> None:
        self._map, self._source = pagemap, source
        names = np.array([pagemap.name(element) for element in range(pagemap.elements)])
        self._table = nearest(pagemap.parents, names == "table")
        self._row = nearest(pagemap.parents, names == "tr")
        self._cell = nearest(pagemap.parents, (names == "td") | (names == "th"))
        tables = (names == "table").nonzero()[0]
        self._nested = set(self._table[pagemap.parents[tables]].tolist())
        self._grids: dict[int, dict[int, tuple[int, int]]] = {}

    def cells(self, text: str, runs: Offsets) -> list[Cell]:
        """The cells that a line of text fills, by the elements of its runs; none outside of tables.

        Row and column are −1 where it cannot be told, or the table holds others.
        """
        own = list(dict.fromkeys(self._cell[runs].tolist()))
        fields = [field.strip() for field in text.split("\t") if field.strip()]
        table = int(self._table[own[0]]) if own else 0
        if not table:
            return []
        grid = self._grids.get(table) or self._grids.setdefault(table, self._grid(table))
        if table in self._nested or len(own) != len(fields) or not all(cell in grid for cell in own):
            return [Cell(table, -1, -1, text)]
        return [Cell(table, *grid[cell], field) for cell, field in zip(own, fields, strict=True)]

    def _grid(self, table: int) -> dict[int, tuple[int, int]]:
        """Row and column of each cell of a table."""
        inside = self._table == table
        cells = (inside & (self._cell == np.arange(len(inside)))).nonzero()[0].tolist()
        places: dict[int, tuple[int, int]] = {}
        held: dict[int, int] = {}  # by column, the rows that a cell above still takes
        row, last, column = -1, -1, 0
        for cell in cells:
            if self._row[cell] != last:
                row, last, column = row + 1, int(self._row[cell]), 0
                held = {taken: rows - 1 for taken, rows in held.items() if rows > 1}
            while column in held:
                column += 1
            places[cell] = row, column
            across, down = self._spans(cell)
            if down > 1:
                held |= dict.fromkeys(range(column, column + across), down)
            column += across
        return places

    def _spans(self, cell: int) -> Iterator[int]:
        start = int(self._map.spans[0][cell])
        said = attributes(self._source[start : self._source.find(">", start) + 1])
        for name in ("colspan", "rowspan"):
            value = said.get(name, "")
            yield min(max(int(value), 1), _WIDEST) if value.isascii() and value.isdigit() and len(value) < 5 else 1
