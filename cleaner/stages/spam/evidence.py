"""What a line says of spam by itself, read once for all places in which it stands."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.once import once
from cleaner.stages.spam.alone import whole_line
from cleaner.stages.spam.glued import spam_part
from cleaner.stages.spam.misplaced import Misplaced, phrases
from cleaner.stages.spam.model import Model
from cleaner.stages.spam.one_sentence import one_sentence
from cleaner.stages.spam.reading import Reading
from cleaner.stages.spam.runs import Run, find_runs
from cleaner.stages.spam.stretch import stretch
from cleaner.stages.spam.structure import sandwich, twins


class Evidence:
    """What a line says by itself, wherever it stands.

    line: its reading, as if it stood alone.  runs: runs of telling words.  framed: brands at both of its ends.
    """

    def __init__(self, line: Reading, model: Model) -> None:
        self.line = line
        self.runs: Sequence[Run] = list(find_runs(line))
        self.framed: Sequence[Run] = twins(line.text, model) or sandwich(line.view, line.hits)
        self._parts: list[tuple[Run, float] | None] = []

    @once
    def whole(self) -> tuple[Run, float] | None:
        """The line as the model condemns it, and its threshold."""
        return whole_line(self.line)

    @once
    def sentence(self) -> tuple[Run, float] | None:
        """The same for one of its sentences."""
        return one_sentence(self.line)

    @once
    def phrases(self) -> list[Misplaced]:
        """The stretches of it about words of a trade, which may have been put into it."""
        return list(phrases(self.line))

    @once
    def chains(self) -> list[Misplaced]:
        """Those of them that are chains of words of which none tells much, which are asked for alone in most lines."""
        return list(phrases(self.line, chains=True))

    @once
    def own(self) -> tuple[int, int]:
        """The part of the line beside which stands no text that is glued to it."""
        return spam_part(self.line)

    def part(self, number: int) -> tuple[Run, float] | None:
        """The same for a stretch of it, which is asked for where the line as a whole may stay, and for ``number`` more.

        Another one is looked for beside those that are spam.
        """
        while len(self._parts) <= number:
            self._parts.append(stretch(self.line, [part[0] for part in self._parts if part]))
        return self._parts[number]


class Known(dict[str, Evidence]):
    """The evidence of the folded lines of a document that were read before; most come back in the next pass."""
