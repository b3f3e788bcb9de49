"""Front matter: the block of fields between two rows of dashes with which a file of Markdown begins.

A line may have been put above it, or blank lines be left of one that was.
"""

from __future__ import annotations

import re

from cleaner.fold import fold
from cleaner.patterns import lazy
from cleaner.stages.markup.moment import moment, zoned

_LONGEST = 8000  # characters
_FAR = 440  # characters above it
_LEAST_FIELDS = 2
_BLOCK = lazy(
    r"\ufeff?---[ \t]*\r?\n((?:(?!(?:---|\.\.\.)[ \t]*\r?$)[^\n]{0,2000}\n){1,80})(?:---|\.\.\.)[ \t]*\r?$",
    re.MULTILINE,
)
_ABOVE = re.compile(r"\s{0,8}(?:\S[^\n]{0,400}\n\s{0,8}\n)?(?=---[ \t\r]*\n)")
_FIELD = lazy(r"([A-Za-z_][\w. -]{0,40}):(?:[ \t]+([^\n]{0,2000}))?$", re.MULTILINE)
_OTHER = lazy(r"[ \t]+\S|[ \t]*-[ \t]|[ \t]*#|[ \t]*\r?$")  # a value that goes on, an item, a comment, a blank line
_ITEM = lazy(r"\s*-[ \t]+([^\n]{1,400})")
_QUOTES = "\"'"
_NAMES = {
    "title": ("title",),
    "author": ("author", "authors", "creator"),
    "published": ("published", "date", "pubdate"),
}


def front_matter(text: str) -> str:
    """The block at the beginning of ``text``, with its rows of dashes; empty where there is none.

    With what stands above it, where one of its fields is the title.
    """
    head = text[:_LONGEST]
    above = None if head.lstrip("\ufeff").startswith("---") else _ABOVE.match(head)
    found = _BLOCK.match(head, above.end() if above else 0) if "---" in head[:_FAR] else None
    if found is None:
        return ""
    lines = found[1].rstrip("\n").split("\n")
    fields = [field for line in lines if (field := _FIELD.match(line.rstrip("\r")))]
    whole = all(_FIELD.match(line.rstrip("\r")) or _OTHER.match(line) for line in lines)
    titled = above is None or any(field[1].lower() == "title" for field in fields)
    return head[: found.end()] if whole and titled and len(fields) >= _LEAST_FIELDS else ""


def _plain(value: str) -> str:
    """A value without its quotes; those of a list joined by ``、``. Brackets inside quotes are part of it."""
    if value[:1] == "[" and value[-1:] == "]" and value.count("[") == 1:
        return "、".join(item.strip().strip(_QUOTES) for item in value[1:-1].split(",")).strip("、")
    value = value.strip(_QUOTES).strip()
    return value[2:-2] if value[:2] == "[[" and value[-2:] == "]]" else value  # a link to a note


def fields_of(block: str) -> dict[str, str]:
    """``title``, ``author`` and ``published`` as front matter says them."""
    said: dict[str, str] = {}
    for field in _FIELD.finditer(block.replace("\r", "")):
        value = field[2] or ""
        if not value.strip() and (item := _ITEM.match(block.replace("\r", ""), field.end())):
            value = item[1]
        said.setdefault(field[1].strip().lower(), _plain(value.strip()))
    out = {name: next((said[key] for key in keys if said.get(key)), "") for name, keys in _NAMES.items()}
    when = moment(fold(out["published"]))
    out["published"] = zoned(when) if when else ""
    return {name: value for name, value in out.items() if value}
