"""The chain of stages: each proposes edits on the text as it is; only ``Doc.apply`` carries them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from cleaner.config import Config
from cleaner.doc import Doc, Edit
from cleaner.edits import Edits
from cleaner.errors import StageError
from cleaner.rules import Rule, RuleBook, rule_book

_NOTHING: Mapping[str, Any] = MappingProxyType({})
# Stages that a selection may leave out, with those that ask for their facts; the others say what the source is.
_ASKED_BY = {"encoding": ("mirror", "spam", "script"), "spam": ("boilerplate",), "boilerplate": (), "spun": ()}


class Context(NamedTuple):
    """What a stage may know beside the text.

    facts: what earlier stages of this pass found, by name (``"mirror.fired"``, ``"markup.map"`` …).
    meta: title, author, published, source, script as far as they are known.
    again: whether the text was cleaned before, and only what more would go is asked: nobody reads what the lines say of
        title, author, time and source.
    """

    config: Config
    rules: RuleBook
    url: str | None = None
    facts: Mapping[str, Any] = _NOTHING
    meta: Mapping[str, str] = _NOTHING
    again: bool = False


@dataclass(slots=True)
class Proposal:
    """What a stage returns: edits on the text it was given, and what it found.

    meta: metadata (``title``, ``author``, ``published``, ``source``, ``script``); a later stage that names one again
        restates it, so a stage names what ``context.meta`` already has only where it knows better.
    scores: numbers for ``Document.scores``.
    facts: anything that a later stage of the same pass needs, named ``STAGE.name``.
    marks: places that the ledger notes and that stay as they are (damage beyond repair, a suspicion).
    tags: words for ``Document.tags`` (``spun``: ``clean``, ``suspect``, ``spun``; ``spun_family`` …).
    verdict: a verdict on the whole document (``spam``, ``boilerplate``), if the stage reached one.
    """

    edits: Sequence[Edit] = ()
    meta: dict[str, str] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    marks: Sequence[Edit] = ()
    tags: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    verdict: str | None = None


Propose = Callable[[Doc, Context], Proposal]


class Stage(NamedTuple):
    """A name (the first part of its rule ids) and the pure function that proposes edits."""

    name: str
    propose: Propose


class State(NamedTuple):
    """A document between two stages, with what has been found so far."""

    doc: Doc
    meta: Mapping[str, str] = _NOTHING
    scores: Mapping[str, float] = _NOTHING
    facts: Mapping[str, Any] = _NOTHING
    tags: Mapping[str, str] = _NOTHING
    verdict: str | None = None

    @property
    def is_code(self) -> bool:
        """Whether the document is source code."""
        return self.facts.get("markup.kind") == "code"


def run(doc: Doc, config: Config, url: str | None = None, *, again: bool = False) -> Iterator[tuple[str, State]]:
    """One pass over all stages; yields the name of each stage and the state after it.

    Raises ``StageError`` where a stage fails: the caller turns it into a failure record.
    """
    from cleaner.stages import STAGES  # the stages import this module

    rules = rule_book()
    state = seen = State(doc)
    context = Context(config, rules, url, again=again)
    left_out = _left_out(config)
    for stage in STAGES:
        if stage.name in left_out:
            continue
        try:
            if state is not seen:
                seen = state
                context = Context(config, rules, url, state.facts, state.meta, again)
            proposal = stage.propose(state.doc, context)
            state = _after(state, stage.name, proposal, config, rules)
        except Exception as error:
            raise StageError(f"stage {stage.name}") from error
        yield stage.name, state


@lru_cache(64)
def _left_out(config: Config) -> frozenset[str]:
    """The stages that do not run: none of their rules is selected, and none that is asks what they find."""
    if not config.select:
        return frozenset()
    chosen = {name.partition(".")[0] for name in config.select}
    return frozenset(name for name, askers in _ASKED_BY.items() if chosen.isdisjoint((name, *askers)))


def _after(state: State, stage: str, proposal: Proposal, config: Config, rules: RuleBook) -> State:
    """The state after a stage, which often has found nothing."""
    told = proposal.edits or proposal.marks or proposal.meta or proposal.scores or proposal.facts
    if not (told or proposal.tags or proposal.verdict):
        return state
    doc, meta, scores, facts, tags, verdict = state
    if proposal.edits or proposal.marks:
        doc = carry_out(state, stage, proposal, config, rules)
    if proposal.meta and not state.is_code:
        meta = {**meta, **proposal.meta}
    if proposal.scores:
        scores = {**scores, **proposal.scores}
    if proposal.facts:
        facts = {**facts, **proposal.facts}
    if proposal.tags:
        tags = {**tags, **proposal.tags}
    if proposal.verdict and not state.is_code:
        verdict = verdict or proposal.verdict
    return State(doc, meta, scores, facts, tags, verdict)


def carry_out(state: State, stage: str, proposal: Proposal, config: Config, rules: RuleBook) -> Doc:
    """The document after the edits whose rules the config lets act; those that safety alone holds back become marks.

    In source code only damage is mended: rules on prose do not act, unless their record says ``in_code = true``.
    Raises ``KeyError`` for a rule id that no rules file documents.
    """
    marks = [mark for mark in proposal.marks if config.enabled(rules[mark.rule].id)]
    if isinstance(proposal.edits, Edits) and all(_acts(state, rules[rule], config) for rule in proposal.edits.named()):
        return state.doc.apply(stage, proposal.edits, marks)
    edits: list[Edit] = []
    ways: dict[str, list[Edit] | None] = {}
    for edit in proposal.edits:
        rule = edit.rule
        if rule not in ways:
            acts, wanted = _acts(state, rules[rule], config), _wanted(state, rules[rule], config)
            ways[rule] = edits if acts else marks if wanted else None
        if (way := ways[rule]) is not None:
            way.append(edit)
    return state.doc.apply(stage, edits, marks)


def _wanted(state: State, rule: Rule, config: Config) -> bool:
    return config.enabled(rule.id) and not (state.is_code and not acts_in_code(rule))


def _acts(state: State, rule: Rule, config: Config) -> bool:
    safe = rule.safety == "safe" or (rule.safety == "unsafe" and config.unsafe)
    return safe and _wanted(state, rule, config)


def acts_in_code(rule: Rule) -> bool:
    """Whether a rule acts in source code."""
    return bool(rule.extra.get("in_code", rule.stage in ("decode", "mirror", "markup", "encoding")))
