"""The laws of what the spam stage reads: what is wrong with a lexicon, a guard or a topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cleaner.fold import fold
from cleaner.rules import Rule, regex_problems

FAMILIES = frozenset(
    {"porn", "escort", "gambling", "lottery", "certificate", "loan", "cashout", "surrogacy", "drug", "server", "seo"}
    | {
        "medical",
        "essay",
        "download",
        "contact",
        "leak",
        "brand",
        "house",
        "advert",
        "keywords",
        "asked",
        "random",
        "stray",
        "phrase",
        "emoji",
        "model",
    }
)
WORDS = ("certain", "sure", "strong", "weak")
PATTERNS = {"certain": "certain_patterns", "sure": "patterns", "plain": "plain", "odd": "odd"}
_LISTS = (*WORDS, *PATTERNS.values(), "brands", "stems", "names", "shared")


def _is_list(value: object) -> bool:
    """Whether a value is a list of strings, or nothing."""
    return value is None or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def problems(rule: Rule) -> Iterator[str]:
    """What is wrong with the lexicon part of a rule."""
    extra = rule.extra
    yield from family_problems([extra["family"]])
    if wrong := [f"{key} is a list of strings, not {extra[key]!r}" for key in _LISTS if not _is_list(extra.get(key))]:
        yield from wrong
        return
    words = [w for kind in WORDS for w in extra.get(kind, ())]
    yield from word_problems(words)
    yield from word_problems(rule.hint, "hint: ")
    yield from word_problems(extra.get("brands", ()), "brands: ")
    yield from word_problems(extra.get("stems", ()), "stems: ")
    for key in ("names", "shared", "innocent"):
        yield from (f"{key} names {w!r}, which is not a word of the rule" for w in extra.get(key, ()) if w not in words)
    for word, contexts in extra.get("innocent", {}).items():
        yield from word_problems(contexts, f"innocent {word!r}: ", folded=False)
    for pattern in (p for key in PATTERNS.values() for p in extra.get(key, ())):
        yield from regex_problems(pattern)


def family_problems(families: Iterable[Any]) -> Iterator[str]:
    """Which families there are not."""
    for family in families:
        if family not in FAMILIES:
            yield f"unknown family {family!r}; known: {', '.join(sorted(FAMILIES))}"


def word_problems(words: Iterable[Any], label: str = "", folded: bool = True) -> Iterator[str]:
    """What is wrong with a list of words: an empty, unfolded or double one, or outer blanks."""
    counted = Counter(words)
    for word, times in counted.items():
        if not isinstance(word, str) or not word.strip():
            yield f"{label}empty entry {word!r}"
        elif times > 1:
            yield f"{label}duplicate entry {word!r}"
        elif word.strip() != word:
            yield f"{label}entry {word!r} has outer blanks"
    good = [word for word in counted if isinstance(word, str)]
    plain = fold("\n".join(good)).split("\n") if good and folded else good
    yield from (
        f"{label}entry {word!r} is not in folded form ({wanted!r})"
        for word, wanted in zip(good, plain, strict=True)
        if word != wanted
    )


def between(rules: Sequence[Rule]) -> Iterator[tuple[Rule, str]]:
    """What is wrong with rules beside each other: two of one family, a word of two families that none calls ``shared``.

    Weak words, which any trade has, may be in several.
    """
    owner: dict[str, Rule] = {}
    holders: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        first = owner.setdefault(rule.extra["family"], rule)
        if first is not rule:
            yield rule, f"family {rule.extra['family']!r} has a rule already: {first.id} ({first.file})"
        for word in (w for kind in WORDS if kind != "weak" for w in rule.extra.get(kind, ())):
            holders[word].append(rule)
    for word, held in holders.items():
        if len(held) > 1 and not any(word in rule.extra.get("shared", ()) for rule in held):
            others = f"{held[0].id} ({held[0].file})"
            yield held[-1], f"entry {word!r} stands in {others}, too; name it in 'shared' if both families have it"


def record_problems(record: Mapping[str, Any], needed: Mapping[str, type | tuple[type, ...]]) -> Iterator[str]:
    """Which of the ``needed`` keys a guard or topic lacks, or has with a value of another type."""
    for key, kind in needed.items():
        if key not in record:
            yield f"the key {key!r} is missing"
        elif not isinstance(record[key], kind):
            yield f"{key} is not what it should be: {record[key]!r}"
