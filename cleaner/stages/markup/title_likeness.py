"""How well a line of a page agrees with what its ``<title>`` and its metadata say."""

from __future__ import annotations

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import begun
from cleaner.stages.markup.headlines import may_be_headline
from cleaner.stages.markup.site_names import Names, like_site, plain
from cleaner.stages.markup.title_parts import SEPARATOR, begins, is_institution, main_part, parts_of

LEAST_BEGUN = 4
"""Characters of a part of ``<title>`` that the headline begins with."""
_LEAST_CUT = 12  # characters of a part of ``<title>`` that may be but the beginning of the headline
_MOST_PARTS = 2  # of a line that holds more than one part of ``<title>``
_WHOLE = 0.9  # a heading with all of ``<title>`` yields to one with its main part


class Likeness:
    """What a ``<title>`` (``raw``) and the titles of the metadata (``hints``) say, and how well lines agree with it.

    main: its main part. mains: those of the hints.  others: its parts but the first. short: the first one, for
    comparison: all that may stand in a heading.  longest: the longest one: 某某晚报-标题, 标题-某某水箱厂.
    """

    def __init__(self, raw: str, hints: list[str], names: Names) -> None:
        self._raw = raw
        self.main = raw[slice(*main_part(raw, hints, names))]
        self.mains = [hint[slice(*main_part(hint, [], names))] for hint in hints]
        head, *self.others = SEPARATOR.split(raw)
        self.short = plain(head) if self.others else ""
        self.longest = plain(max((head, *self.others), key=len)) if self.others else ""
        self._whole, self._clipped = plain(raw), plain(begun(self.main))
        self._wanted = [text for text in (*map(plain, (*hints, *self.mains, self.main)), self._whole) if len(text) >= 2]
        self._parts = [plain(part) for part in (head, *self.others)]
        self._last = _last_named(head, self.others, names)

    def score(self, text: str, level: int, linked: bool) -> float:
        """How well a line agrees; more than 1 where it is said to be the headline for certain."""
        own, others = plain(text), bool(self.others)
        score = 1.0 * (level in (1, 2) and own == self.short) + 1.0 * (own == self._last and not linked)
        score += max((_agreement(own, wanted) for wanted in self._wanted), default=0.0)
        score += 0.2 if level and self._wanted else 0
        score += 1.0 * bool(others and not linked and own not in (self.short, self._whole) and self._is_opening(text))
        score += 1.0 * bool(self._clipped and own.startswith(self._clipped) and may_be_headline(text, 0))
        if not level:
            return score
        whole = others and len(own) == len(self._whole) and all(part in own for part in self._parts)
        return score + sum(
            (
                len(own) >= LEAST_BEGUN and sum(part.startswith(own) for part in self._parts) > 1,
                own in self._whole and _is_chapter(text),
                _WHOLE * whole,
                level == 1 and others and own == self.longest != self.short and self.main == self._raw,
                self._goes_on(text, own),
            )
        )

    def names_site(self, names: Names) -> bool:
        """Whether what follows the main part ends with the name of a site."""
        last = self.others[-1] if self.others and self._raw.startswith(self.main) and self.main != self._raw else ""
        named = names.is_site(last) or is_institution(last) or ("-" not in self._raw and like_site(last))
        return bool(last) and named

    def _is_opening(self, text: str) -> bool:
        """Whether a line is the beginning of ``<title>`` up to a separator, though it may hold another one itself."""
        return begins(self._raw, text) and len(parts_of(text)) <= _MOST_PARTS

    def _goes_on(self, text: str, own: str) -> bool:
        """Whether a line says more than the main part, which a program cut off at some length."""
        known, whole = plain(self.main), self._whole
        cut = len(known) >= _LEAST_CUT and own.startswith(known)
        cut = cut and not (begins(text, self.main) or whole.startswith(own))
        return cut and (known == whole or not own.startswith(whole)) and may_be_headline(text, 0)


def _last_named(head: str, others: list[str], names: Names) -> str:
    """What the last part of a ``<title>`` says that begins with the name of the site: 某某公司 - 产品 - 石磨."""
    if not others or not (is_institution(head) or names.is_site(head)):
        return ""
    last = others[-1]
    site = is_institution(last) or like_site(last) or names.is_site(last) or not may_be_headline(last, 0)
    return "" if site else plain(last)


def _is_chapter(text: str) -> bool:
    """Whether a heading is that of a chapter: a book's name is none of its titles."""
    return pattern_table("pages")["chapter"].fullmatch(fold(text)) is not None


def _agreement(own: str, wanted: str) -> float:
    """How well a line on the page agrees with a known title: the share of the longer one that the shorter one fills."""
    if not own or not (own in wanted or wanted in own):
        return 0.0
    return min(len(own), len(wanted)) / max(len(own), len(wanted))
