"""Tell machine-spun text: a tool puts its word everywhere, so the spun form is there and the original is not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.literary import archaic, literary
from cleaner.stages.spun.detector import GLANCE, HARD, OPEN, SUSPECT, Detector, Finding, Label, needed
from cleaner.stages.spun.exact import Match, exact_rules, firm, hard_forms, is_rare, matches, rule_families, vanished
from cleaner.stages.spun.families import Family, Pair, families
from cleaner.stages.spun.hant import traditional
from cleaner.stages.spun.model import scorer
from cleaner.stages.spun.runs import LEAST, likeliest
from cleaner.stages.spun.scan import Ints
from cleaner.stages.spun.second import FEWEST, Size, asked_for, put_in
from cleaner.stages.spun.unknown import by_unknown

# A suspect page whose forms say less than this part of what is needed is clean after all.
_FAINT = 0.3
# What forms must say that read as put in: of 215,000 natural texts and pieces none comes to 0.7 (lists of words apart).
_CLEAR = 0.8
# From which score on words alone call a text spun, whatever the characters around them ask for.
_PLAIN = 2.0
# Han characters of a line that may be a sentence, and the share of all that such lines hold at least in an article.
_SENTENCE, _PROSE = 8, 0.2
# So many characters show the script of a text.
_SEEN = 20_000
# Prose has a mark in so many Han characters.
_PHRASE = 200
# So many kana for each Han character make a text Japanese.
_KANA = 0.5
# The score of a page that a tool in no family seems to have written, or has.
_SCORES: dict[Label, float] = {"suspect": SUSPECT, "spun": 1.0}
# The families whose pairs ``models/spun-unknown.npz`` was fitted with.
_FITTED = "ABCDEFGH"
# How likely a tool that is in no family has a pair of any family. Of the pairs that a family's pages show, six
# to seventy in a hundred are in other families, too.
_MAY_HAVE_PAIR = (0.05, 0.15, 0.15)
# A family whose own evidence is at least this share of the best one's may have left artefacts, too.
_KIN = 0.4


def examine(lines: Lines) -> tuple[Finding, list[Match]]:
    """What the detector says of a text, or else of the lines that show most, and where exact rules match in it."""
    engine = detector()
    places, words = engine.scanner.scan(lines.points)
    size = Size.of(lines)
    finding, forms = _judged(lines, size, places, words)
    little = not finding.scores and finding.score * needed(size, False) < LEAST
    if finding.label != "clean" or little:
        return finding, forms
    if (part := likeliest(lines, places, words, engine)) and not literary(lines):
        told, _ = _judged(part, Size.of(part), *engine.scanner.scan(part.points))
        if told.label == "spun" and told.family:
            finding = replace(told, part=True)
    return finding, forms


def _judged(lines: Lines, size: Size, places: Ints, words: Ints) -> tuple[Finding, list[Match]]:
    """What the detector says of a whole text, and where exact rules match in it.

    ``places``: where the ``words`` of the detector's scanner stand.
    """
    engine = detector()
    counts = engine.scanner.tally(words)
    forms = _forms(lines, places, words) if np.count_nonzero(counts.take(hints())) else []
    finding = engine.judge(counts, hard_forms(forms) if forms else {}, size)
    if finding.scores and finding.score >= OPEN:
        finding = _second_look(finding, lines, counts, size)
    elif finding.score >= GLANCE and engine.forms(counts) >= FEWEST:
        finding = _glance(finding, lines, counts, size)
    if finding.label == "clean" and finding.scores:
        label = _by_another_tool(lines, counts, size, bool(finding.hard))
        finding = replace(finding, label=label, score=_SCORES.get(label, finding.score))
    if finding.label != "clean" and (_is_list(lines) or _is_japanese(lines) or (not firm(forms) and archaic(lines))):
        finding = replace(finding, label="clean", score=min(finding.score, OPEN), family=None)
    if gone := vanished(forms, lines.folded):
        family = finding.family or next(m.rule.extra["families"][0] for m in forms if m.rule.extra["new"] in gone)
        finding = replace(finding, label="spun", score=max(finding.score, 1.0), family=family, whole=True)
    return finding, forms


def _forms(lines: Lines, places: Ints, words: Ints) -> list[Match]:
    """Where exact rules match: in literature such as it may have itself count beside impossible ones only."""
    hinted = np.isin(words, hints()).nonzero()[0].tolist()
    known = detector().scanner.words
    found = matches(lines.text, ((int(places[i]), known[int(words[i])]) for i in hinted))
    if any(match.rule.extra.get("gone") for match in found):
        gone = vanished(found, lines.folded)
        found = [m for m in found if not m.rule.extra.get("gone") or m.rule.extra["new"] in gone]
    sure = [match for match in found if not is_rare(match.rule.id)]
    return sure if len(sure) < len(found) and not firm(found) and literary(lines) else found


def _second_look(finding: Finding, lines: Lines, counts: Ints, size: Size) -> Finding:
    """The finding, corrected by whether the forms of its likeliest family read as put in."""
    engine = detector()
    family = max(finding.scores, key=lambda name: (finding.scores[name], name))
    hidden = engine.hidden(counts, family)
    clean = replace(finding, label="clean", score=OPEN, family=None)
    if finding.score >= 1:
        plain = finding.hard or finding.score >= _PLAIN or asked_for(lines.folded, hidden)
        return finding if plain else clean
    known = next(each for each in families() if each.name == family)
    told = put_in(lines.folded, known, hidden, size, scorer())
    if told >= _CLEAR:
        return replace(finding, label="spun", score=1.0, family=family)
    return clean if told < _FAINT and finding.label == "suspect" and not finding.hard else finding


def _glance(finding: Finding, lines: Lines, counts: Ints, size: Size) -> Finding:
    """The finding for a page whose forms are few, or ordinary words: spun if they read as put in all the same."""
    engine = detector()
    scores = finding.scores or engine.scores(counts)
    name = max(scores, key=lambda each: (scores[each], each))
    score = scores[name] / needed(size, False)
    if score < GLANCE:
        return finding
    known = next(each for each in families() if each.name == name)
    told = put_in(lines.folded, known, engine.hidden(counts, name), size, scorer())
    return replace(finding, label="spun", score=1.0, family=name, scores=scores) if told >= _CLEAR else finding


def _is_list(lines: Lines) -> bool:
    """Whether the text is a list of words: it may hold rare ones without their common partners, and nobody spun it."""
    han = lines.counts(Class.HAN)
    return bool(han[han >= _SENTENCE].sum() < _PROSE * han.sum())


def _is_japanese(lines: Lines) -> bool:
    """Whether the text is Japanese, whose words in Han characters may be what tools put in."""
    return bool(lines.totals[Class.KANA] > _KANA * lines.totals[Class.HAN])


def _by_another_tool(lines: Lines, counts: Ints, size: Size, hard: bool) -> Label:
    """Whether a page is spun by a tool that is in no family: it has pairs of all of them, and forms read as put in.

    ``hard``: it has an impossible form, which by itself may be a quotation. The tools are the Mainland's: beside its
    words those of Taiwan and Hong Kong look as if somebody had put them in, so of Traditional text nothing is said.
    """
    engine = mixture()
    if not size.modern or engine.forms(counts) < FEWEST or archaic(lines):
        return "clean"
    marks = lines.folded.count("。") + lines.folded.count(",")
    if marks * _PHRASE < size.han or traditional(lines.text[:_SEEN]):
        return "clean"
    score = max(engine.scores(counts).values()) / needed(size, False)
    return by_unknown(lines, engine.hidden(counts, engine.names[0]), size, score, HARD if hard else 0.0)


def active(finding: Finding) -> set[str]:
    """The families whose tools a spun page shows, by its words or by forms that literature has not."""
    best = max(finding.scores.values())
    shown = {name for name, score in finding.scores.items() if score >= _KIN * best > 0}
    told = {name for rule in finding.hard if not is_rare(rule) for name in rule_families(rule)}
    return shown | told | ({finding.family or ""} - {""})


@cache
def detector() -> Detector:
    """The detector for the families that come with the package."""
    return Detector(families(), (hint for rule in exact_rules() for hint in rule.hint))


@cache
def mixture() -> Detector:
    """A detector for all pairs of the families of ``_FITTED`` as if one tool had them."""
    pairs: dict[tuple[str, str], Pair] = {}
    for pair in (p for family in families() if family.name in _FITTED for p in family.pairs):
        known = pairs.get((pair.original, pair.spun))
        if known is None or known.count < pair.count:
            pairs[pair.original, pair.spun] = pair
    every = Family("", "a tool that is in no family", tuple(pairs.values()))
    return Detector([every], scanner=detector().scanner, has_pair=_MAY_HAVE_PAIR)


@cache
def hints() -> Ints:
    """The indices of the hints of exact rules in the detector's scanner."""
    index = detector().scanner.index
    return np.array(sorted({index[hint] for rule in exact_rules() for hint in rule.hint}), np.int64)
