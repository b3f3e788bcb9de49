"""Bytes of Chinese text that became letters which somebody changed afterwards (``ÖÐ¹ú`` is ``öð¹ú`` then, or ``ÖÐ1ú``).

Each form that is left stands for those bytes that it can come of (``changes``). Of all ways to choose and to pair them
the character model finds the best one, and the larger models look at its close choices again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cleaner.character_model import Script, Way, model
from cleaner.stages.encoding.beam import Edge, Found, Lattices
from cleaner.stages.encoding.board import Board
from cleaner.stages.encoding.candidate import Candidate, wide
from cleaner.stages.encoding.chances import by_line, leads_of
from cleaner.stages.encoding.changes import Change, change_of, gives, rests, rows
from cleaner.stages.encoding.gates import measure
from cleaner.stages.encoding.rerank import CLOSE, reranked
from cleaner.stages.encoding.search import Answer, Problem

_CODECS: Mapping[str, Script] = {"gb18030": "hans", "big5hkscs": "hant", "utf-8": "hans"}
_WIDTH, _MARGIN = 40, np.float32(8.0)  # of the search
_SURE, _FEWEST, _SHARE = 8, 2, 0.75  # letters of a line that shows a change by itself, or does not; of what is no ASCII
# Nats by which a line must read better than what its letters are as they stand: by itself, and on a page of such.
_PROOF, _LEAST = 8.0, 0.5
_TRIAL = 12  # lines: where none of so many comes out, none does
_FEW, _OF_FEW = 4, 0.5  # candidates of a character; of 300 that were in doubt between them .6 were right
_DOUBTFUL = 0.6  # the chance of a character that another one is nearly as likely for
# For each place of a line that leads from one end to the other: where characters begin that end there, and which.
_Graph = dict[int, dict[int, tuple[str, float]]]


def unchanged(
    lines: Sequence[str], found: Sequence[Candidate | None], kinds: frozenset[str], follows: Sequence[str]
) -> list[Candidate | None]:
    """``found`` for ``lines``, and what those were whose letters somebody changed; ``kinds``: ways of the page."""
    out = list(found)
    changes = {i: change for i, line in enumerate(lines) if (change := _change(line, kinds))}
    for change in dict.fromkeys(changes.values()):
        some = [i for i, each in changes.items() if each == change]
        best = _best([lines[i] for i in some[:_TRIAL]], change, kinds, [follows[i] for i in some[:_TRIAL]])
        if any(best):  # else these are bytes of no text, of which there may be any number
            best += _best([lines[i] for i in some[_TRIAL:]], change, kinds, [follows[i] for i in some[_TRIAL:]])
        gains = [_gain(out[i], each) for i, each in zip(some, best, strict=False)]
        proven = any(kind.endswith(_kind("", change)) for kind in kinds) or max(gains) > _PROOF
        for i, gain, each in zip(some, gains, best, strict=False):
            out[i] = each if gain > (_LEAST if proven else _PROOF) else out[i]
    return out


def _best(lines: list[str], change: Change, kinds: frozenset[str], follows: Sequence[str]) -> list[Candidate | None]:
    """The best that each of ``lines`` can have been before it was changed, in any codec."""
    if not lines:
        return []
    board = Board(lines, measure(lines), kinds, list(follows))
    for codec in _CODECS:
        board.offer(_candidates(lines, change, codec, follows))
    return board.best


def _gain(known: Candidate | None, new: Candidate | None) -> float:
    """Nats by which a line reads better if its letters were changed."""
    if new is None or (known and known.text == new.text):
        return 0.0
    if known is None or known.gaps or not known.verified or known.invented:
        return np.inf
    return (new.mean - known.mean) * wide(known.text)


def _change(line: str, kinds: frozenset[str]) -> Change | None:
    """The change that a line shows by itself, or that the page proves and the line does not deny."""
    letters = rests(line)
    if letters < _FEWEST or letters < _SHARE * wide(line):
        return None
    change = change_of(line)
    if change is None or letters >= _SURE:
        return change
    return change if any(kind.endswith(_kind("", change)) for kind in kinds) else None


def _kind(codec: str, change: Change) -> str:
    return f"{codec} as latin, {change.name}"


def _candidates(
    lines: Sequence[str], change: Change, codec: str, follows: Sequence[str]
) -> list[tuple[int, Candidate]]:
    """What each of ``lines`` was in ``codec`` before it was changed, where that gives characters."""
    graphs = {i: graph for i, line in enumerate(lines) if (graph := _graph(line, change, codec))}
    if not graphs:
        return []
    problems, answers = [], []
    behind = [follows[i] for i in graphs]
    for (i, graph), each in zip(graphs.items(), _searched(graphs, lines, codec, behind), strict=True):
        steps = _steps(graph, each.text, len(lines[i]))
        lead = min(each.score - each.second, float(_MARGIN)) if any(len(step) > 1 for step in steps) else np.inf
        problems.append(Problem(steps, "\n", follows[i], _CODECS[codec]))
        answers.append(Answer(each.text, lead, each.score))
    answers = reranked(problems, answers)
    leads = [(*map(_told, leads_of(*row)), np.inf) for row in zip(problems, answers, strict=True)]
    chances = by_line([answer.text for answer in answers], [lead for row in leads for lead in row][:-1])
    return [
        (i, _candidate(lines[i], answer, tuple(map(_at_least, problem.steps, own)), change, codec))
        for i, problem, answer, own in zip(graphs, problems, answers, chances, strict=True)
    ]


def _at_least(step: str | Sequence[Way], chance: float) -> float:
    """The chance of a character; of few that it can be none is as doubtful as one of which bytes are lost."""
    return max(chance, _OF_FEW) if len(step) <= _FEW else chance


def _told(lead: float) -> float:
    """The lead of a character, infinite where nothing comes close."""
    return np.inf if lead >= CLOSE else lead


def _candidate(line: str, answer: Answer, chances: tuple[float, ...], change: Change, codec: str) -> Candidate:
    return Candidate(
        answer.text,
        f"{codec} read as letters, then {change.name}",
        _kind(codec, change),
        gives(answer.text, codec, change, line),
        lead=min(answer.lead, float(_MARGIN)),
        score=answer.score,
        lost=sum(chance < 1 for chance in chances) / len(chances),
        doubtful=sum(chance < _DOUBTFUL for chance in chances),
        chances=chances,
    )


def _graph(line: str, change: Change, codec: str) -> _Graph:
    """All ways to read a line; nothing where there is none."""
    back: _Graph = {}
    reached = {0}
    for start, end, chars, price in rows(line, change, codec):
        if start in reached:
            reached.add(end)
            known, _ = back.setdefault(end, {}).get(start, ("", 0.0))
            back[end][start] = known + "".join(char for char in chars if char not in known), price
    good = {len(line)}
    for end in sorted(back, reverse=True):
        good.update(back[end] if end in good else ())
    return {end: back[end] for end in sorted(back) if end in good} if len(line) in reached else {}


def _searched(graphs: Mapping[int, _Graph], lines: Sequence[str], codec: str, follows: Sequence[str]) -> list[Found]:
    """The best text that each graph gives."""
    number = len(graphs)  # of nodes
    rounds: dict[int, list[Edge]] = {}
    last = []
    for owner, (i, graph) in enumerate(graphs.items()):
        nodes = {0: owner}
        for end, starts in graph.items():
            nodes[end], number = number, number + 1
            edges = [Edge(owner, nodes[start], nodes[end], *row) for start, row in starts.items() if start in nodes]
            rounds.setdefault(end, []).extend(edges)
        here = nodes[len(lines[i])]
        for end, char in enumerate(follows[owner][:2], len(lines[i]) + 1):
            rounds.setdefault(end, []).append(Edge(owner, here, number, char, link=True))
            here, number = number, number + 1
        last.append(here)
    before = model().ids("\n\n" * len(graphs)).reshape(-1, 2)
    lattices = Lattices(before, [_CODECS[codec]] * len(graphs), _WIDTH, _MARGIN)
    lattices.take([rounds[at] for at in sorted(rounds)])
    return lattices.found(np.array(last, np.intp))


def _steps(graph: _Graph, text: str, size: int) -> list[str]:
    """The candidates of each character of ``text``, one of the ways of a graph over ``size`` characters."""
    ways: list[dict[int, int]] = [{0: 0}]  # after each character: where it can end, and where it then begins
    after: dict[int, list[tuple[int, str]]] = {}
    for end, starts in graph.items():
        for start, (chars, _) in starts.items():
            after.setdefault(start, []).append((end, chars))
    for char in text:
        ways.append({end: start for start in ways[-1] for end, chars in after.get(start, ()) if char in chars})
    out = []
    at = size
    for way in ways[:0:-1]:
        out.append(graph[at][way[at]][0])
        at = way[at]
    return out[::-1]
