"""Rules as data: one TOML record is matcher, test and documentation (DESIGN, law 3).

A file ``data/rules/STAGE.toml`` holds ``[[rule]]`` tables:

``id``       ``STAGE.name``, unique
``name``     a short Chinese name
``what``     what the rule does, one sentence
``why``      why that is right
``scope``    ``line`` (a whole line), ``span`` (a part of a line), ``to-end`` (a line and all that follows, if the stage
             finds a second witness), ``code`` (the stage finds the place itself; the record documents and tests it)
``match``    literals, compared with the whole folded line (``line``, ``to-end``) or found in the folded text (``span``)
``regex``    a bounded regular expression for the whole folded line or the span; needs ``hint``
``hint``     literals of which one must be in the line before ``regex`` is tried
``row``      how many literals of ``match`` (and of other rules with this key) a line must be a row of to fire as well
``where``    ``any``, ``head``, ``tail``: the part of the page that the stage may use the rule in
``safety``   ``safe``, ``unsafe`` (only with the option), ``show`` (reported, never applied)
``bad``      examples that must fire;  ``good``  examples that must not
``escaped``  true where examples are written with Python escapes, because TOML cannot hold a lone surrogate
``in_code``  whether the rule acts in source code; by default only stages that mend damage do
Any other key is kept in ``extra`` for the stage (``family``, ``weight`` …). Rules are written in Simplified,
half-width, lower case.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any, Literal, get_args

from cleaner.config import covers
from cleaner.errors import ConfigError, RuleError
from cleaner.fold import fold
from cleaner.lines import Lines
from cleaner.matcher import Matcher
from cleaner.patterns import form

Scope = Literal["line", "span", "to-end", "code"]
Place = Literal["any", "head", "tail"]
Safety = Literal["safe", "unsafe", "show"]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One record of a rules file; see the module's text for the fields."""

    id: str
    name: str
    what: str
    why: str
    scope: Scope
    match: tuple[str, ...] = ()
    regex: str = ""
    hint: tuple[str, ...] = ()
    row: int = 0
    where: Place = "any"
    safety: Safety = "safe"
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    file: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stage(self) -> str:
        """The stage that the rule belongs to."""
        return self.id.partition(".")[0]

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """The compiled ``regex``, or ``None`` where there is none."""
        return re.compile(self.regex) if self.regex else None

    @property
    def width(self) -> tuple[int, int]:
        """The fewest and the most characters that ``regex`` matches. Raises ``re.error`` where it does not parse."""
        return self._form[0]

    @property
    def starts(self) -> frozenset[str] | None:
        """``patterns.starts`` of ``regex``. Raises ``re.error`` where it does not parse."""
        return self._form[1]

    @cached_property
    def _form(self) -> tuple[tuple[int, int], frozenset[str] | None]:
        return form(self.regex)


class RuleBook:
    """All rules by id, and a matcher a stage. Raises ``RuleError`` for a duplicate id."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, Rule] = {}
        self._matchers: dict[str, Matcher] = {}
        for rule in rules:
            if rule.id in self._rules:
                raise RuleError(
                    f"{rule.file}: rule {rule.id}: the id is used twice, first in {self._rules[rule.id].file}"
                )
            self._rules[rule.id] = rule

    def __getitem__(self, name: str) -> Rule:
        return self._rules[name]

    def __contains__(self, name: object) -> bool:
        return name in self._rules

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def stage(self, name: str) -> tuple[Rule, ...]:
        """The rules of one stage, in file order."""
        return tuple(rule for rule in self if rule.stage == name)

    def matcher(self, stage: str) -> Matcher:
        """The matcher for the rules of one stage, compiled once; not for those of some ``forms`` of texts alone."""
        if stage not in self._matchers:
            own = (r for r in self.stage(stage) if r.scope != "code" and "forms" not in r.extra)
            self._matchers[stage] = Matcher(own)
        return self._matchers[stage]


@cache
def rule_book() -> RuleBook:
    """The rules that come with the package, loaded once a process."""
    folder = files("cleaner.data").joinpath("rules")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    texts = {name: _text(folder.joinpath(name)) for name in names}
    return RuleBook(rule for name, text in texts.items() for rule in read_rules(text, name, check=False))


def _text(file: Traversable) -> str:
    """The text of a rules file. Raises ``RuleError`` where it is not in UTF-8."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(f"{file.name}: not in UTF-8, byte {error.start}") from None


