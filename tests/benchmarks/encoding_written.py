"""Written forms of characters and scattered glosses: lines and pages that come out exactly, beside what Python offers.

The glosses take their readings from the table that the repair uses: so the section measures the gates, not the table.
"""

from __future__ import annotations

import html
import random
from urllib.parse import unquote

from cleaner.stages import encoding
from cleaner.stages.encoding.gloss import readings
from tests.benchmarks._encoding_text import applied, pieces, records
from tests.benchmarks.common import print_table
from tests.damage.written import WAYS

_FRAMES = ("{}", "标题：{}", "今天的内容是 {} 完")
_PAGE, _KEYS, _SHARE = 1000, 40, 0.5  # characters of a page, characters that are glossed, share of their places
_NOTES = {"toneless": "({0})", "doubled": "({0})({0})", "full width": "（{0}）", "spaced": "({0} )"}


def bench_written(number: int) -> None:
    """Lines of thirty characters, alone and in a line, in each form; ``html.unescape`` and ``unquote`` beside."""
    rows = []
    for name, write in WAYS.items():
        exact = peer = total = 0
        for place, piece in enumerate(pieces("any", 30, number, 11)):
            try:
                written = write(piece)
            except UnicodeEncodeError:
                continue
            if written == piece:
                continue
            frame = _FRAMES[place % len(_FRAMES)]
            total += 1
            exact += applied(encoding, frame.format(written)) == frame.format(piece)
            peer += unquote(html.unescape(frame.format(written))) == frame.format(piece)
        rows.append((name, total, exact / max(1, total), peer / max(1, total)))
    print_table(("written form", "lines", "exact", "html, urllib"), rows, "Written forms")
    pages = []
    for name, note in _NOTES.items():
        texts = [text for script in ("hans", "hant") for text in records(script) if len(text) >= _PAGE // 4]
        exact = total = 0
        for text in texts[: 2 * number]:
            glossed = _glossed(text[:_PAGE], note, random.Random(total))
            total += 1
            exact += applied(encoding, glossed) == text[:_PAGE]
        pages.append((name, total, exact / max(1, total)))
    print_table(("scattered gloss", "pages", "exact"), pages, "Glosses")


def _glossed(page: str, note: str, source: random.Random) -> str:
    """``page`` with a note after some of the places of some characters."""
    reading = {char: syllable for syllable, chars in readings().items() for char in chars}
    known = sorted({c for c in page if c in reading})
    keys = set(source.sample(known, min(_KEYS, len(known))))
    return "".join(c + note.format(reading[c]) if c in keys and source.random() < _SHARE else c for c in page)
