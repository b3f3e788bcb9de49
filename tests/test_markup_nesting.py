"""Elements whose end tags all fit are nested without a stack, as the stack would have it."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.stages.markup.nesting import Nesting, nesting
from cleaner.stages.markup.scan import Flags, Places, scan
from cleaner.stages.markup.tree import Tree

NAMES = ("div", "p", "ul", "li", "table", "tr", "td", "dl", "dt", "dd", "section", "title", "x-y", "option")
PAGE = (
    "<html><head><title>a</title></head><body><div><ul><li>b<li>c</ul><p>d<div>e</div></p><table><tr><td>f<td>g</table>"
)


def both(page: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Tree, Tree, bool]:
    """The tree as it is made, the one that a stack makes, and whether the first did without."""
    tags = scan(page)
    found: list[Nesting | None] = []

    def noted(opens: Flags, numbers: Places, places: Places, size: int) -> Nesting | None:
        found.append(nesting(opens, numbers, places, size))
        return found[-1]

    with monkeypatch.context() as patch:
        patch.setattr("cleaner.stages.markup.tree.nesting", noted)
        made = Tree(page, tags)
        patch.setattr("cleaner.stages.markup.tree.nesting", lambda *_: None)
        return made, Tree(page, tags), found[0] is not None


def assert_same(one: Tree, other: Tree) -> None:
    assert one.parents.tolist() == other.parents.tolist()
    assert one.after.tolist() == other.after.tolist()
    assert one.closed == other.closed
    assert one.bits.tolist() == other.bits.tolist()
    assert one.row_of.tolist() == other.row_of.tolist()


def nested(pick: random.Random, depth: int = 0) -> str:
    """Elements in elements, each with its end tag; some stand where a browser would end another one."""
    parts = []
    for _ in range(pick.randrange(4)):
        name = pick.choice(NAMES)
        inside = nested(pick, depth + 1) if depth < 5 else ""
        parts.append(f"<{name} class={pick.choice(('a', 'footer', 'content'))}>文{inside}</{name}>")
    return "".join(parts)


@given(st.integers(0, 10**6))
@settings(max_examples=200)
def test_elements_with_their_end_tags(seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        made, stacked, _ = both(nested(random.Random(seed)), patch)
    assert_same(made, stacked)


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.booleans()), max_size=40))
@settings(max_examples=200)
def test_any_tags(tags: list[tuple[str, bool]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        made, stacked, _ = both("".join(f"<{'/' * end}{name}>文" for name, end in tags), patch)
    assert_same(made, stacked)


def test_which_pages_need_a_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = "<html><head><title>a</title></head><body><div><ul><li><div>b</div></li></ul><p>c</p></div></body></html>"
    made, stacked, without = both(plain + "<div>d", monkeypatch)
    assert without
    assert_same(made, stacked)
    for page in (PAGE, plain + "</div>", "<p><div>a</div></p>", "<ul><li>a<li>b</li></li></ul>", "<div>" * 300):
        made, stacked, without = both(page, monkeypatch)
        assert not without
        assert_same(made, stacked)
    assert np.array_equal(both("文", monkeypatch)[0].parents, [-1])
