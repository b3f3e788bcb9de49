"""Spans that no conversion may touch: addresses, mail, handles, tags, code, given names, Japanese in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import ahocorasick_rs

_END = r"[^\s<>\"“”「」，。；！？、（）]{1,2000}"
# Each kind with the literal without which it cannot occur; every pattern begins at a literal, so none scans twice.
_KINDS = (
    ("://", re.compile(rf"(?:https?|ftp)://{_END}")),
    ("www.", re.compile(rf"www\.{_END}")),
    ("#", re.compile(r"#[^#\s，。；！？]{1,40}#")),
    ("```", re.compile(r"(?:^|(?<=\n))```(?:[^`]|`(?!``)){0,200000}```")),
    ("`", re.compile(r"`[^`\n]{1,500}`")),
)
_HANDLE = re.compile(r"@[\w.\u00b7-]{1,100}")
_LOCAL = re.compile(r"[\w.+-]{0,64}")
# Japanese: kana beside ideographs, in marks of a title or a quotation, or a run of its own with a third of kana.
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d"
_TITLE = re.compile(
    rf"[《〈「『“【（(](?=[^》〉」』”】）)\n]{{0,60}}[{_KANA}])[^》〉」』”】）)\n]{{1,60}}[》〉」』”】）)]"
)
_RUN = re.compile(rf"[\u3005\u3400-\u9fff{_KANA}]{{2,80}}")
# Words that Chinese sentences are made of and Japanese ones are not; one, or both of the last two.
_CHINESE = re.compile("[了这這们們说說么麼吗嗎呢吧讲講你她]")
SURROGATE = re.compile("[\ud800-\udfff]")
_LETTER = re.compile(f"[{_KANA}]")
_RUN_SHARE = 3


def protected_spans(text: str, names: tuple[str, ...] = (), kana: bool = False) -> list[tuple[int, int]]:
    """The spans as (start, end); they may overlap. ``kana`` says whether the text has any."""
    found = [m.span() for hint, pattern in _KINDS if hint in text for m in pattern.finditer(text)]
    if "@" in text:
        found += _handles(text)
    if names:
        plain = SURROGATE.sub("\ufffd", text)  # the automaton takes no lone surrogates
        found += [(start, end) for _, start, end in _automaton(names).find_matches_as_indexes(plain)]
    if kana:
        found += _japanese(text)
    return found


def quotes_alone(line: str) -> bool:
    """Whether the kana of a line stand in titles and quotations alone, and what is around them is Chinese."""
    rest = _TITLE.sub("", line)
    chinese = _CHINESE.search(rest) or ("的" in rest and "是" in rest)
    return bool(chinese) and not _LETTER.search(rest)


@lru_cache(8)
def _automaton(names: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _handles(text: str) -> Iterator[tuple[int, int]]:
    """``@name`` and ``name@host``: what stands before the mark belongs to it only where a host follows."""
    for handle in _HANDLE.finditer(text):
        start, end = handle.span()
        if "." in handle[0].rstrip("."):
            before = _LOCAL.match(text[max(0, start - 64) : start][::-1])
            start -= before.end() if before else 0
        yield start, end


def _japanese(text: str) -> Iterator[tuple[int, int]]:
    """Titles and runs in Japanese."""
    for title in _TITLE.finditer(text):
        yield title.start() + 1, title.end() - 1
    for run in _RUN.finditer(text):
        letters = len(_LETTER.findall(run[0]))
        if letters > 1 and _RUN_SHARE * letters >= len(run[0]):
            yield run.span()
