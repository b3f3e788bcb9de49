"""Damage that nobody can undo: it is noted and measured, and the text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit

_NESTED = "闂傚倸鍊搁崐鎼佸磹妞嬪孩顐介柨鐔哄Т绾惧鏌涘畝鈧崑鐐烘偂閺囥垺鐓犳慨濠冾"
# Each with strings of which one must be there, so that clean text costs a few searches.
_KINDS = (
    ("encoding.lost", re.compile("\ufffd{1,500}"), ("\ufffd",)),
    ("encoding.replacement-read-as-gbk", re.compile("(?:锟斤拷|嚙踝蕭|锟斤|斤拷锟){1,200}"), ("锟斤拷", "嚙踝")),
    ("encoding.uninitialised-memory", re.compile("烫{4,500}|屯{4,500}"), ("烫烫烫烫", "屯屯屯屯")),
    ("encoding.nested-misreading", re.compile(f"[{_NESTED}]{{8,2000}}"), ("闂傚",)),
)
TOPIC = re.compile("乱码|亂碼|编码|編碼|mojibake", re.IGNORECASE)
_QUOTES = "“”‘’\"'「」『』《》（）()`"


def marks(text: str) -> Iterator[Edit]:
    """A mark for each run of characters that stand for lost ones; none where a text is about them."""
    topic = None
    for rule, pattern, hints in _KINDS:
        for match in pattern.finditer(text) if any(hint in text for hint in hints) else ():
            around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            if topic is None:
                topic = TOPIC.search(text) is not None
            if any(c in _QUOTES for c in around) or (topic and rule != "encoding.lost"):
                continue
            yield Edit(*match.span(), match[0], rule, "beyond repair")
