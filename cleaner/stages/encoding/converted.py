"""UTF-8 read as GBK of which the ideographs were then converted to Traditional or Simplified, as all else of the page.

Each character may be what it was or come of another one. Few of the ways to choose are UTF-8, and the model of single
characters decides between those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Literal, NamedTuple

from cleaner.character_model import singles
from cleaner.fold import simplified_characters

Target = Literal["Traditional", "Simplified"]
_CONFIGS: dict[Target, str] = {"Traditional": "s2t", "Simplified": "t2s"}
# Of misread text one character in eleven has a Traditional form that is another one, one in seven a Simplified one; a
# converter leaves none. What knows the usual characters alone leaves some, but not those that come of most commas.
_SHORT, _MOST_LEFT = 100, 0.03  # characters of a text that is tried anyway, and the share of them that may be left
_COMMA = {"，".encode()[at : at + 2].decode("gbk") for at in (0, 1)}
_BROKEN = 19.0  # nats: a byte of no character
_GAIN, _MOST_BROKEN = 2, 0.4  # bytes of no character that there must be less, and of all bytes the share of them
_GONE = frozenset("?\ufffd")  # what stands for bytes that nobody knows


class _Path(NamedTuple):
    """The best way to a place: nats lost so far, bytes of no character, what was chosen, and the way before it."""

    cost: float
    broken: int
    char: str
    before: _Path | None


def converted_to(lines: Sequence[str]) -> Iterator[Target]:
    """What all ideographs of ``lines`` may have been converted to, which is cheap to ask."""
    text = "".join(lines)
    for target in _CONFIGS:
        forms = _forms(target)
        here = [char in forms for char in text if "\u3400" <= char <= "\u9fff"]
        comma = any(char not in text and forms.get(char, char) in text for char in _COMMA)
        if comma or len(here) <= _SHORT or sum(here) <= _MOST_LEFT * len(here):
            yield target


def unconverted(line: str, targets: Sequence[Target]) -> tuple[str, Target] | None:
    """What ``line`` was before it was converted to one of ``targets``, and to which, if that makes more of it UTF-8."""
    same = _read(line, {})
    found = [(path.cost, path, target) for target in targets if (path := _read(line, _sources(target)))]
    _, best, target = min(found, default=(0.0, same, None), key=itemgetter(0))
    told = best.broken + _GAIN <= same.broken and best.broken <= _MOST_BROKEN * len(line.encode("gb18030", "ignore"))
    return (_chosen(best), target) if target and told else None


def _read(line: str, sources: Mapping[str, str]) -> _Path:
    """The best way to read a line as UTF-8 in which characters may have been others."""
    ways = {b"": _Path(0.0, 0, "", None)}
    for char in line:
        more: dict[bytes, _Path] = {}
        for each in char + sources.get(char, ""):
            data = each.encode("gb18030", "ignore")
            for begun, path in ways.items():
                if char in _GONE:  # of a character that lost bytes no more is known
                    left, cost, broken = b"", 0.0, 0
                else:
                    left, cost, broken = _go_on(begun, data)
                cost += path.cost
                if left not in more or cost < more[left].cost:
                    more[left] = _Path(cost, path.broken + broken, each, path)
        ways = more
    return min(ways.values(), key=lambda path: path.cost)


@cache
def _go_on(begun: bytes, data: bytes) -> tuple[bytes, float, int]:
    """The bytes of a character that is begun after ``begun`` and ``data``; nats of those that are whole; lost bytes."""
    cost, broken = 0.0, 0
    for byte in data:
        if begun and 0x80 <= byte < 0xC0:
            begun += bytes((byte,))
            if len(begun) == 3:
                cost -= float(singles()[ord(begun.decode("utf-8", "replace")[0])])
                begun = b""
        else:
            broken += len(begun)
            begun = bytes((byte,)) if 0xE2 <= byte < 0xF0 else b""
            broken += 0x80 <= byte < 0xE2 or byte > 0xEF
    return begun, cost + _BROKEN * broken, broken


def _chosen(path: _Path | None) -> str:
    chars = []
    while path:
        chars.append(path.char)
        path = path.before
    return "".join(reversed(chars))


@cache
def _sources(target: Target) -> Mapping[str, str]:
    """The characters that become each one if they are converted to ``target``."""
    out: dict[str, str] = {}
    for char, form in _forms(target).items():
        out[form] = out.get(form, "") + char
    return out


@cache
def _forms(target: Target) -> Mapping[str, str]:
    """The ideographs of GBK that are others in ``target``."""
    from opencc import OpenCC

    ideographs = [chr(point) for point in range(0x4E00, 0xA000) if chr(point).encode("gbk", "ignore")]
    forms = OpenCC(_CONFIGS[target]).convert("\n".join(ideographs)).split("\n")
    known = {char: form for char, form in zip(ideographs, forms, strict=True) if char != form}
    if target == "Simplified":
        known |= {char: form for char, form in simplified_characters().items() if char not in known}
    return known
