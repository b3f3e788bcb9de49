"""Pinyin and bopomofo in GBK: the bytes of its toned vowels are box drawings of EUC-JP and ideographs of Big5.

Lists of words with their sounds have so few ideographs that the bytes of the sounds decide, and wrongly. But no text
of those codecs has three kinds of such signs within words of Latin letters, and hardly one elsewhere.
"""

from __future__ import annotations

import re

_WINDOW = 60_000  # bytes
_ROW = b"\xa8"  # the lead byte of both
_VOWEL = rb"\xa8[\xa1-\xba]"
_SYLLABLES = re.compile(
    rb"(?:(?<=[\x00-\x40\xa1-\xfe])|\A)[A-Za-z]{1,6}(?:" + _VOWEL + rb"[A-Za-z]{0,6}){1,6}(?![\x80-\xff])"
    rb"|(?:(?<=[\x00-\x40\xa1-\xfe])|\A)(?:" + _VOWEL + rb"[A-Za-z]{1,6}){1,6}(?![\x80-\xff])"
    rb"|(?:(?<=[\x00-\x40\xa1-\xfe])|\A)(?:\xa8[\xc5-\xe9]){2,3}(?:\xa8[\x40-\x42]|\xa1[\xa5\xa6])?(?![\x80-\xff])"
)
_PAIR = re.compile(rb"\xa8[\xa1-\xba\xc5-\xe9]")
# What may stand behind such a pair in a syllable: its next pair, its tone, or no high byte.
_WITHIN = re.compile(_PAIR.pattern + rb"(?![\x80-\xa0\xa2-\xa7\xa9-\xff])")
_KINDS, _SHARE = 3, 0.6


def spells_sounds(data: bytes) -> bool:
    """Whether bytes are those of pinyin with its tones, or of bopomofo, in GBK."""
    head = data[:_WINDOW]
    if head.count(_ROW) < _KINDS:
        return False
    least = _SHARE * len(_PAIR.findall(head))
    if len(_WITHIN.findall(head)) < max(_KINDS, least):  # as of nearly all text, before the slow look
        return False
    pairs = [pair for syllable in _SYLLABLES.findall(head) for pair in _PAIR.findall(syllable)]
    return len(set(pairs)) >= _KINDS and len(pairs) >= least
