"""The models of flattened pages: what they say of each line, and of a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np

from cleaner.stages.boilerplate.flat_kind import kind_features
from cleaner.stages.boilerplate.page import Page
from cleaner.trees import Column, Forest, Table, grove, matrix_of, read


class Logits(NamedTuple):
    """What the models say of each line: that it is of the article, the first line of it, the last, or its title."""

    line: Column
    first: Column
    last: Column
    title: Column


class Kind(NamedTuple):
    """What the models say of a page: that it is a thread, that it holds no article, that nothing but one is there."""

    thread: float
    none: float
    plain: float


def kind_of(page: Page, table: Table, line: Column) -> Kind:
    """What the models say of the page, by its lines and by what the model of articles says of them."""
    return Kind(*(float(logits[0]) for logits in _all_logits(kind_features(page, table, line), Kind._fields)))


def logits_of(table: Table) -> Logits:
    """What the models say of the lines of ``table``."""
    return Logits(*_all_logits(table, Logits._fields))


def _all_logits(table: Table, names: Iterable[str]) -> list[Column]:
    """What the forests of these names say of the rows of ``table``."""
    forests = tuple(map(forest, names))
    return grove(forests).run(matrix_of(table, forests[0].names))


@cache
def forest(name: str) -> Forest:
    """The trees for the ``line`` of an article, its ends, ``title`` and ``end``, for a ``post``, or for a ``Kind``."""
    with as_file(files("cleaner.data").joinpath("models/boilerplate_flat.npz")) as path, np.load(path) as arrays:
        return read(arrays, name + ".")
