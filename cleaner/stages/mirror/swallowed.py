"""The ASCII character that a reader swallowed with half a character before it, told from what stands around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.patterns import lazy

_TAG = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,400})?/?>|!--")
_REFERENCE = re.compile(r"(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_IN_TAG = re.compile(r"<[a-zA-Z][^<>]{0,2000}=([\"'])[^\"'<>]{0,1000}\Z")
_AFTER_VALUE = re.compile(r"\s{1,3}[a-zA-Z:-]{1,20}=|\s?/?>")
_YEAR = re.compile("([089])[0-9]{2}年(?!前)")  # what a swallowed first digit leaves of a year
_DIGIT = re.compile("[0-9]|[.．][0-9]|[%％‰℃]| ?[年月日号號名个個项項元米歲届屆]")
_DOUBLED = "=*-~_#|"
_WITH_SPACE = lazy("[\u3400-\u9fff] [0-9]|[0-9A-Za-z] [\u3400-\u9fff]")
_WITHOUT_SPACE = lazy("[\u3400-\u9fff][0-9]|[0-9A-Za-z][\u3400-\u9fff]")
_CLOSING = "。，、；：！？」』）》”"  # nobody writes a blank before them
_CLOSE = re.compile(r"[^()（）\n]{1,40}\)")


class Swallowed(NamedTuple):
    """A character, and whether it is certain: empty where nothing was swallowed.

    hidden: nobody can tell which digit it was; ``char`` is only one of them.
    """

    char: str
    sure: bool
    hidden: bool = False


def swallowed(text: str, at: int) -> Swallowed:
    """What stood before ``text[at]``, after a lead byte whose second half is missing. ``text[at - 1]`` is its mark."""
    after = text[at : at + 420]
    if not after or after[0] in "\r\n":
        return Swallowed("", False)
    if _TAG.match(after):
        return Swallowed("<", True)
    if _REFERENCE.match(after):
        return Swallowed("&", True)
    if (value := _IN_TAG.search(text, max(0, at - 3000), at)) and _AFTER_VALUE.match(after):
        return Swallowed(value[1], True)
    if after[0] in _DOUBLED and after[0] * 2 in text[max(0, at - 1000) : at + 1000]:
        return Swallowed(after[0], False)
    if year := _YEAR.match(after):
        return Swallowed("2" if year[1] == "0" else "1", False)
    if _DIGIT.match(after):
        spaced = after[0].isdigit() and _spaced(text, at)
        return Swallowed(" ", False) if spaced else Swallowed("1", False, True)
    if _CLOSE.match(after):
        return Swallowed("(", False)
    return Swallowed(_between(text, at, after), False)


def _spaced(text: str, at: int) -> bool:
    """Whether the line, or else the page, puts a space between ideographs and digits or letters."""
    nearby = text[max(0, at - 2000) : at + 2000]
    line = text[max(0, at - 400) : at].rpartition("\n")[2] + text[at : at + 400].partition("\n")[0]
    for where in (line, nearby):
        spaced, unspaced = len(_WITH_SPACE.findall(where)), len(_WITHOUT_SPACE.findall(where))
        if spaced != unspaced:
            break
    return spaced > unspaced


def _between(text: str, at: int, after: str) -> str:
    """A space, or a line break where the page has short lines and sentences end at them."""
    if after[0].isascii():
        return " " if after[0].isalnum() else ""
    if after[0] in _CLOSING:
        return ""
    nearby = text[max(0, at - 300) : at + 300]
    return "\n" if "\n" in nearby else " "
