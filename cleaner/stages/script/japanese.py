"""Japanese in Chinese text and beside it: titles and quotations, runs of kana, and text in ideographs alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaner.patterns import count_han, lazy
from cleaner.stages.script import tables

# Kana beside ideographs, in marks of a title or a quotation, or a run of its own with a third of kana.
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d"
_TITLE = lazy(rf"[《〈「『“【（(](?=[^》〉」』”】）)\n]{{0,60}}[{_KANA}])[^》〉」』”】）)\n]{{1,60}}[》〉」』”】）)]")
_RUN = lazy(rf"[\u3005\u3400-\u9fff{_KANA}]{{2,80}}")
# Words that Chinese sentences are made of and Japanese ones are not; one, or both of 的 and 是.
_CHINESE = re.compile("[这這们們说說么麼吗嗎呢吧讲講你她]|(?<![終完修満投校])了(?![承解])")
_LETTER = re.compile(f"[{_KANA}]")
_RUN_SHARE = 3
# Names in kana, and ideographs to each: Japanese sentences have a particle to every third.
_NAME, _PER_NAME = re.compile(f"[{_KANA}]+"), 8
# Ideographs, and titles in ideographs alone.
_HAN = lazy("[\u3400-\u9fff]{1,2000}")
_KANJI_TITLE = re.compile("[《〈「『]([^《〈「『》〉」』\n]{2,40})[》〉」』]")
# So many characters that only Japanese has, and such a share of the ideographs: Japanese without kana.
LEAST, SHARE = 2, 0.04


def names_alone(line: str) -> bool:
    """Whether the kana of a line are those of titles, quotations and names, and what is around them is Chinese."""
    rest = _TITLE.sub("", line)
    if _LETTER.search(rest):
        return "，" in rest and _PER_NAME * len(_NAME.findall(rest)) <= count_han(rest) and not _forms()[0].search(rest)
    return _is_chinese(rest)


def kanji_alone(text: str, least: int = LEAST) -> bool:
    """Whether a text has the forms of Japanese, all its ideographs are in Japan's standard, and no word is Chinese.

    The forms that Japan simplified may stand in names (龍), but not as often as the new ones.
    """
    only, old = _forms()
    han = "".join(_HAN.findall(text))
    if len(only.findall(han)) < least or _is_chinese(text) or 2 * len(old.findall(han)) >= len(only.findall(han)):
        return False
    return len(han.encode("cp932", "ignore")) == 2 * len(han)


def japanese_spans(text: str, kana: bool, kanji: bool) -> Iterator[tuple[int, int]]:
    """Titles and runs in Japanese, as (start, end); the text has ``kana``, or ``kanji`` that only Japanese has."""
    if kana:
        for title in _TITLE.finditer(text):
            yield title.start() + 1, title.end() - 1
        for run in _RUN.finditer(text):
            letters = len(_LETTER.findall(run[0]))
            if letters > 1 and _RUN_SHARE * letters >= len(run[0]):
                yield run.span()
    if kanji:
        for title in _KANJI_TITLE.finditer(text):
            if kanji_alone(title[1], 1):
                yield title.span(1)


def _is_chinese(text: str) -> bool:
    return _CHINESE.search(text) is not None or ("的" in text and "是" in text)


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Characters that only Japanese has, and old forms that it has others for."""
    rows = tables.rows()
    return re.compile(f"[{rows['japanese']}]"), re.compile(f"[{rows['japanese.old']}]")
