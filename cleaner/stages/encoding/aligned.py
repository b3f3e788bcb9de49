"""Long repairs in pieces that end with sentences, so that what later stages change in one is told with it alone.

A later edit within text that was mended has no place of its own in the source: the ledger gives it all that the repair
replaced. Where re-damaging a repair gives the source, each part of it does so, too, and may be an edit by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit

# Characters of a repair that is cut, and of a piece at least.
LONG, PIECE = 96, 48
# What a text was written in, and what it was read as.
_CHAINS = tuple(
    (written, read)
    for written, reads in (
        ("utf-8", ("latin-1", "sloppy-windows-1252", "gb18030", "big5hkscs", "mac-roman", "cp437")),
        ("gb18030", ("latin-1", "sloppy-windows-1252", "big5hkscs")),
        ("big5hkscs", ("latin-1", "sloppy-windows-1252", "gb18030")),
    )
    for read in reads
)
_END = re.compile("[，。！？；：,.!?;\n]")


def in_pieces(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits of ``text``, long repairs of whole codecs in pieces."""
    if not any(len(edit.new) >= LONG for edit in edits):
        return edits
    return [piece for edit in edits for piece in (_pieces(text, edit) if len(edit.new) >= LONG else (edit,))]


def _pieces(text: str, edit: Edit) -> Iterator[Edit]:
    """One edit as several that do the same, where it undoes one reading in a wrong codec exactly."""
    old = text[edit.start : edit.end]
    chain = next((chain for chain in _CHAINS if _misread(edit.new, *chain) == old), None)
    ends = [found.end() for found in _END.finditer(edit.new)] if chain else []
    begin = at = 0
    for end in ends:
        if end - begin < PIECE or len(edit.new) - end < PIECE:
            continue
        part = _misread(edit.new[begin:end], *chain) if chain else None
        if part is not None and old.startswith(part, at):
            yield edit._replace(start=edit.start + at, end=edit.start + at + len(part), new=edit.new[begin:end])
            begin, at = end, at + len(part)
    yield edit._replace(start=edit.start + at, new=edit.new[begin:])


def _misread(text: str, written: str, read: str) -> str | None:
    """A text as it looks that was written in one codec and read as another, ``None`` where that fails."""
    try:
        return text.encode(written).decode(read)
    except (UnicodeError, LookupError):
        return None
