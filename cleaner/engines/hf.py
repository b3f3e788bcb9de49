"""Hugging Face ``datasets``: ``clean_batch`` under ``map``. Extra ``hf``."""

from __future__ import annotations

from functools import partial
from typing import Any

from cleaner.batch import SCHEMA, clean_batch
from cleaner.batch.schema import pa
from cleaner.config import Config
from cleaner.engines.columns import TEXT, text_column
from cleaner.extras import require

BATCH_ROWS = 64


def clean_dataset(dataset: Any, config: Config | None = None, num_proc: int | None = None) -> Any:
    """A ``Dataset`` with ``raw`` (and id, url, content_type) as one of clean documents (``SCHEMA``).

    Where there is no ``raw``, a column ``text`` or ``content`` is it. The features are given: from a first batch
    without an error, ``datasets`` would take the column for all null. Raises ``ConfigError`` where there is no such
    column.
    """
    dataset = _with_raw(dataset)
    features = require("datasets", "hf").Features.from_arrow_schema(SCHEMA)
    function = partial(_clean_table, config=config)
    mapped = dataset.with_format("arrow").map(
        function, batched=True, batch_size=BATCH_ROWS, features=features, remove_columns=dataset.column_names,
        num_proc=num_proc, desc="cleaning",
    )  # fmt: skip
    return mapped.with_format(None)


def _with_raw(dataset: Any) -> Any:
    """The dataset with its text in the column ``raw``."""
    names = dataset.column_names
    if names is None:  # of a stream nothing may be known yet
        return dataset
    given = text_column(names)
    return dataset if given == TEXT else dataset.rename_column(given, TEXT)


def _clean_table(table: Any, config: Config | None) -> Any:
    return pa.Table.from_batches([clean_batch(table, config)])
