"""GBK bytes of which the runs that happen to be valid UTF-8 were decoded as UTF-8, and every other byte as Latin-1.

Crawlers do this to pages whose codec they do not know. A character can be one byte or the bytes of its UTF-8; a beam
search with the character model finds which.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.model import model

_VALID = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_BEAM = 24


class _State(NamedTuple):
    """``half`` is a lead byte that waits for its second one, ``last`` the byte that stood alone just before, or −1."""

    score: float
    text: str
    half: int
    last: int


def restored(text: str) -> list[str]:
    """The texts that such a crawler can have shown as ``text``, likeliest first."""
    states = [_State(0.0, "", -1, -1)]
    for char in text:
        steps = [_step(state, data) for state in states for data in _bytes(char)]
        found = [step for step in steps if step is not None]
        scores = _scored(found)
        kept: dict[tuple[str, int, int], _State] = {}
        for score, (state, out) in sorted(zip(scores, found, strict=True), key=lambda x: -x[0]):
            longer = state._replace(score=score, text=state.text + out)
            kept.setdefault((longer.text[-2:], longer.half, longer.last), longer)
        states = list(kept.values())[:_BEAM]
    return [state.text for state in states if state.half < 0 and state.text]


def misread(data: bytes) -> str:
    """``data`` as such a crawler shows it."""
    out: list[str] = []
    at = 0
    for run in _VALID.finditer(data):
        out.append(data[at : run.start()].decode("latin-1"))
        try:
            out.append(run[0].decode("utf-8"))
        except UnicodeDecodeError:
            out.append(run[0].decode("latin-1"))
        at = run.end()
    return "".join((*out, data[at:].decode("latin-1")))


def _bytes(char: str) -> list[bytes]:
    """What ``char`` can have been."""
    if char < "\x80":
        return [char.encode()]
    if char <= "\xff":
        return [char.encode("latin-1"), char.encode()]
    return [char.encode("utf-8", "surrogatepass")]


def _step(state: _State, data: bytes) -> tuple[_State, str] | None:
    """``state`` after more bytes, and the characters that they complete."""
    alone = data[0] if len(data) == 1 else -1
    if 0xC2 <= state.last < 0xE0 and 0x80 <= alone < 0xC0:
        return None  # the two would have been decoded
    if state.half >= 0:
        data = bytes((state.half, *data))
    out = ""
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            out += chr(data[at])
            at += 1
        elif at + 1 < len(data):
            char = cp936.characters().get(data[at] << 8 | data[at + 1])
            if char is None:
                return None
            out += char
            at += 2
        else:
            break
    return _State(state.score, state.text, data[at] if at < len(data) else -1, alone), out


def _scored(found: list[tuple[_State, str]]) -> list[float]:
    """The score of each state with the characters that it completes."""
    scorer = model()
    rows, owners = [], []
    for number, (state, out) in enumerate(found):
        ids = scorer.ids((state.text[-2:] + out).rjust(2 + len(out), "\uffff"))
        for at in range(len(out)):
            rows.append(ids[at : at + 3])
            owners.append(number)
    scores = np.array([state.score + float(scorer.alone(out).sum()) for state, out in found])
    if rows:
        first, second, third = np.stack(rows).T
        np.add.at(scores, owners, scorer.third(first, second, third))
    return [float(s) for s in scores]
