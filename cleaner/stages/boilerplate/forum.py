"""Whether a page is a thread of a forum: several people's posts, which all stay, instead of one article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from cleaner.stages.markup.pagemap import PageMap
from cleaner.stages.markup.tokens import attributes

_WORD = re.compile(r"[a-z]+")
MOST_ELEMENTS = 3000
# So many elements must be named like replies, like the thread and like its members.
_LEAST = {"reply": 3, "topic": 2, "user": 3}


def is_forum(pagemap: PageMap, url: str | None) -> bool:
    """Whether the address names a forum and the names of the elements speak of replies, a thread and its members.

    All must agree: pages of news have comments too, and there the article alone is wanted.
    """
    named = _words()["address"]
    if not any(word in named for address in _addresses(pagemap, url) for word in _WORD.findall(address)):
        return False
    known = (pagemap.classes(element) for element in range(min(pagemap.elements, MOST_ELEMENTS)))
    classes = " ".join(known).lower()
    return all(len(_pattern(name).findall(classes)) >= least for name, least in _LEAST.items())


def _addresses(pagemap: PageMap, url: str | None) -> Iterator[str]:
    """The address of the page, as it was given and as the page gives it."""
    if url:
        yield url.lower().partition("?")[0]
    for token in pagemap.metas:
        if "og:url" in token:
            yield attributes(token).get("content", "").lower().partition("?")[0]


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = files("cleaner.data").joinpath("models/boilerplate_words.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(raw)["forum"].items()}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_words()[name])))
