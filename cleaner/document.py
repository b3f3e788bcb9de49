"""What comes out: the clean text, its metadata, and the ledger from which the input can be rebuilt."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cleaner.decoding import Decoded, encode_back
from cleaner.doc import Doc, Record

Verdict = Literal["article", "spam", "boilerplate", "empty", "not-chinese", "spun-copy"]
Status = Literal["ok", "too_large", "timeout", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A cleaned document.

    text: the clean article, ``"\\n"`` line ends, one paragraph a line; the title first, save on a page whose headline
        stands outside the element of its article, or above its byline (``tags["headline"]`` is ``apart`` then).
    title, author, published (ISO 8601 where it could be read), source (the publisher): ``None`` where unknown.
    encoding: the codec of byte input, ``None`` for text input.  script: ``hans``, ``hant``, ``mixed`` or ``None``.
    verdict: what the document as a whole is (``spun-copy``: a list of twins says so, see ``cleaner.batch.twins``).
    scores: shares and scores by name (``spam``, ``damage``, ``spun`` …).
    tags: words on the whole document by name (``spun``: ``clean``, ``suspect`` or ``spun`` …).
    status: ``ok``, or why the text was left untouched; ``error`` then says what happened, in one line.
    """

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    source: str | None = None
    encoding: str | None = None
    script: str | None = None
    verdict: Verdict = "empty"
    scores: Mapping[str, float] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    status: Status = "ok"
    error: str | None = None
    url: str | None = None
    config_hash: str = ""
    doc: Doc = field(repr=False, compare=False)
    decoded: Decoded | None = field(default=None, repr=False, compare=False)

    @property
    def problem(self) -> str:
        """Why the text was left untouched, in one line; empty where it was not."""
        return "" if self.status == "ok" else f"{self.status}: {self.error}"

    @property
    def edits(self) -> list[Record]:
        """Every removal and repair in the order of its application, with source offsets."""
        return self.doc.records

    @property
    def marks(self) -> list[Record]:
        """What was noticed and left as it is: damage beyond repair, suspicions, rules that need ``unsafe``."""
        return self.doc.marks

    def restore(self) -> str:
        """The decoded source, rebuilt from the clean text and the edits."""
        return self.doc.restore()

    def restore_bytes(self) -> bytes:
        """The input bytes; for text input its UTF-8 (lone surrogates by ``surrogatepass``)."""
        text = self.restore()
        if self.decoded is None:
            return text.encode("utf-8", "surrogatepass")
        return encode_back(self.decoded._replace(text=text))

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits of the SHA-256 of the input."""
        return hashlib.sha256(self.restore_bytes()).hexdigest()[:16]

    def to_record(self) -> dict[str, Any]:
        """The JSON-ready record of the clean document."""
        from cleaner.emit import clean_record

        return clean_record(self)

    def ledger(self, full: bool = False) -> str:
        """The ledger record, one line of JSON. ``full`` also lists markup edits, which restoring HTML needs."""
        from cleaner.emit import ledger_line

        return ledger_line(self, full)
