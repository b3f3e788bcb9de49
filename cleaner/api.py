"""The two ways in: ``clean`` for one document, ``Cleaner`` for many with one config."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cleaner.config import Config
from cleaner.decoding import Decoded
from cleaner.doc import Doc
from cleaner.document import Document, Status
from cleaner.pipeline import State, run
from cleaner.stages.decode import decode
from cleaner.verdict import judge

if TYPE_CHECKING:
    from bs4 import Tag

PASSES = 6


class Cleaner:
    """Cleans documents with one config. Built once, picklable, reusable; remembers no document."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()

    def clean(self, data: bytes | str | Tag, url: str | None = None) -> Document:
        """The clean article in ``data`` (bytes, text or a parsed page), with its ledger.

        Whatever the input holds, this returns: a document that is too large, takes too long or makes a stage fail
        comes back untouched, with ``status`` and ``error``. Raises ``TypeError`` for another type of input.
        """
        decoded: Decoded | None = None
        if isinstance(data, (bytes, bytearray, memoryview)):
            data = bytes(data)
            decoded = decode(data, self.config.encoding)
            source = decoded.text
        elif isinstance(data, str):
            source = str(data)
        elif hasattr(data, "decode") and hasattr(data, "descendants"):  # a bs4.Tag
            source = data.decode()
        else:
            raise TypeError(f"clean() takes bytes, str or a BeautifulSoup object, not {type(data).__name__}")
        size = len(data) if decoded else len(source)
        if size > self.config.max_bytes:
            why = f"{size} bytes, and max_bytes is {self.config.max_bytes}"
            return self._untouched(source, decoded, url, "too_large", why)
        return self._through(source, decoded, url)

    def _through(self, source: str, decoded: Decoded | None, url: str | None) -> Document:
        """Run the stages until a pass changes nothing, so that cleaning clean text again changes nothing either."""
        deadline = time.monotonic() + self.config.max_seconds if self.config.max_seconds else None
        doc = Doc(source)
        first: State | None = None
        stage = "decode"
        try:
            for _ in range(PASSES):
                fresh = Doc(doc.text)
                for stage, state in run(fresh, self.config, url if first is None else None):  # noqa: B007
                    if deadline is not None and time.monotonic() > deadline:
                        why = f"over {self.config.max_seconds:g} s at stage {stage}"
                        return self._untouched(source, decoded, url, "timeout", why)
                first = first or state
                doc = doc.extended(state.doc)
                if state.doc.text == fresh.text:
                    break
        except Exception as error:
            why = f"stage after {stage}: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
            return self._untouched(source, decoded, url, "error", why)
        assert first is not None
        return self._finished(doc, first, decoded, url)

    def _finished(self, doc: Doc, found: State, decoded: Decoded | None, url: str | None) -> Document:
        meta = found.meta
        return Document(
            text=doc.text,
            title=meta.get("title"),
            author=meta.get("author"),
            published=meta.get("published"),
            source=meta.get("source"),
            encoding=decoded.encoding if decoded else None,
            script=meta.get("script"),
            verdict=judge(doc, found),
            scores=dict(sorted(found.scores.items())),
            tags=dict(sorted(found.tags.items())),
            url=url,
            config_hash=self.config.fingerprint(),
            doc=doc,
            decoded=decoded,
        )

    def _untouched(self, source: str, decoded: Decoded | None, url: str | None, status: Status, why: str) -> Document:
        return Document(
            text=source,
            encoding=decoded.encoding if decoded else None,
            status=status,
            error=why,
            url=url,
            config_hash=self.config.fingerprint(),
            doc=Doc(source),
            decoded=decoded,
        )


def clean(data: bytes | str | Tag, url: str | None = None, config: Config | None = None) -> Document:
    """The clean article in ``data`` (bytes, text or a parsed page) with its ledger; see ``Cleaner.clean``."""
    return Cleaner(config).clean(data, url)
