"""Cleaning at scale: the Arrow contract ``clean_batch``, and ``cleaner batch`` for whole corpora on one machine.

``clean_batch``, ``clean_rows`` and the schemas need the extra ``batch`` and are imported when they are asked for.
"""

from __future__ import annotations

from typing import Any

__all__ = ["INPUT_SCHEMA", "SCHEMA", "SCHEMA_VERSION", "SPARK_DDL", "clean_batch", "clean_rows"]


def __getattr__(name: str) -> Any:
    if name in ("clean_batch", "clean_rows"):
        from cleaner.batch import contract

        return getattr(contract, name)
    if name in __all__:
        from cleaner.batch import schema

        return getattr(schema, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
