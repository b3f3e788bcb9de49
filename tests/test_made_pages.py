"""Pages without an article that the training tools make."""

from __future__ import annotations

import re

import numpy as np

from tests.articles import BODY, TITLE
from tests.test_boilerplate_model import SIDE, page
from tools.boilerplate_lists import in_place, listing, short_article

TEXT = "\n".join(BODY)


def test_a_made_list_fills_all_its_fields() -> None:
    for seed in range(200):
        rng = np.random.default_rng(seed)
        for name, markup in (listing(SIDE, TEXT, rng), short_article(TITLE, TEXT, rng)):
            assert name
            assert not re.search(r"\{\w+\}", name + markup)
            assert markup.count("<") == markup.count(">")


def test_a_made_list_stands_in_the_place_of_the_article_and_is_what_the_page_is_called() -> None:
    source = page(f"<div class='text'>{''.join(f'<p>{line}</p>' for line in BODY)}</div>")
    start, end = source.index("<div class='text'>"), source.index(BODY[-1]) + len(BODY[-1] + "</p></div>")
    made = in_place(source, start, end, ("标签", "<ul><li>磨坊</li></ul>"), np.random.default_rng(1))
    assert "<title>标签_某某网</title>" in made
    assert not any(line in made for line in BODY)
    assert made.index("首页") < made.index("<li>磨坊</li>")


def test_a_short_article_is_called_what_its_page_is_called() -> None:
    for seed in range(40):
        name, markup = short_article(TITLE, TEXT, np.random.default_rng(seed))
        assert name == TITLE
        assert TITLE in markup
