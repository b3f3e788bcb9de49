"""datatrove: a ``PipelineStep`` that cleans. Extra ``datatrove``.

The clean text replaces ``text``; all else goes into ``metadata`` under the names of ``SCHEMA`` with ``clean_`` before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from cleaner.batch import INPUT_SCHEMA, clean_batch
from cleaner.batch.schema import pa
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
                rows = clean_batch(_rows(batch), self.config).to_pylist()
            for document, row in zip(batch, rows, strict=True):
                self.stat_update("total", row["status"], row["verdict"])
                self.stat_update("edits", value=len(row["edits"]), unit="doc")
                document.text = row["text"]
                others = {name: value for name, value in row.items() if name not in ("id", "text")}
                document.metadata |= {f"clean_{name}": value for name, value in others.items()}
                if not self.articles_only or (row["status"], row["verdict"]) == ("ok", "article"):
                    yield document


def _rows(documents: list[Any]) -> Any:
    rows = [
        {
            "id": document.id,
            "url": document.metadata.get("url"),
            "raw": document.text,
            "content_type": document.metadata.get("content_type"),
        }
        for document in documents
    ]
    schema = INPUT_SCHEMA.set(INPUT_SCHEMA.get_field_index("raw"), pa.field("raw", pa.string()))
    return pa.RecordBatch.from_pylist(rows, schema=schema)
