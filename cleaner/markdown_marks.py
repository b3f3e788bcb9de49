"""Text that Markdown would read as its own marks, escaped where it stands.

CommonMark 0.31 with the tables and the strikes of GFM.
"""

from __future__ import annotations

import re

_LINE_MARKS = re.compile(
    r"(?P<mark>#{1,6}(?=\s|\Z)|[-+*](?=\s|\Z)|>|=+\s*\Z|~~~|(?:_[ \t]*+){3,}\Z|(?:-[ \t]*+)+\Z"
    r"|\[(?=[^\[\]]{1,999}\]:))|(?P<number>\d{1,9})(?=[.)](?:\s|\Z))"
)
_CLOSING = re.compile(r"(?:\A|(?<=\s))#(?=#*+\Z)")
_TAG = r"<(?=[a-zA-Z/!?])"
_TAGS = re.compile(_TAG)
_MARKS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])"
    rf"|{_TAG}"
    r"|&(?=(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|\[(?=[^\[\]\n]{0,999}\]\()"
)
_PAIRS = (  # signs that count where there are two, and those of them that may open or close what stands between
    ("`", re.compile("`")),
    ("*", re.compile(r"\*(?=[^\s*])|(?<=[^\s*])\*|(?<=\*)\*")),
    ("_", re.compile(r"(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|_(?=_)|(?<=_)_")),
    ("~~", re.compile(r"~~")),
)


def escaped(text: str) -> str:
    """One line of text that stands on a line of its own, so that Markdown shows it as it is."""
    inner = escaped_inside(text)
    found = _LINE_MARKS.match(inner)
    if not found:
        return inner
    at = found.end() if found["number"] else 0
    return f"{inner[:at]}\\{inner[at:]}"


def escaped_heading(text: str) -> str:
    """The text of a heading behind its mark."""
    return _CLOSING.sub(_backslashed, escaped_inside(text))


def escaped_inside(text: str) -> str:
    """Text within a line: what would be a tag, a link, an entity, code, or be emphasised or struck out."""
    out = _MARKS.sub(_backslashed, text)
    for sign, may_pair in _PAIRS:
        if text.count(sign) > 1:
            out = may_pair.sub(_backslashed, out)
    return out


def without_tags(text: str) -> str:
    """Text in which what would be a tag is escaped, and all else is as it was."""
    return _TAGS.sub(_backslashed, text)


def _backslashed(found: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in found[0])
