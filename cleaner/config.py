"""What a user can set. A ``Config`` is plain data: immutable, picklable, and with a fingerprint for the ledger."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_type_hints

from cleaner.errors import ConfigError
from cleaner.labels import codec_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Options of a cleaner. Raises ``ConfigError`` for a value that its field does not allow.

    script: ``auto`` leaves native text alone and turns text that a machine converted from Simplified back to it;
        ``keep`` converts nothing; ``unify`` brings all paragraphs to the script that most of the text is written in;
        the others name the target. Cantonese, Japanese and Korean paragraphs stay as they are.
    spun: what to do with machine-spun text; ``exact`` tags it and undoes the lossless artefacts only.
    spun_model: file of a KenLM model of Chinese words that judges, beside our own, which words to put back.
    ruins: damage beyond repair (U+FFFD, 锟斤拷 and the like) is noted in the ledger; ``cut`` also takes it out.
    punctuation: make ASCII punctuation between Han characters full-width.
    quotes: ``script`` writes “” in Simplified text and 「」 in Traditional text.
    vocabulary: ``target`` also changes words in what is converted to ``hans`` or ``hant-tw`` (軟體 for 软件).
    names: words that no conversion of the script may touch.
    alt: keep the alternative text of a page's images.
    select, ignore: rule ids or their prefixes (``boilerplate``, ``boilerplate.share-bar``); an empty ``select`` is all.
    unsafe: also apply rules whose safety is ``unsafe``.
    input: what the source is; ``auto`` looks at it. ``html`` keeps the line breaks of a text in which hardly any tag
        makes one.
    page: what a web page is; ``forum`` keeps the posts and replies of a thread, ``article`` the article alone.
    encoding: codec of byte input when it is known from outside (an HTTP header); ``None`` detects it.
    max_bytes: a longer document is handed back untouched with status ``too_large``.
    max_seconds: a document that takes longer is handed back untouched with status ``timeout``; looked at after each
        stage (a worker of ``cleaner batch`` is ended at twice the limit); 0 sets no limit.
    """

    script: Literal["auto", "keep", "hans", "hant", "hant-tw", "hant-hk", "unify"] = "auto"
    spun: Literal["keep", "tag", "exact", "restore", "drop"] = "exact"
    spun_model: str | None = None
    ruins: Literal["mark", "cut"] = "mark"
    punctuation: bool = True
    quotes: Literal["keep", "script"] = "keep"
    vocabulary: Literal["keep", "target"] = "keep"
    names: tuple[str, ...] = ()
    alt: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe: bool = False
    input: Literal["auto", "html", "text"] = "auto"
    page: Literal["auto", "article", "forum"] = "auto"
    encoding: str | None = None
    max_bytes: int = 20_000_000
    max_seconds: float = 60.0

    def __post_init__(self) -> None:
        for name, kind in _kinds().items():
            value = getattr(self, name)
            if name in _LISTS:
                object.__setattr__(self, name, _listed(name, value))
            elif choices := get_args(kind):
                _choose(name, value, choices)
            elif type(value) is not kind and not (kind is float and type(value) is int):
                raise ConfigError(f"{name} must be {kind.__name__}, not {value!r}")
            elif kind in (int, float) and not value >= 0:  # nor is it "not a number"
                raise ConfigError(f"{name} must not be negative, but is {value!r}")
            elif kind is float:
                object.__setattr__(self, name, float(value))  # 60 and 60.0 have one fingerprint
        if self.encoding is not None and codec_of(self.encoding) is None:
            raise ConfigError(f"unknown encoding {self.encoding!r}")
        if self.select or self.ignore:
            from cleaner.rules import check_names  # which asks this module what a name covers

            check_names((*self.select, *self.ignore))

    @classmethod
    def from_mapping(cls, options: Mapping[str, Any], where: str = "config") -> Config:
        """A ``Config`` from plain keys. Raises ``ConfigError`` that names an unknown key and the nearest known one."""
        known = [f.name for f in fields(cls)]
        named: dict[str, Any] = {}
        for key, value in options.items():
            name = key.replace("-", "_")
            if name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.4)
                hint = f"; did you mean {near[0]!r}?" if near else f"; known keys: {', '.join(known)}"
                raise ConfigError(f"{where}: unknown key {key!r}{hint}")
            if name in named:
                raise ConfigError(f"{where}: {name} is given twice")
            named[name] = value
        try:
            return cls(**named)
        except ConfigError as error:
            raise ConfigError(f"{where}: {error}") from None

    def enabled(self, rule: str) -> bool:
        """Whether ``select`` and ``ignore`` let the rule with this id act; the longer prefix wins."""
        return _enabled(self, rule) if self.select or self.ignore else True

    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change when any option changes."""
        return _fingerprint(self)


@cache  # a config is often made for one document, and the hints are text until they are asked for
def _kinds() -> dict[str, Any]:
    return get_type_hints(Config)


@lru_cache(64)  # asked for once a document
def _fingerprint(config: Config) -> str:
    return hashlib.sha256(json.dumps(asdict(config), sort_keys=True).encode()).hexdigest()[:16]


@lru_cache(1 << 12)  # asked for with each edit that a stage proposes
def _enabled(config: Config, rule: str) -> bool:
    chosen = max((len(p) for p in config.select if covers(p, rule)), default=-1 if config.select else 0)
    refused = max((len(p) for p in config.ignore if covers(p, rule)), default=-1)
    return chosen > refused


def covers(prefix: str, rule: str) -> bool:
    """Whether ``prefix`` is the id ``rule`` or a leading part of it that ends at a dot."""
    return rule == prefix or rule.startswith(prefix + ".")


_LISTS = {"select": "rule ids", "ignore": "rule ids", "names": "names"}


def _listed(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    given = list(value) if isinstance(value, Iterable) else [value]
    ids = [each.strip() for each in given if isinstance(each, str)]
    if len(ids) != len(given):
        raise ConfigError(f"{name} must be a list of {_LISTS[name]}, not {value!r}")
    return tuple(filter(None, ids))


def _choose(name: str, value: object, choices: tuple[object, ...]) -> None:
    if choices == (str, type(None)):
        if value is not None and not isinstance(value, str):
            raise ConfigError(f"{name} must be a name, not {value!r}")
    elif value not in choices:
        raise ConfigError(f"{name} must be one of {', '.join(map(str, choices))}, not {value!r}")
