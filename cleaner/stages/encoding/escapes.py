"""Characters left in a written form: entities (also without their ``&``), ``\\u4e2d``, ``%E4%B8%AD``."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Edit
from cleaner.stages.encoding.model import model

_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026\u00b7"
_BESIDE = re.compile(f"[{_CJK}]")
_NAMES = "nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|quot|mdash|ndash|hellip|middot|bull|times|deg|copy|yen"
_WIDEST = 30  # characters of a reference without its semicolon
_NUMBER = "#(?:[xX][0-9a-fA-F]{2,6}|[0-9]{3,7});"
_REFERENCE = re.compile(rf"&(?:amp;){{0,4}}(?:{_NUMBER}|({_NAMES});)$|{_NUMBER}$")
_ESCAPED = re.compile(r"(?<![\"'`\\])(?:\\u[0-9a-fA-F]{4}){4,400}(?![\"'`\\])")
_PERCENT = re.compile(r"(?<![^\s\u2e80-\uffff])(?:%[0-9A-Fa-f]{2}){3,600}(?![^\s\u2e80-\uffff])")
_LIKELY = -8.0


def repairs(text: str, points: NDArray[np.uint32]) -> Iterator[Edit]:
    """Edits for each place where a character was left in a written form."""
    if ";" in text and ("#" in text or "&" in text):
        yield from _references(text, points)
    if "\\u" in text:
        yield from _escaped(text, _ESCAPED, "encoding.unicode-escape", _unescape)
    if "%E" in text or "%e" in text:
        yield from _escaped(text, _PERCENT, "encoding.percent-escape", _unquote)


def _references(text: str, points: NDArray[np.uint32]) -> Iterator[Edit]:
    """Entities that touch Chinese text, themselves or through their neighbours."""
    runs: list[list[re.Match[str]]] = []
    for end in np.flatnonzero(points == ord(";")).tolist():
        match = _REFERENCE.search(text, max(0, end - _WIDEST), end + 1)
        if match is None:
            continue
        if runs and runs[-1][-1].end() == match.start():
            runs[-1].append(match)
        else:
            runs.append([match])
    for run in runs:
        start, end = run[0].start(), run[-1].end()
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        if not _BESIDE.search(beside) or "`" in beside:
            continue
        for match in run:
            new = html.unescape("&" + match[0].replace("&", "").replace("amp;", ""))
            if len(new) == 1 and _sensible(new, named=match[1] is not None):
                yield Edit(*match.span(), " " if new == "\xa0" else new, "encoding.entity")


def _sensible(char: str, named: bool) -> bool:
    return named or _BESIDE.match(char) is not None or "\xa0" <= char <= "\u27bf" or char >= "\U0001f000"


def _escaped(text: str, pattern: re.Pattern[str], rule: str, decode: Callable[[str], str]) -> Iterator[Edit]:
    """Runs that decode to likely Chinese."""
    for match in pattern.finditer(text):
        try:
            new = decode(match[0])
        except UnicodeError:
            continue
        if "\ud800" <= max(new) <= "\udfff" or not _BESIDE.search(new):
            continue
        if all(c > "\x7f" or c.isalnum() for c in new) and model().mean(new) > _LIKELY:
            yield Edit(*match.span(), new, rule, "reads as Chinese", 0.95)


def _unquote(run: str) -> str:
    return unquote(run, errors="strict")


def _unescape(run: str) -> str:
    units = b"".join(int(run[i + 2 : i + 6], 16).to_bytes(2, "little") for i in range(0, len(run), 6))
    return units.decode("utf-16-le")
