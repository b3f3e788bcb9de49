"""Records for people and machines: the clean record, the ledger line, and the way back from both.

A ledger record lists every edit with its source offsets, and the runs of the source that the clean text kept. Painting
the kept runs and the ``old`` of each edit gives the source back; checksums say that it is the right one.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from cleaner._version import __version__
from cleaner.decoding import Decoded, Raw, encode_back
from cleaner.doc import codes
from cleaner.document import Document
from cleaner.errors import RestoreError

LEDGER_VERSION = 1
# Edits of these stages are counted in a ledger and listed only in a full one.
BULK_STAGES = frozenset({"markup"})
_BARE = 0xFFFFFFFF
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Any, plain: Callable[[Any], Any] | None = None) -> str:
    """One line of JSON that any UTF-8 file can hold: lone surrogates are escaped, all else stays readable.

    ``plain`` makes plain values of those that JSON does not know; the default knows the numbers of numpy only.
    """
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain or _plain)
    try:
        line.encode()  # ten times as fast as a search for what it does not take
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", line)
    return line


def _plain(value: Any) -> Any:
    """A numpy number as the number that it is. Raises ``TypeError`` for anything else that JSON does not know."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def _scores(document: Document) -> dict[str, float | None]:
    """The scores, rounded; ``None`` stands for what is no number in JSON."""
    return {key: round(float(s), 4) if math.isfinite(s) else None for key, s in document.scores.items()}


def clean_record(document: Document, name: str | None = None) -> dict[str, Any]:
    """The JSON-ready record of a clean document; ``name`` is its id (default: the input's checksum)."""
    return {
        "id": document.id if name is None else name,
        "url": document.url,
        "title": document.title,
        "author": document.author,
        "published": document.published,
        "source": document.source,
        "text": document.text,
        "encoding": document.encoding,
        "script": document.script,
        "verdict": document.verdict,
        "scores": _scores(document),
        "tags": dict(document.tags),
        "status": document.status,
        "error": document.error,
        "config_hash": document.config_hash,
        "version": __version__,
    }


def text_bytes(document: Document) -> bytes:
    """The clean text as a UTF-8 file: it ends with a newline, and what is no character (a lone surrogate) is U+FFFD.

    A headline that stood outside the article begins the file, which has no other place for it.
    """
    text = document.text
    if document.tags.get("headline") == "apart" and document.title:
        text = f"{document.title}\n{text}"
    return utf8(text)


def utf8(text: str) -> bytes:
    """A text as a UTF-8 file, see ``text_bytes``."""
    if text and not text.endswith("\n"):
        text += "\n"
    return _SURROGATE.sub("\ufffd", text).encode()


def render(document: Document, form: str, name: str | None = None) -> bytes:
    """A clean document in the format ``text``, ``md`` or ``jsonl`` (one record); ``name`` is its id."""
    if form == "jsonl":
        return dumps(clean_record(document, name)).encode() + b"\n"
    if form == "md":
        from cleaner.markdown import markdown

        return markdown(document)
    return text_bytes(document)


def ledger_record(document: Document, full: bool = False, name: str | None = None) -> dict[str, Any]:
    """The JSON-ready ledger record of a document. ``full`` also lists the edits of ``BULK_STAGES``."""
    tally = document.doc.tally()
    listed = document.edits if full else document.doc.records_without(BULK_STAGES)
    source = document.doc.source
    data = document.restore_bytes()
    record: dict[str, Any] = {
        "ledger": LEDGER_VERSION,
        "id": document.id if name is None else name,
        "url": document.url,
        "version": __version__,
        "config_hash": document.config_hash,
        "status": document.status,
        "error": document.error,
        "verdict": document.verdict,
        "scores": _scores(document),
        "tags": dict(document.tags),
        "script": document.script,
        "encoding": document.encoding,
        "chars": len(source),
        "kept_chars": document.doc.kept_chars,
        "sha256": _digest(data),
        "text_sha256": text_digest(document.text),
        "rules": {rule: dict(zip(("edits", "old", "new"), row, strict=True)) for rule, row in tally.items()},
        "complete": len(listed) == sum(row[0] for row in tally.values()),
        "edits": [r._asdict() for r in listed],
        "marks": [r._asdict() for r in document.marks],
    }
    if record["complete"]:
        record["kept"] = document.doc.kept()
        record["raw"] = [(r.start, r.end, r.data.hex()) for r in (document.decoded.raw if document.decoded else ())]
    return record


def ledger_line(document: Document, full: bool = False, name: str | None = None) -> str:
    """``ledger_record`` as one line of JSON, without a newline."""
    return dumps(ledger_record(document, full, name))


def restored(clean: Mapping[str, Any], ledger: Mapping[str, Any]) -> bytes:
    """The input bytes, rebuilt from a clean record and its ledger record and verified by checksum.

    Raises ``RestoreError`` where the two do not belong together, the ledger lists not every edit, or a sum differs.
    """
    name = ledger.get("id")
    try:
        if clean.get("id") != name:
            raise RestoreError(f"{name}: the clean record has another id, {clean.get('id')!r}")
        if not ledger["complete"]:
            raise RestoreError(f"{name}: the ledger does not list markup edits; write it with --full-ledger")
        if text_digest(clean["text"]) != ledger["text_sha256"]:
            raise RestoreError(f"{name}: the clean text is not the one that the ledger was written for")
        source = _painted(clean["text"], ledger)
        raw = tuple(Raw(start, end, bytes.fromhex(data)) for start, end, data in ledger["raw"])
        if ledger["encoding"] is None and not raw:
            data = source.encode("utf-8", "surrogatepass")
        else:
            data = encode_back(Decoded(source, ledger["encoding"] or "utf-8", raw))
        if _digest(data) != ledger["sha256"]:
            raise RestoreError(f"{name}: the rebuilt original has another checksum")
        return data
    except (KeyError, TypeError, ValueError, LookupError, AttributeError) as error:
        raise RestoreError(f"{name}: not a ledger record of this program: {type(error).__name__}: {error}") from None


def _painted(text: str, ledger: Mapping[str, Any]) -> str:
    """The source, painted from the ``old`` of each edit and the kept runs of ``text``."""
    size = int(ledger["chars"])
    if size > sum(len(edit["old"]) for edit in ledger["edits"]) + sum(run[2] for run in ledger["kept"]):
        raise RestoreError(f"{ledger['id']}: the ledger does not cover the source")
    canvas = np.full(size, _BARE, np.uint32)
    for edit in ledger["edits"]:
        canvas[edit["start"] : edit["end"]] = codes(edit["old"])
    clean = codes(text)
    for start, at, length in ledger["kept"]:
        canvas[start : start + length] = clean[at : at + length]
    if (canvas == _BARE).any():
        raise RestoreError(f"{ledger['id']}: the ledger does not cover the source")
    return canvas.tobytes().decode("utf-32-le", "surrogatepass")


def text_digest(text: str) -> str:
    """The checksum of a clean text that its ledger holds."""
    return _digest(text.encode("utf-8", "surrogatepass"))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
