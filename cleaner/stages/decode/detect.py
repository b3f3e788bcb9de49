"""Find the codec of bytes, also of damaged ones.

Order: byte order mark, UTF-16 and HZ by their form, UTF-8 by its form, then every codec of pairs and UTF-8 with its
damage, scored alike: log probability of the characters, a price for each broken sequence. What the page or the server
declares decides near ties. Where nothing reads as Chinese, chardet and the declaration decide, unless what they say
makes the letters stand as no writing system has them.
"""

from __future__ import annotations

import codecs
from contextlib import suppress

import numpy as np

from cleaner.character_model import model
from cleaner.decoding import lenient
from cleaner.doc import codes
from cleaner.labels import EUC_TW, codec_of, declared
from cleaner.patterns import HAN
from cleaner.stages.decode import forms
from cleaner.stages.decode.likelihood import CHINESE, NEIGHBOURS, PAIRED, Reading, aligned, read
from cleaner.stages.decode.plausible import strangeness
from cleaner.stages.decode.sample import foreign, latin
from cleaner.stages.decode.sounds import spells_sounds
from cleaner.stages.decode.western import western

_GUESS_WINDOW = 60_000
_SURE = -8.0  # nats a character: running Chinese has −5 to −7
_LIKELY = -9.5
_TOGETHER = -9.0  # the same of characters after one another
_UNLIKELY = -13.0  # random pairs have −14 and less
_BAD = -10.5  # of Japanese and Korean: their marks and half-width kana suit noise
_NEAR = 6.0  # nats
_DEFAULT = "cp1252"  # what a server sends when nobody has set a charset
_LATIN = 0.3
_RARE = 20.0  # nats: how much likelier Big5 is than EUC-TW
_WHOLE = 12.0  # nats: what whole characters of UTF-8 are worth
_HOME = 8.0  # nats: how much likelier a Chinese page is here than a Japanese or Korean one
_STRANGE = 0.12
_TRIED = 2  # codecs that are not Chinese
_FEW, _MANY = 12, 60  # characters
_NO_CHANCE = 64  # bytes of UTF-16 without a NUL that are never valid UTF-8
_USUAL = (
    (0x2010, 0x2600),
    (0x3000, 0xA000),
    (0xFF00, 0xFFF0),
    (0x1F300, 0x30000),
)  # in Chinese text of three bytes each
_EASTERN = frozenset((*NEIGHBOURS, "johab", "shift_jis_2004", "shift_jisx0213", "euc_jis_2004", "euc_jisx0213"))
# Code pages of the web for languages in Latin letters.
_LATIN_PAGES = frozenset(
    ["cp1250", "cp1252", "cp1254", "cp1257", "cp1258"] + [f"iso8859-{part}" for part in (1, 2, 9, 15, 16)]
)
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
    try:
        text, _ = codecs.utf_8_decode(data, "strict", True)
    except UnicodeDecodeError:
        text = None
    if (text is None or len(data) < _NO_CHANCE or b"\0" in data) and (found := forms.wide(data)):
        return found, None
    if text is None:
        return _legacy(data, label), None
    if len(data) - len(text) <= _FEW and _doubtful(text):
        return _legacy(data, label, "utf-8"), None
    return "utf-8", text


def marked_wrongly(data: bytes, label: str | None) -> str | None:
    """The Chinese codec of bytes behind a byte order mark of UTF-8 that a template put there; ``None`` for UTF-8."""
    rest = data[len(codecs.BOM_UTF8) :]
    try:
        rest.decode("utf-8")
    except UnicodeDecodeError:
        found = _legacy(rest, label)
        return found if found in CHINESE else None
    return None


def _doubtful(text: str) -> bool:
    """Whether a few characters that happen to be valid UTF-8 may be something else."""
    points = codes(text)
    return bool((points < 0x800).all()) and strangeness(text) > _STRANGE


