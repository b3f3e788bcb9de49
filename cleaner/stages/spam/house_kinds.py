"""The kinds of words and signs that names of betting houses are made of, and how surely such a name is one."""

from __future__ import annotations

from dataclasses import dataclass

# The characters of a well known thing's name that may be a house's where it stands once.
_SHORT = 3
# Kinds of tokens: a house, a name that others bear, too, a well known thing, letters that are a house's, other letters,
# any letters, the number of a site, one that may be any, a title, a weak one, a part, a word of the trade, a form that
# no other name has.
HOUSE, OTHER, COMMON, OWN, LETTERS, ANY, SITE, NUMBER_ALONE = "NACLlxDd"
TITLE, WEAK, PART, TRADE, FORM = "TWPGF"
UNLISTED = frozenset((LETTERS, SITE))
NAMED, SIGNED = frozenset((HOUSE, OTHER, COMMON, OWN, FORM)), frozenset((OWN, LETTERS, SITE))


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a house in the text, the kinds of its tokens, and the names and own letters among them."""

    start: int
    end: int
    kinds: str
    stems: frozenset[str]

    @property
    def sure(self) -> bool:
        """Whether its own tokens show that it is a house: letters, a number or a title beside a name."""
        kinds = set(self.kinds)
        if FORM in kinds or self.unlisted or (NAMED & kinds and len(kinds) > 1 and kinds & SIGNED):
            return True
        if len(self.stems) > 1 and TRADE in kinds:  # nobody else has the names of two
            return True
        if NUMBER_ALONE in kinds and (kinds & {HOUSE, OTHER} or self.kinds[0] == NUMBER_ALONE):
            return True
        if self.titled and sum(kind in NAMED for kind in self.kinds) > len(self.stems):
            return True
        if HOUSE in kinds or OTHER in kinds:
            return TITLE in kinds or (HOUSE in kinds and WEAK in kinds)
        return self.twice

    @property
    def unlisted(self) -> bool:
        """Whether letters with a number stand beside a title as no honest site is called, and no name that is known."""
        return is_unlisted(self.kinds)

    @property
    def double(self) -> bool:
        """Whether a house's name stands beside its own letters: it wants to be found by both."""
        return {HOUSE, OWN}.issubset(self.kinds)

    @property
    def dialled(self) -> bool:
        """Whether the number of a site stands beside a house's own name, or beside another one and a word of sites."""
        kinds = set(self.kinds)
        if {SITE, NUMBER_ALONE}.isdisjoint(kinds):
            return False
        return HOUSE in kinds or (not kinds.isdisjoint((OTHER, COMMON)) and not kinds.isdisjoint((TITLE, TRADE)))

    @property
    def titled(self) -> bool:
        """Whether a title stands beside the name."""
        return not {TITLE, FORM}.isdisjoint(self.kinds) or (WEAK in self.kinds and COMMON not in self.kinds)

    @property
    def own(self) -> bool:
        """Whether it holds the name or the letters of a house that nobody else bears."""
        return not {HOUSE, OWN}.isdisjoint(self.kinds)

    @property
    def many(self) -> bool:
        """Whether something stands beside the name."""
        return len(self.kinds) > 1

    @property
    def weakly(self) -> bool:
        """Whether a weak title stands beside the name."""
        return WEAK in self.kinds

    @property
    def numbered(self) -> bool:
        """Whether a number stands before a name that is no well known thing's."""
        return self.kinds[0] == NUMBER_ALONE and COMMON not in self.kinds

    @property
    def lettered(self) -> bool:
        """Whether any letters stand beside a name that is no well known thing's."""
        return ANY in self.kinds and COMMON not in self.kinds

    @property
    def twice(self) -> bool:
        """Whether two titles stand beside the name."""
        return self.kinds.count(TITLE) > 1

    @property
    def common(self) -> bool:
        """Whether a well known thing bears it."""
        return COMMON in self.kinds

    @property
    def short(self) -> bool:
        """Whether it is a well known thing's name of two characters."""
        return COMMON in self.kinds and max(map(len, self.stems)) < _SHORT

    @property
    def shared(self) -> bool:
        """Whether others may bear such a name."""
        return not self.own and FORM not in self.kinds and SIGNED.isdisjoint(self.kinds)


def is_unlisted(kinds: str) -> bool:
    """Whether letters with a number stand among words of sites: ``bet356体育在线官网``, ``mgm集团4858网址``."""
    sited = not {TITLE, WEAK}.isdisjoint(kinds) and NAMED.isdisjoint(kinds)
    traded = SITE in kinds and TRADE in kinds
    return sited and (traded or (LETTERS in kinds and not {SITE, NUMBER_ALONE}.isdisjoint(kinds)))
