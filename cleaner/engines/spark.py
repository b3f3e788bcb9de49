"""Spark: ``clean_batch`` under ``mapInArrow``. Extra ``spark``, and Java 17.

Set ``spark.sql.execution.arrow.maxRecordsPerBatch`` to 64–256: its default of 10,000 rows is too many whole pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from cleaner.batch import SPARK_DDL, clean_batch
from cleaner.config import Config
from cleaner.engines.columns import TEXT, text_column

BATCH_ROWS = "spark.sql.execution.arrow.maxRecordsPerBatch"


def clean_frame(frame: Any, config: Config | None = None, profiles: Path | None = None) -> Any:
    """A Spark ``DataFrame`` with ``raw`` (and id, url, content_type) as one of clean documents (``SPARK_DDL``).

    Where there is no ``raw``, a column ``text`` or ``content`` is it. Raises ``ConfigError`` where there is none.
    """
    frame = frame.withColumnRenamed(text_column(frame.columns), TEXT)
    return frame.mapInArrow(batches(config, profiles), SPARK_DDL)


def batches(config: Config | None = None, profiles: Path | None = None) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """The function for ``mapInArrow``: an iterator of record batches in, one of clean record batches out."""

    def clean(stream: Iterator[Any]) -> Iterator[Any]:  # Spark looks at the signature: it takes no partial
        """The clean record batches of a stream."""
        return map(partial(clean_batch, config=config, profiles=profiles), stream)

    return clean
