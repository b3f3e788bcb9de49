"""Stub of the markup stage."""

from __future__ import annotations

from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits of the markup stage."""
    return Proposal()
