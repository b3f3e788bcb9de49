"""Files of texts written by hand, each below a head line (``@@@ name | …``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_HEAD = re.compile(r"^@@@ ", re.MULTILINE)


def headed_texts(path: Path) -> Iterator[tuple[list[str], str]]:
    """The fields of each head line of a file, and the text below it."""
    for part in _HEAD.split(path.read_text("utf-8"))[1:]:
        head, _, body = part.partition("\n")
        yield [field.strip() for field in head.split(" | ")], body