def _worded(sample: bytes, codec: str) -> bool:
    """Whether a few characters of a codec of pairs are such as stand together, and not the same ones again (``éé``)."""
    text = "".join(c for c in lenient(sample, codec) if c > "\x7f")
    return 2 * len(set(text)) > len(text) and (codec not in CHINESE or model().mean(text) > _TOGETHER)


def _legacy(data: bytes, label: str | None, otherwise: str | None = None) -> str:
    """The codec of bytes that are hardly UTF-8; ``otherwise`` where they do not read as Chinese."""
    label = declared(data) or label if label in (None, _DEFAULT) else label
    if spells_sounds(data) and forms.decodes(data, "gb18030"):
        return "gb18030"
    sample = foreign(data)
    if latin(data) > _LATIN and not otherwise:
        return "utf-8" if _whole_utf8(sample) else _elsewhere(data, label, None)
    ranked = [r for r in _ranked(sample) if r.codec != otherwise]
    best = ranked[0]
    if otherwise:
        return best.codec if best.mean > _LIKELY and _worded(sample, best.codec) else otherwise
    if best.codec == "utf-8" and _whole_utf8(sample):
        return "utf-8"
    if label in [r.codec for r in ranked if r.total > best.total - _NEAR] and best.mean > _UNLIKELY:
        return str(label)
    if best.mean > (_SURE if best.codec in NEIGHBOURS else _LIKELY):
        guess = _guessed(data) if best.codec in NEIGHBOURS else None
        return guess if guess in _EASTERN and guess else best.codec
    if _lines_of_utf8(data):
        return "utf-8"
    possible = best.mean > (_BAD if best.codec in NEIGHBOURS else _UNLIKELY)
    return _elsewhere(data, label, best if possible else None)


def _elsewhere(data: bytes, label: str | None, best: Reading | None) -> str:
    """The codec of bytes that read badly as Chinese: what is declared or guessed, if letters stand as letters do.

    ``best`` is the best reading of them, if it is not out of the question.
    """
    strange = _STRANGE / 2 if best else _STRANGE
    if label and label not in (*PAIRED, "utf-8") and forms.decodes(data, label) and _strangeness(data, label) < strange:
        return label
    guess = _guessed(data)
    if guess and not best and (other := western(data[:_GUESS_WINDOW], guess, _LATIN_PAGES)):
        return other
    known = not best or best.size > _MANY or guess in _COMMON
    if guess and guess not in PAIRED and known and _strangeness(data, guess) < strange:
        return guess
    if best:
        return guess if guess and guess in _EASTERN and best.codec in NEIGHBOURS else best.codec
    return label if label and forms.decodes(data, label) else guess or _DEFAULT


def _guessed(data: bytes) -> str | None:
    """What chardet takes the bytes for, if they can be that."""
    import chardet  # costs more to load than most documents to clean

    head = data[:_GUESS_WINDOW]
    guess = codec_of(chardet.detect(head)["encoding"] or "")
    return guess if guess and guess not in ("ascii", "utf-8") and forms.decodes(head, guess) else None


def _whole_utf8(sample: bytes) -> bool:
    """Whether enough of a sample is whole characters of three bytes or four: nothing else is made of such by chance."""
    points = codes(sample.decode("utf-8", "replace"))
    whole = sum(np.count_nonzero((points >= start) & (points < end)) for start, end in _USUAL)
    other = np.count_nonzero((points > 0x7FF) & (points != 0xFFFD)) - whole
    return bool(3 * whole + other > 2 and 3 * whole + other >= np.count_nonzero(points == 0xFFFD))


def _lines_of_utf8(data: bytes) -> bool:
    """Whether some lines of ``data`` are Chinese in whole UTF-8: others may be in another codec."""
    text = ""
    for line in data[:_GUESS_WINDOW].splitlines():
        with suppress(UnicodeDecodeError):
            text += "" if line.isascii() else line.decode("utf-8")
    han = "".join(HAN.findall(text))
    return len(han) >= _FEW and model().mean(han) > _LIKELY


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
    return strangeness(data[:_GUESS_WINDOW].decode(codec, "ignore"))