@lru_cache(64)
def check_names(names: tuple[str, ...]) -> None:
    """Raise ``ConfigError`` for a name that is neither a rule's id nor a first part of one."""
    ids = [rule.id for rule in rule_book()]
    for name in names:
        if not any(covers(name, rule) for rule in ids):
            raise ConfigError(f"no rule is called {name!r}{near_rule(name, ids)}; see 'cleaner rules'")


def near_rule(name: str, ids: list[str]) -> str:
    """A hint at the known id, or first part of ids, that is nearest to ``name``; empty where none is near."""
    known = sorted({*ids, *(rule.partition(".")[0] for rule in ids)})
    close = difflib.get_close_matches(name, known, 1)
    return f"; did you mean {close[0]!r}?" if close else ""


def read_rules(text: str, where: str, *, check: bool = True) -> list[Rule]:
    """The rules of one file. Raises ``RuleError`` with file, line and id where a record breaks a law.

    Without ``check`` a regex, a literal, a choice and the examples are taken as they are: those of the package are
    tested, and ``cleaner rules --check`` looks at them.
    """
    return [_rule(record, where, line, check) for line, record in records(text, where, "rule")]


def records(text: str, where: str, kind: str) -> list[tuple[int, dict[str, Any]]]:
    """The tables ``[[kind]]`` of a TOML file, each with the line of its id, or of its head where it has none.

    Raises ``RuleError`` with file and line where the file is no TOML.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{where}: {error}") from None
    for other in (name for name in told if name not in _TABLES):
        raise RuleError(f"{where}: {other!r} is none of {', '.join(f'[[{each}]]' for each in _TABLES)}")
    tables = told.get(kind, [])
    heads = [m.start() for m in re.finditer(rf"^[ \t]*\[\[[ \t]*{kind}[ \t]*\]\]", text, re.MULTILINE)]
    if not isinstance(tables, list) or len(heads) != len(tables):
        raise RuleError(f"{where}: a {kind} is a table that begins with a line [[{kind}]]")
    ids = [_ID.search(text, start, end) for start, end in pairwise([*heads, len(text)])]
    places = [found.end() if found else head for found, head in zip(ids, heads, strict=True)]
    return [(text.count("\n", 0, at) + 1, table) for at, table in zip(places, tables, strict=True)]


_TABLES = ("rule", "guard", "topic")  # of all files of rules
_ID = re.compile(r"^[ \t]*id[ \t]*=", re.MULTILINE)
_OWN = {f.name for f in fields(Rule)} - {"extra", "file"}
_NEEDED = tuple(f.name for f in fields(Rule) if f.default is MISSING and f.default_factory is MISSING)

_LIST, _STRING, _NUMBER = "a list of strings", "a string", "a number"
_KINDS = {"match": _LIST, "hint": _LIST, "bad": _LIST, "good": _LIST, "row": _NUMBER}
_KINDS |= dict.fromkeys(_OWN - _KINDS.keys(), _STRING)
_ALIKE = 0.75  # a key that is so much like one of these is misspelt, but for the names of a family of spam
_KNOWN = {*_OWN, "names"}
_CHOICES = {"scope": get_args(Scope), "where": get_args(Place), "safety": get_args(Safety)}


def _rule(record: dict[str, Any], where: str, line: int, check: bool) -> Rule:
    label = f"{where}:{line}: rule {record.get('id', '?')}"
    for key in _NEEDED:
        if key not in record:
            raise RuleError(f"{label}: the key {key!r} is missing")
    for key, value in record.items():
        if key in _KINDS and not _fits(value, _KINDS[key]):
            raise RuleError(f"{label}: {key} is {_KINDS[key]}, not {value!r}")
        if key not in _KNOWN and (meant := _meant(key)):
            raise RuleError(f"{label}: unknown key {key!r}; did you mean {meant!r}?")
    known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in record.items() if k in _OWN}
    extra = {k: v for k, v in record.items() if k not in _OWN}
    rule = Rule(**known, file=f"{where}:{line}", extra=extra)
    if rule.stage != where.removesuffix(".toml").partition("-")[0]:
        raise RuleError(f"{label}: the id must begin with the name of the file")
    for problem in all_problems(rule) if check else ():
        raise RuleError(f"{label}: {problem}")
    return rule


@lru_cache(256)
def _meant(key: str) -> str | None:
    """The key of a rule that is so much like an unknown one that this one is misspelt."""
    return next(iter(difflib.get_close_matches(key, _OWN, 1, _ALIKE)), None)


def _fits(value: object, kind: str) -> bool:
    """Whether a value of a record is of the kind that its key wants."""
    if kind == _LIST:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, str if kind == _STRING else int) and not isinstance(value, bool)


def all_problems(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule: its record first, and where that is right its examples, if it has a matcher."""
    found = [*problems(rule)]
    yield from found
    if not found and rule.scope != "code":
        yield from misfires(rule)


