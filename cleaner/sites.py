"""Site templates as data: where a site keeps its article, what it mixes into it, and where its metadata stand.

A file ``data/sites/*.toml`` holds ``[[site]]`` tables:

``id``      unique;  ``name``  as readers call it;  ``hosts``  host names, each with all
            below it; none for a program that many sites run
``seen``    the template was tried on a real page and fitted; the others are written from what crawlers publish
``keep``    selectors of the element that holds the article, the first that fits counts; ``a, b`` is all of both
``first``   only the first such element: those after it are other articles
``posts``   what is kept are the posts of a thread
``drop``    selectors of elements inside it that are not article
``sure``    selectors that no other site uses: they tell the template where no address is known
``meta``    by field (``author``, ``published``, ``source``): selectors of the element that shows it
``script``  by field: a bounded regular expression with one group, searched in the page's source
``head``, ``tail``  how lines begin that stand before the article, or after it, in the site's text

A selector is ``name``, ``.class`` or ``#id`` parts written together (``div.post_body``); classes and ids are one name
space; ``*`` ends a name of which only the beginning is fixed. That is all that runs on element ranges.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import urlsplit

_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+\*?)*)")
FIELDS = ("title", "author", "published", "source")


class Selector(NamedTuple):
    """An element name (may be empty), and the names and beginnings of names that its class and id must have."""

    tag: str
    names: tuple[str, ...]
    beginnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Site:
    """One template; see the module's text for the fields."""

    id: str
    name: str
    hosts: tuple[str, ...] = ()
    seen: bool = False
    keep: tuple[tuple[Selector, ...], ...] = ()
    first: bool = False
    posts: bool = False
    drop: tuple[Selector, ...] = ()
    sure: tuple[Selector, ...] = ()
    meta: Mapping[str, tuple[Selector, ...]] = field(default_factory=dict)
    script: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()


def selector(text: str) -> Selector:
    """Reads a selector. Raises ``ValueError`` for anything but names, classes and ids written together."""
    found = _SELECTOR.fullmatch(text)
    if not text or not found:
        raise ValueError(f"{text!r} is no selector of names, classes and ids")
    parts = re.findall(r"[.#]([\w-]+\*?)", found[2])
    whole = tuple(part for part in parts if not part.endswith("*"))
    return Selector(found[1] or "", whole, tuple(part[:-1] for part in parts if part.endswith("*")))


def read_sites(text: str, where: str) -> Iterator[Site]:
    """The sites of one file. Raises ``ValueError`` with file and id where a record is wrong."""
    told = tomllib.loads(text)
    for other in told.keys() - {"site"}:
        raise ValueError(f"{where}: {other!r} is nothing that this file holds; a site begins with a line [[site]]")
    for record in told.get("site", []):
        try:
            yield _site(dict(record))
        except (TypeError, KeyError, ValueError, re.error) as error:
            raise ValueError(f"{where}: site {record.get('id', '?')}: {error}") from None


def _site(record: dict[str, Any]) -> Site:
    record["keep"] = tuple(tuple(map(selector, union.split(", "))) for union in record.get("keep", ()))
    for name in ("drop", "sure"):
        record[name] = tuple(map(selector, record.get(name, ())))
    for name in ("hosts", "head", "tail"):
        record[name] = tuple(record.get(name, ()))
    meta, script = record.pop("meta", {}), record.pop("script", {})
    for name in (*meta, *script):
        if name not in FIELDS:
            raise KeyError(f"{name} is no field of the metadata")
    return Site(
        **record,
        meta={name: tuple(map(selector, chosen)) for name, chosen in meta.items()},
        script={name: re.compile(pattern) for name, pattern in script.items()},
    )


@cache
def sites() -> tuple[Site, ...]:
    """The templates that come with the package, in order of their files."""
    folder = files("cleaner.data").joinpath("sites")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(site for name in names for site in read_sites(folder.joinpath(name).read_text("utf-8"), name))


@cache
def _by_host() -> dict[str, Site]:
    return {host: site for site in sites() for host in site.hosts}


@cache
def by_name() -> dict[str, Site]:
    """Site by each class or id name that is sure to be its own; ``*`` stands for the number of a post."""
    return {name: site for site in sites() for chosen in site.sure for name in (*chosen.names, *chosen.beginnings)}


def site_of(url: str | None) -> Site | None:
    """The template for an address, by the longest host that it lies below."""
    try:
        host = (urlsplit(url if url and "//" in url else f"//{url or ''}").hostname or "").lower()
    except ValueError:
        return None
    while host:
        if host in _by_host():
            return _by_host()[host]
        host = host.partition(".")[2]
    return None
