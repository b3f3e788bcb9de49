"""The character model: look-ups, sums over many texts, and the search over many places at once."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.character_model import Compact, Script, Way, model, singles
from cleaner.ngrams import ABSENT, Table, hashed
from cleaner.stages.encoding.beam import MARGIN
from cleaner.stages.encoding.search import Problem, search_many

HAN = st.sampled_from("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年")
ALL = np.float32(1e6)  # a margin that no text is worse by
WORDS = st.text(HAN, min_size=1, max_size=4)


def everything(problem: Problem) -> list[tuple[float, str]]:
    """All texts with their scores, best first, by the plain sum."""
    found = []
    for chars in product(*problem.steps):
        text = "".join(map(str, chars))
        found.append((model().total(text, problem.before, problem.after, problem.script), text))
    return sorted(found, key=lambda pair: -pair[0])


@given(st.lists(WORDS, min_size=1, max_size=4), st.text(HAN, max_size=3), st.text(HAN, max_size=3))
@settings(max_examples=150, deadline=None)
def test_search_many_finds_what_trying_everything_finds(steps: list[str], before: str, after: str) -> None:
    scripts: tuple[Script | None, ...] = (None, "hans", "hant")
    for script in scripts:
        problem = Problem(steps, before, after, script)
        (answer,) = search_many([problem], margin=ALL)
        ranked = everything(problem)
        assert answer.score == pytest.approx(ranked[0][0], abs=1e-3)
        assert ranked[0][0] - model().total(answer.text, before, after, script) < 1e-3
        others = [score for score, text in ranked if text != answer.text]
        lead = min(ranked[0][0] - others[0] if others else np.inf, float(MARGIN))
        assert min(answer.lead, float(MARGIN)) == pytest.approx(lead, abs=1e-2)
        (pruned,) = search_many([problem])
        assert pruned.score == pytest.approx(answer.score, abs=1e-3)
        assert min(pruned.lead, float(MARGIN)) >= lead - 1e-2, "what is given up on the way can only come closer later"


@given(st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3), WORDS, WORDS), min_size=1, max_size=6))
@settings(max_examples=50, deadline=None)
def test_problems_do_not_disturb_each_other(parts: list[tuple[list[str], str, str]]) -> None:
    problems = [Problem(steps, before, after, "hans") for steps, before, after in parts]
    assert search_many(problems) == [search_many([p])[0] for p in problems]


def test_a_long_stretch_without_choice_keeps_the_next_best_text() -> None:
    fixed = list("我们在这里说了很多关于北京的话所以大家都知道了")
    steps = ["今令", *fixed, "大犬", *fixed, "天夭"]
    problem = Problem(steps, "，", "。")
    (answer,) = search_many([problem])
    (best, text), (second, _), *_ = everything(problem)
    assert text == answer.text
    assert answer.lead == pytest.approx(min(best - second, MARGIN), abs=1e-2)


def test_ways_of_two_characters_compete_with_one() -> None:
    ways: list[Way] = [(0.0, ("京",)), (4.0, ("经济", "济经"))]
    for after, wanted in (("大学", "京"), ("", "京")):
        (answer,) = search_many([Problem(["北", ways], "在", after)])
        assert answer.text == "北" + wanted
        assert 0 < answer.lead < np.inf
    (answer,) = search_many([Problem([[(0.0, ("鑫",)), (1.0, ("经", "济"))]], "市场", "发展")])
    assert answer.text == "经济"


def test_prices_count() -> None:
    free = search_many([Problem(["今令"], "，", "天"), Problem(["今令", "天"], "，", "")])
    dear = [
        Problem(["今令"], "，", "天", prices=[(20.0, 0.0)]),
        Problem(["今令", "天"], "，", "", prices=[(20.0, 0.0), None]),
    ]
    assert [a.text[0] for a in free] == ["今", "今"]
    assert [a.text[0] for a in search_many(dear)] == ["令", "令"]


def test_equal_candidates_are_no_choice_and_the_first_of_equals_wins() -> None:
    assert search_many([Problem(["天天"], "今", "")])[0].lead == np.inf
    assert search_many([Problem(["天天", "气"], "今", "")])[0].lead == np.inf
    unknown = "\U00020000\U00020001"
    for steps in ([unknown], [unknown, "的"], ["的", unknown]):
        answer = search_many([Problem(steps, "", "")])[0]
        assert unknown[0] in answer.text
        assert answer.lead == 0


def test_no_problems_no_answers() -> None:
    assert search_many([]) == []


def test_means_and_links_agree_with_mean_and_total() -> None:
    texts = ["中文", "", "测试一下这个句子。", "x", "\ud800锟斤拷", "", "今天天气很好"]
    assert model().means(texts) == pytest.approx([model().mean(t) for t in texts], abs=1e-4)
    assert model().means(["", ""]).tolist() == [-30, -30]
    for text in texts:
        assert float(model().links(text, "我们", "hant").sum()) == pytest.approx(
            model().total(text, "我们", script="hant"), abs=1e-3
        )


def test_a_table_finds_what_it_holds_and_nothing_else() -> None:
    source = np.random.default_rng(3)
    rows = source.integers(0, 6000, (3, 40_000)).astype(np.intp)
    keys = hashed(rows[0], 0) + hashed(rows[1], 1) + hashed(rows[2], 2)
    keys = np.unique(keys)
    values = source.integers(0, 255, len(keys)).astype(np.uint8)
    table = Table(keys[::2], values[::2])
    assert (table.find(keys[::2]) == values[::2]).all()
    assert (table.find(keys[1::2]) == ABSENT).all()
    assert (Table(keys[:0], values[:0]).find(keys[:100]) == ABSENT).all()


def test_a_table_finds_what_lies_far_behind_its_place() -> None:
    crowd = np.arange(40, dtype=np.uint64) << np.uint64(9)  # all belong into the first cell
    table = Table(crowd[:30], np.arange(30, dtype=np.uint8))
    assert table.find(crowd).tolist() == [*range(30), *[ABSENT] * 10]


def test_what_may_follow_two_characters_adds_up_to_one() -> None:
    """What is not listed is spread over the rest; bytes are coarse, so the sum is right to a few parts in a hundred."""
    scorer = model()
    rows = scorer.ids("的一国中我们他在有人这上大来时")
    first, second = (grid.ravel() for grid in np.meshgrid(rows, rows))
    following = scorer.third(first[:, None], second[:, None], np.arange(scorer.size)[None, :])
    assert np.exp(following.astype(np.float64)).sum(axis=1) == pytest.approx(np.ones(len(first)), abs=0.08)
    alone = np.exp(scorer.follow(rows[:, None], np.arange(scorer.size)[None, :]).astype(np.float64)).sum(axis=1)
    assert alone == pytest.approx(np.ones(len(rows)), abs=0.08)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("重点专科院校", "重点专料院校"),
        ("中华人民共和国", "中华入民共和国"),
        ("因為我們覺得", "因為我們學得"),
        ("行政院表示。\n", "行政院表示、\n"),
        ("人工智慧的發展", "人工智慧的發晨"),
    ],
)
def test_good_text_is_likelier_than_text_with_a_wrong_character(text: str, wrong: str) -> None:
    assert model().mean(text) > model().mean(wrong) + 0.5


def test_a_rare_character_is_likelier_than_one_that_nobody_writes() -> None:
    assert -26 < singles()[ord("\ue000")] < singles()[0x9FEF] < singles()[ord("俅")] < singles()[ord("龚")]
    assert singles()[ord("龔")] == singles()[ord("龚")]


def test_lists_tell_what_tables_tell() -> None:
    tables, lists = model(), Compact("characters")
    rows = np.random.default_rng(13)
    for size in (60, 600, tables.size + 1):  # what is usual has more triples; the last row is what is not known
        first, second, third = rows.integers(0, size, (3, 20_000))
        assert np.array_equal(tables.third(first, second, third), lists.third(first, second, third))
        assert np.array_equal(tables.follow(first, second), lists.follow(first, second))
    beginnings = tables.context(first[:50, None], second[:50, None]), lists.context(first[:50, None], second[:50, None])
    assert np.array_equal(tables.after(beginnings[0], third[:20]), lists.after(beginnings[1], third[:20]))
    assert np.array_equal(tables.links("中文的两句话。"), lists.links("中文的两句话。"))
