"""Stub."""

from __future__ import annotations

from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits of the encoding stage."""
    return Proposal()
