"""Spun copies, named by ``cleaner spun twins``, leave the result of a run: their text goes, the ledger keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from cleaner.config import Config
from cleaner.doc import Edit
from cleaner.document import Document
from cleaner.errors import UsageError
from cleaner.io.records import rows

RULE = "twins.spun-copy"


@lru_cache(maxsize=4)
def load(path: Path) -> Mapping[str, str]:
    """The ids of spun copies, each with the id of the document that stays; one that any group keeps is no copy.

    Raises ``UsageError`` where the file is none of ``cleaner spun twins``.
    """
    copies: dict[str, str] = {}
    kept: set[str] = set()
    for row in rows(str(path)):
        group = row.record or {}
        keep, drop = group.get("keep"), group.get("drop")
        if not isinstance(drop, list) or not isinstance(keep, str | None) or (drop and keep is None):
            raise UsageError(f"{row.where}: {row.problem or 'is no group of cleaner spun twins'}")
        if keep is not None:
            kept.add(keep)
            copies.update((str(name), keep) for name in drop)
    return {name: keep for name, keep in copies.items() if name not in kept}


def without_copy(document: Document, name: str, config: Config, path: Path) -> Document:
    """``document`` without its text where ``path`` names it as the spun copy of another one."""
    keep = load(path).get(name)
    if keep is None or document.status != "ok" or not config.enabled(RULE):
        return document
    edit = Edit(0, len(document.text), "", RULE, f"spun copy of {keep}")
    doc = document.doc.apply("twins", [edit] if document.text else [])
    return replace(document, text=doc.text, doc=doc, verdict="spun-copy")
