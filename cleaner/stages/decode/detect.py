"""Find the codec of bytes, also of damaged ones.

Order: byte order mark, UTF-16 and HZ by their form, UTF-8 by its form, then every codec of pairs and UTF-8 with its
damage, scored alike: log probability of the characters, a price for each broken sequence. What the page or the server
declares decides near ties. Where nothing reads as Chinese, chardet and the declaration decide, unless what they say
makes the letters stand as no writing system has them.
"""

from __future__ import annotations

import codecs
from collections.abc import Collection

import chardet
import numpy as np

from cleaner.doc import codes
from cleaner.labels import EUC_TW, codec_of, declared
from cleaner.stages.decode import forms
from cleaner.stages.decode.likelihood import CHINESE, NEIGHBOURS, PAIRED, Reading, aligned, read
from cleaner.stages.decode.plausible import strangeness
from cleaner.stages.decode.sample import foreign, latin

_GUESS_WINDOW = 60_000
_SURE = -8.0  # nats a character: running Chinese has −5 to −7
_LIKELY = -9.5
_UNLIKELY = -13.0  # random pairs have −14 and less
_NEAR = 6.0  # nats
_DEFAULT = "cp1252"  # what a server sends when nobody has set a charset
_LATIN = 0.3
_RARE = 20.0  # nats: how much likelier Big5 is than EUC-TW
_WHOLE = 12.0  # nats: what whole characters of UTF-8 are worth
_HOME = 8.0  # nats: how much likelier a Chinese page is here than a Japanese or Korean one
_STRANGE = 0.12
_TRIED = 2  # codecs that are not Chinese
_FEW = 12  # characters
_EASTERN = frozenset((*NEIGHBOURS, "johab", "shift_jis_2004", "shift_jisx0213", "euc_jis_2004", "euc_jisx0213"))
_COMMON = frozenset(
    ["koi8-r", "koi8-u", "mac-cyrillic", "cp866", "cp874"]
    + [f"cp{page}" for page in range(1250, 1259)]
    + [f"iso8859-{part}" for part in range(1, 17)]
)


def detect(data: bytes, label: str | None = None) -> str:
    """The codec of ``data``, as Python names it; ``"ascii"`` where nothing is above 0x7F.

    ``label`` is the codec that is declared outside (by a server), if any.
    """
    return examine(data, label)[0]


def examine(data: bytes, label: str | None = None) -> tuple[str, str | None]:
    """The codec of ``data``, and the text where looking for the codec has decoded it."""
    found = forms.marked(data)
    if found:
        return found, None
    if data.isascii():
        return forms.seven_bit(data), None
    found = forms.wide(data)
    if found:
        return found, None
    try:
        text, _ = codecs.utf_8_decode(data, "strict", True)
    except UnicodeDecodeError:
        return _legacy(data, label), None
    if len(data) - len(text) <= _FEW and _doubtful(text):
        return _legacy(data, label, "utf-8"), None
    return "utf-8", text


def _doubtful(text: str) -> bool:
    """Whether a few characters that happen to be valid UTF-8 may be something else."""
    points = codes(text)
    return bool((points < 0x800).all()) and strangeness(text) > _STRANGE


def _legacy(data: bytes, label: str | None, otherwise: str | None = None) -> str:
    """The codec of bytes that are hardly UTF-8; ``otherwise`` where they do not read as Chinese."""
    label = declared(data) or label if label in (None, _DEFAULT) else label
    sample = foreign(data)
    if latin(data) > _LATIN and not otherwise:
        return "utf-8" if _whole_utf8(sample) else _other(data, label, _STRANGE) or _last(data, label)
    ranked = _ranked(sample)
    if otherwise:
        best = next(r for r in ranked if r.codec != otherwise)
        return best.codec if best.mean > _LIKELY else otherwise
    best = ranked[0]
    if best.codec == "utf-8" and _whole_utf8(sample):
        return "utf-8"
    near = {r.codec for r in ranked if r.total > best.total - _NEAR}
    if best.mean > _LIKELY:
        return label if label in near and label else _neighbour(data, best.codec)
    if best.mean > _UNLIKELY:
        return _other(data, label, _STRANGE / 2, _COMMON) or (
            label if label and label in near else _neighbour(data, best.codec)
        )
    return _other(data, label, _STRANGE) or _last(data, label)


def _neighbour(data: bytes, codec: str) -> str:
    """``codec``; for one of Japanese or Korean the one of all of them that chardet finds."""
    if codec not in NEIGHBOURS:
        return codec
    head = data[:_GUESS_WINDOW]
    guess = codec_of(chardet.detect(head)["encoding"] or "")
    return guess if guess and guess in _EASTERN and forms.decodes(head, guess) else codec


def _other(data: bytes, label: str | None, strange: float, known: Collection[str] = ()) -> str | None:
    """The codec that is declared or guessed for bytes that read badly as Chinese, if letters stand as letters do."""
    if label and label not in (*PAIRED, "utf-8") and forms.decodes(data, label) and _strangeness(data, label) < strange:
        return label
    head = data[:_GUESS_WINDOW]
    guess = codec_of(chardet.detect(head)["encoding"] or "")
    if guess is None or guess in (*PAIRED, "ascii", "utf-8") or (known and guess not in known):
        return None
    return guess if forms.decodes(head, guess) and _strangeness(head, guess) < strange else None


def _last(data: bytes, label: str | None) -> str:
    """The codec of bytes that read badly in every way."""
    if label and forms.decodes(data, label):
        return label
    head = data[:_GUESS_WINDOW]
    guess = codec_of(chardet.detect(head)["encoding"] or "")
    return guess if guess and guess != "ascii" and forms.decodes(head, guess) else "cp1252"


def _whole_utf8(sample: bytes) -> bool:
    """Whether enough of a sample is whole characters of three bytes or four: nothing else is made of such by chance."""
    points = codes(sample.decode("utf-8", "replace"))
    whole = np.count_nonzero((points > 0x7FF) & (points != 0xFFFD))
    return bool(whole and 3 * whole >= np.count_nonzero(points == 0xFFFD))


def _ranked(sample: bytes) -> list[Reading]:
    """Readings of a sample, the likeliest first."""
    plain = [read(sample, codec) for codec in ("utf-8", *PAIRED) if codec != EUC_TW]
    if _whole_utf8(sample):
        plain[0] = plain[0]._replace(total=plain[0].total + _WHOLE)
    found = sorted(map(_favoured, plain), key=lambda r: -r.total)
    if found[0].broken == 0 and found[0].mean > _SURE:
        return found
    best = {r.codec: r for r in plain}
    best[EUC_TW] = best["gb18030"]._replace(codec=EUC_TW, total=float("-inf"))  # its plain decoder is slow
    others = [r.codec for r in found if r.codec not in ("utf-8", *CHINESE)][:_TRIED]
    for better in aligned(sample, [best[codec] for codec in (*CHINESE, *others)]):
        best[better.codec] = better
    return sorted(map(_favoured, best.values()), key=lambda r: -r.total)


def _favoured(reading: Reading) -> Reading:
    price = _HOME if reading.codec in NEIGHBOURS else _RARE if reading.codec == EUC_TW else 0.0
    return reading._replace(total=reading.total - price)


def _strangeness(data: bytes, codec: str) -> float:
    return strangeness(data.decode(codec, "ignore"))
