"""Judge a line: its runs against a threshold that guards raise and the page lowers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from operator import attrgetter

from cleaner.patterns import count_han
from cleaner.stages.spam.apart import glued_lines
from cleaner.stages.spam.bounds import with_own_mark
from cleaner.stages.spam.evidence import Evidence, Known
from cleaner.stages.spam.extent import MORE, Extent
from cleaner.stages.spam.findings import Finding, joined, notes, within
from cleaner.stages.spam.lexicon import Lexicon, with_disguises
from cleaner.stages.spam.misplaced import Misplaced
from cleaner.stages.spam.model import Model
from cleaner.stages.spam.page import SENTENCE_ENDS, Page
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.runs import Run, snapped, without_clauses, without_label, without_menu
from cleaner.stages.spam.stretch import worth_a_look
from cleaner.stages.spam.throughout import is_throughout
from cleaner.stages.spam.told import told
from cleaner.stages.spam.vetoes import BESIDE, FEW, QUOTED, WITHIN, cuts_clause, in_prose, quoting, sentence, vetoed
from cleaner.stages.spam.view import view

THRESHOLD = 6.0
# How much more must show where a telling word and an ordinary contact are all.
LONE = 2.0
# How far above its threshold a finding makes the page known for spam, and how far that lowers it for other lines.
KNOWN, EASE = 1.0, 1.5
# How long a line of a list of links is, and what each model must say of one that stands beside spam.
LINK, LINKED = 24, 1.0
_HEADING = re.compile("[第(]?[一二三四五六七八九十百]{1,4}[、)章节]")
# What guard words count for where the models have weighed a whole line: they know most talk of spam by themselves.
SPOKEN = 0.5
# How much more the models must say of a line without a telling word that stands in the middle of a long text.
AMID = 1.5
# What the n-grams must give a line without a telling word or a contact that the network condemns, or how much the
# second network where they do not, and what it costs where the page is not known for spam; and what the second network
# must say in any case, and what each that it says less costs.
AGREE, SURE_AGAIN, DOUBT, AGAIN, LESS = 1.0, 6.6, 3.0, 3.6, 0.5
# What it costs besides where the n-grams say less than so much.
SLIGHT, SAYS_SO = 0.5, 2.5
# What they say at most of a run of words that honest lists and sentences hold, too, such as names of casinos; and in a
# text of sentences.
PROSE, SENTENCES = -5.0, 1.0
# How many telling words make it an offer.
OFFERS = 3
# The most stretches of spam in one line.
PARTS = 3
# What the n-grams say of a piece that is more of the same beside a line that they condemn as a whole.
LIKE = 1.5
AROUND = 100
WHOLE = 0.7
BLATANT = 9.0
HEAVY = 8.0
APART = 3.0
CLAUSE_MARKS = "。!?,;: "


@dataclass(slots=True)
class Judge:
    """Judges the lines of one page in order, and remembers what it found; ``known`` outlives it.

    bare: lines without ideographs and telling words, which are read beside spam only.
    """

    page: Page
    lexicon: Lexicon
    model: Model
    known: Known = field(default_factory=Known)
    bare: Set[int] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    missed: list[int] = field(default_factory=list)
    ease: float = 0.0
    near: float = 0.0

    @property
    def extent(self) -> Extent:
        """Tells how far findings reach."""
        return Extent(self.page, self.model)

    def line(self, index: int) -> None:
        """Add what of a line is spam to ``findings``."""
        if index in self.bare:
            self.missed.append(index)
            return
        lines = self.page.lines
        start, end = int(lines.starts[index]), int(lines.ends[index])
        said = self._evidence(lines.folded[start:end])
        line = said.line.placed(index, start)
        found = [f for run in said.runs if (f := self.finding(line, run))]
        for run in said.framed:
            if more := self.finding(line, run):
                found = joined(found, more)
        like = MORE
        if said.whole and (more := self.finding(line, *said.whole)):
            found, like = joined(found, more), LIKE
        elif not any(f.run.framed for f in found) and worth_a_look(line, self.ease > 0):
            found = self._parts(line, said, found)
        found = found or self._glued(line)
        found = list(within(found, line, said.own)) if found else []
        found = self.extent.widened(found, start, end, like)
        found = [part for each in found for part in self.extent.without_headlines(each)]
        if found and is_throughout(line, found):
            top = max(found, key=lambda each: each.run.points)
            found = [replace(top, start=start, end=end, whole=True)]
        self.findings += found
        self.gone.update(f.line for f in found if f.whole)
        if not found:
            self.missed.append(index)

    def _parts(self, line: Reading, said: Evidence, found: list[Finding]) -> list[Finding]:
        """The findings of a line with the sentence of it that is spam, or with stretches."""
        if said.sentence and (more := self.finding(line, *said.sentence)):
            return joined(found, more)
        for number in range(PARTS):
            if not (part := said.part(number)) or not (more := self.finding(line, *part)):
                break
            found = joined(found, more)
        return found

    def _glued(self, line: Reading) -> list[Finding]:
        """The finding of a line of spam that is glued to a paragraph, judged as it would be by itself."""
        folded = self.page.lines.folded
        for left, right in glued_lines(line):
            start, end = line.place(left), line.place(right)
            said = self._evidence(folded[start:end])
            if said.whole and (found := self.finding(said.line.placed(line.number, start), *said.whole)):
                return [found]
        return []

    def reconsider(self) -> None:
        """Judge the lines again that were let off, where the page is known for spam: there it is likelier."""
        if any(f.run.points - f.threshold >= KNOWN for f in self.findings):
            missed, self.missed, self.ease = self.missed, [], EASE
            for index in missed:
                self.line(index)
            for index in (*self.missed, *reversed(self.missed)):
                if index not in self.gone and self.page.neighbours(index) & self.gone:
                    self._linked(index)
            self.findings.sort(key=attrgetter("start"))

    def doubted(self) -> set[int]:
        """The lines without a finding that the n-grams take for spam where each is read by itself."""
        return {index for index in self.missed if self.extent.score(self.page.lines[index].folded) > 0}

    def _linked(self, index: int) -> None:
        """Add a short line beside one that went as a whole, where it is more of the same.

        The models say so, or it is nothing but names of what is advertised there.
        """
        lines = self.page.lines
        start, end = int(lines.starts[index]), int(lines.ends[index])
        text = lines.folded[start:end].strip()
        if not text or len(text) > LINK or _HEADING.match(text) or self.page.coded(index):
            return
        strength = Strength(view(text).text, self.model)
        score, read = (tell(0, len(strength)) for tell in (strength.score, strength.whole))
        raised, _ = self.lexicon.raised(text, "model")
        named = self.lexicon.family_of_names(view(text).text)
        if min(score, read) >= LINKED + raised or (named and named in self._families_beside(index)):
            run = Run(0, end - start, score + read, named or "model", model=score)
            why = notes(run, 2 * LINKED, ["beside spam"], [])
            self.findings.append(Finding(index, start, end, True, run, 2 * LINKED, why))
            self.gone.add(index)

    def _families_beside(self, index: int) -> set[str]:
        """The families of the lines that went as a whole beside a line."""
        beside = self.page.neighbours(index)
        return {found.run.family for found in self.findings if found.whole and found.line in beside}

    def reading(self, index: int) -> Reading:
        """A line of the page as it is read."""
        said, start = self._said(index)
        return said.line.placed(index, start)

    def phrases(self, index: int, *, chains: bool) -> Iterator[Misplaced]:
        """The stretches of a line of the page that may have been put into it; ``chains``: none but such."""
        said, start = self._said(index)
        line = said.line.placed(index, start)
        return (phrase._replace(line=line) for phrase in (said.chains if chains else said.phrases))

    def _said(self, index: int) -> tuple[Evidence, int]:
        """What a line of the page says, and where the line begins."""
        start, end = int(self.page.lines.starts[index]), int(self.page.lines.ends[index])
        return self._evidence(self.page.lines.folded[start:end]), start

    def _evidence(self, folded: str) -> Evidence:
        if folded not in self.known:
            seen = view(folded)
            hits = with_disguises(self.lexicon.hits(seen.text), seen, folded)
            self.known[folded] = Evidence(Reading(0, 0, seen, hits, Strength(seen.text, self.model)), self.model)
        return self.known[folded]

    def finding(self, line: Reading, run: Run, alone: float = 0.0) -> Finding | None:
        """The finding that a run makes against the threshold; ``alone`` is that of a stretch the model condemns."""
        base = alone or THRESHOLD
        near = min(run.points / base, 1.0) * (0.4 if run.solid else 0.1)
        if run.points < base - 2.5 or not (run.solid or alone) or (not run.contacts and self.page.coded(line.number)):
            self.near = max(self.near, near)
            return None
        by_itself = bool(alone or run.contacts or run.framed) or not self._within_clause(line, run)
        eased, reasons = self.page.eases(line.number, len(self.gone), line.number - 1 in self.gone, by_itself)
        if run.lone and not alone:
            eased, reasons = -LONE, []
        about, first = line.about(run.start, run.end)
        text, own_run = about.text, replace(run, start=run.start - first, end=run.end - first) if first else run
        around = line.text[max(0, run.start - AROUND) : run.end + AROUND]
        marks = "。!? " if run.model >= APART and (alone or run.points >= BLATANT) else "。!?"
        whole = run.end - run.start >= WHOLE * len(line.text)
        own = sentence(text, own_run, BESIDE if alone and whole else AROUND, marks)
        fills = count_han(own) - (run.end - run.start) < FEW
        near_by = own if alone or fills or run.model >= APART else around
        raised, guards = self._guards(text, own_run, around, near_by, bool(alone) and not whole)
        apart = alone and run.model >= (0.0 if whole else APART)
        veto, why = (0.0, []) if apart else vetoed(text, around, own, own_run)
        if alone and not (whole or run.contacts or run.certain) and in_prose(own, text, own_run):
            veto, why = veto + WITHIN, [*why, "inside a sentence"]
        if quote := quoting(text, own_run):
            veto, why = veto + quote, [*why, "quoted"]
        if not self.ease and self.page.tabled(line.number):
            veto, why = veto + QUOTED, [*why, "row of a table"]
        if not (run.contacts or run.certain) and self.page.cut_in_words:
            veto, why = veto + DOUBT, [*why, "as all lines are written"]
        raised *= SPOKEN if alone and whole else 1.0
        threshold = base + raised + veto - (self.ease if alone else eased)
        if run.model < (SENTENCES if "。" in around else PROSE) and not (
            alone or run.contacts or run.certain or run.framed
        ):
            threshold, why = threshold + DOUBT, [*why, "prose to the n-grams"]
        if alone and whole and not (run.firm or run.contacts or self.ease) and (doubt := self._doubt(line, run)):
            threshold, why = threshold + doubt, [*why, "the models disagree"]
        if run.points >= threshold:  # few come so far: what the page says is looked for now
            more, told_of = told(self.page, about, own_run, whole)
            threshold, why = threshold + more, [*why, *told_of]
            if run.family == "model" and not (run.contacts or run.entire) and self.page.amid_text(line.number):
                threshold, why = threshold + AMID, [*why, "amid a text"]
        if run.points < threshold:
            self.near = max(self.near, near * 0.5)
            return None
        bounds = (run.start, run.end) if alone or run.framed else snapped(line, run)
        if not (run.entire or (alone and whole)):
            bounds = without_clauses(line, *bounds)
        bounds = without_label(line, *without_menu(line.text, *bounds))
        left, right = self.extent.one_script(*map(line.place, bounds))
        left, right = with_own_mark(self.page.lines.text, (line.start, line.place(len(line.text))), left, right)
        return Finding(line.number, left, right, False, run, threshold, notes(run, threshold, reasons, [*why, *guards]))

    def _within_clause(self, line: Reading, run: Run) -> bool:
        """Whether a run is cut out of a clause of a line that ends as a sentence and is all in one script."""
        sentences = line.text.rstrip()[-1:] in SENTENCE_ENDS
        return sentences and cuts_clause(line.text, run) and not self.page.turn(line.start, line.place(len(line.text)))

    @staticmethod
    def _doubt(line: Reading, run: Run) -> float:
        """How far it raises the threshold for a line that other models do not take for spam."""
        again = line.strength.again(run.start, run.end)
        if run.model < AGREE and again < SURE_AGAIN:
            return DOUBT
        return min(max(SLIGHT * (run.model < SAYS_SO), LESS * (AGAIN - again)), DOUBT)

    def _guards(self, text: str, run: Run, around: str, near_by: str, part: bool) -> tuple[float, list[str]]:
        """How far guard words raise the threshold for a run: heavy ones ``around`` it, others ``near_by``.

        For a ``part`` of a line that stands apart in its sentence, words that guard every family must be in its clause.
        Those inside a word that tells of the run are part of what it offers, where it says whom to ask or much more.
        """
        offers = run.contacts or len(run.sure | run.strong) >= OFFERS
        for word in (*run.certain, *run.sure) if offers else ():
            text, around, near_by = (each.replace(word, "\0" * len(word)) for each in (text, around, near_by))
        raised, guards = self.lexicon.raised(around, run.family, HEAVY)
        if not raised:
            raised, guards = self.lexicon.raised(near_by, run.family, special=part)
        if part:
            more, words = self.lexicon.raised(sentence(text, run, BESIDE, CLAUSE_MARKS), run.family)
            raised, guards = max(raised, more), sorted({*guards, *words})
        return raised, guards
