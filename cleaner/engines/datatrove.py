"""datatrove: a ``PipelineStep`` that cleans. Extra ``datatrove``.

The clean text replaces ``text``; all else goes into ``metadata`` under the names of ``SCHEMA`` with ``clean_`` before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from cleaner.batch import clean_rows
from cleaner.config import Config
from cleaner.extras import require

PipelineStep: Any = require("datatrove.pipeline.base", "datatrove").PipelineStep

BATCH_ROWS = 64


class ChineseCleaner(PipelineStep):  # type: ignore[misc]
    """Cleans the text of each document; with ``articles_only``, what is no article or failed is dropped."""

    name = "cleaner-zh"
    type = "FORMAT"

    def __init__(self, config: Config | None = None, articles_only: bool = False) -> None:
        super().__init__()
        self.config, self.articles_only = config, articles_only

    def run(self, data: Iterator[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Documents in, the same documents out, clean."""
        documents = iter(data or ())
        batch: list[Any]
        while batch := list(islice(documents, BATCH_ROWS)):
            with self.track_time("documents"):
                rows = list(clean_rows(map(_row, batch), self.config))
            for document, row in zip(batch, rows, strict=True):
                self.stat_update("total", row["status"], row["verdict"])
                self.stat_update("edits", value=len(row["edits"]), unit="doc")
                document.text = row["text"]
                others = {name: value for name, value in row.items() if name not in ("id", "text")}
                document.metadata |= {f"clean_{name}": value for name, value in others.items()}
                if not self.articles_only or (row["status"], row["verdict"]) == ("ok", "article"):
                    yield document


def _row(document: Any) -> tuple[object, object, object, object]:
    told = document.metadata
    return document.id, told.get("url"), document.text, told.get("content_type")