def problems(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule, apart from its examples (``misfires``)."""
    for name, choices in _CHOICES.items():
        if getattr(rule, name) not in choices:
            yield f"{name} {getattr(rule, name)!r} is not one of {', '.join(choices)}"
    literals = "\n".join((*rule.match, *rule.hint))
    for literal, folded in zip(literals.split("\n"), fold(literals).split("\n"), strict=True) if literals else ():
        if not literal or folded.strip() != literal:
            yield f"literal {literal!r} is empty or not in folded form ({folded.strip()!r})"
    if "" in rule.match or "" in rule.hint:
        yield "a literal is empty"
    for name in ("match", "hint", "bad"):
        if len(set(getattr(rule, name))) < len(getattr(rule, name)):
            yield f"{name} lists an entry twice"
    if not rule.bad:
        yield "at least one bad example is needed"
    if rule.scope != "code" and not rule.match and not rule.regex:
        yield "a matcher is needed: match or regex"
    if rule.row and (rule.scope != "line" or not rule.match or rule.row < 2):
        yield "row is for rules of scope line with literals, and two at least"
    if rule.regex:
        yield from regex_problems(rule.regex)
        if not rule.hint and rule.scope != "code":
            yield "a regex needs hint literals, so that it runs on few lines"


def regex_problems(pattern: str) -> Iterator[str]:
    """What is wrong with a regular expression: it does not parse, or repeats something without limit."""
    try:
        tree = re._parser.parse(pattern)  # type: ignore[attr-defined]
    except re.error as error:
        yield f"regex: {error}"
        return
    if _unbounded(tree):
        yield "regex has an unbounded repeat; write {0,n}"


def _unbounded(node: Any) -> bool:
    """Whether a parsed pattern repeats anything without limit (such patterns can take quadratic time and more)."""
    if isinstance(node, (list, tuple, re._parser.SubPattern)):  # type: ignore[attr-defined]
        items = list(node)
        if len(items) == 2 and str(items[0]) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, most, inner = items[1]
            return int(most) >= int(re._constants.MAXREPEAT) or _unbounded(inner)  # type: ignore[attr-defined]
        return any(_unbounded(item) for item in items)
    return False


def misfires(rule: Rule) -> Iterator[str]:
    """Which examples of a rule with a matcher go wrong: ``bad`` ones that stay silent, ``good`` ones that fire."""
    matcher = Matcher([rule])
    for example, wanted in [*((e, True) for e in rule.bad), *((e, False) for e in rule.good)]:
        lines = Lines(example)
        if (bool(matcher.spans(lines)) or any(True for _ in matcher.lines(lines))) != wanted:
            yield f"{'bad example does not fire' if wanted else 'good example fires'}: {example!r}"
