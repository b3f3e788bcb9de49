"""The second look at close choices: the neural model on both sides, and what may change because of it."""

from __future__ import annotations

import random
import subprocess
import sys

import numpy as np
import pytest

from cleaner.character_model import Model, Scores, large, model
from cleaner.products import Matrix
from cleaner.stages.encoding import rerank
from cleaner.stages.encoding.ranker import REACH, UNKNOWN, Gap, fitness
from cleaner.stages.encoding.rerank import CLOSE, reranked
from cleaner.stages.encoding.search import Answer, Problem, cut, search_many

_HAN = "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后"
_GAPS = [
    Gap("倒入醋（喜欢", "可以多放", "醒醉醋酷"),
    Gap("把腿骨从大腿和小腿连接的关节处剪断，把", "头取出来", "骨验骄骑"),
    Gap("", "", "的地得"),
]


def _random_gap(source: random.Random) -> Gap:
    before, after = ("".join(source.choices(_HAN, k=source.randrange(2 * REACH))) for _ in range(2))
    return Gap(before, after, "".join(source.sample(_HAN, source.randrange(1, 9))))


def test_what_stands_far_away_counts() -> None:
    near, far = "前天他在家里", "去了医院看"
    sick, cars = fitness([Gap(f"{far}病，{near}", "了", "药车"), Gap(f"开了新车，{near}", "了", "药车")])
    assert sick[0] - sick[1] > cars[0] - cars[1]


def test_scores_do_not_depend_on_the_company_to_the_last_bit() -> None:
    source = random.Random(1)
    gaps = [*_GAPS, *(_random_gap(source) for _ in range(200))]
    together = fitness(gaps)
    for number, scores in zip((0, 1, 2, 50, 202), (together[i] for i in (0, 1, 2, 50, 202)), strict=True):
        assert np.array_equal(fitness([gaps[number]])[0], scores)
    backwards = fitness(gaps[::-1])[::-1]
    assert all(np.array_equal(a, b) for a, b in zip(together, backwards, strict=True))
    assert all(np.isfinite(scores).all() for scores in together)


def test_only_the_nearest_characters_count_and_forms_are_one() -> None:
    gap = _GAPS[1]
    longer = gap._replace(before="无关的话" * 5 + gap.before[-REACH:], after=gap.after.ljust(REACH, UNKNOWN) + "无关")
    short, long, hans, hant = fitness([gap, longer, Gap("他们学", "习", "会习"), Gap("他們學", "習", "會習")])
    assert np.array_equal(short, long)
    assert np.array_equal(hans, hant)
    assert fitness([]) == []


def test_an_answer_keeps_its_score_and_certain_ones_stay() -> None:
    source = random.Random(2)
    problems, answers = [], []
    for _ in range(200):
        steps = [source.choice(_HAN) if source.random() < 0.5 else "".join(source.sample(_HAN, 4)) for _ in range(6)]
        before, after = ("".join(source.choices(_HAN, k=12)) for _ in range(2))
        problems.append(Problem(steps, before, after, "hans"))
    answers = search_many(problems)
    again = reranked(problems, answers)
    for problem, old, new in zip(problems, answers, again, strict=True):
        assert all(char in step for char, step in zip(new.text, problem.steps, strict=True))
        assert new.score == pytest.approx(model().total(new.text, problem.before, problem.after, "hans"), abs=1e-2)
        if old.lead >= CLOSE:
            assert new == old
    assert any(new.text != old.text for old, new in zip(answers, again, strict=True))
    assert [reranked([p], [a])[0] for p, a in zip(problems, answers, strict=True)] == again


def test_prices_and_longer_ways_are_kept() -> None:
    ways = [(0.0, ("天夭",)), (1.0, ("大犬",)), (3.0, ("一二", "人入"))]
    problem = Problem([ways, "好"], "今天我们说，", "，明天再说")
    (answer,) = search_many([problem])
    (again,) = reranked([problem], [answer])
    assert again.text[-1] == "好"
    (long,) = reranked([problem], [Answer("一人好", 1.0, 0.0)])
    assert len(long.text) == 3
    assert long.text[0] in "一二"
    assert long.text[1] in "人入"


def test_spaces_and_letters_are_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    def last(gaps: list[Gap]) -> list[Scores]:
        return [np.arange(len(gap.options), dtype=np.float32) * 99 for gap in gaps]

    monkeypatch.setattr(rerank, "fitness", last)
    (space,) = reranked([Problem([" ，"], "第十一条", "汇票")], [Answer(" ", 0.5, 0.0)])
    assert (space.text, space.score) == (" ", 0.0)
    (han,) = reranked([Problem(["他她"], "，", "说")], [Answer("他", 0.5, 0.0)])
    assert han.text == "她"


def test_the_large_model_is_asked_between_ideographs_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def asks() -> Model:
        asked.append(True)
        return model()

    monkeypatch.setattr(rerank, "large", asks)
    for options, wanted in (("农军", [True]), ("农，", []), ("：，", [])):
        problem = Problem([options], "先发给受灾的", "户", "hans")
        reranked([problem], [search_many([problem])[0]._replace(lead=0.1)])
        assert asked == wanted
        asked.clear()


def test_the_large_model_reads_plain_text_better() -> None:
    texts = ["居民可以到社区服务中心领取垃圾袋", "消防队接到报案后立刻赶到现场灭火", "县令问他为什么不肯说出同伙的名字"]
    assert large().size == model().size
    assert large().means(texts).mean() > model().means(texts).mean() + 0.1


def test_a_text_is_cut_as_the_ways_have_it() -> None:
    assert cut("甲乙丙", ["甲", "乙", "丙"]) == ["甲", "乙", "丙"]
    assert cut("甲乙丙", [[(0.0, ("甲",)), (1.0, ("甲", "乙"))], "丙"]) == ["甲乙", "丙"]
    assert cut("甲乙丙", [[(0.0, ("甲",))], "丙"]) == []


def test_clean_text_does_not_load_the_model() -> None:
    program = (
        "from cleaner import clean; from cleaner.stages.encoding.ranker import _ranker\n"
        "clean('今天天气很好，我们一起去公园里散步，看到了很多花。\\n' * 20)\n"
        "print(_ranker.cache_info().currsize)"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "0"


@pytest.mark.parametrize("shape", [(1, 64, 64), (5, 70, 30), (64, 128, 48), (200, 1024, 256)])
def test_a_product_in_blocks_is_the_product(shape: tuple[int, int, int]) -> None:
    source = np.random.default_rng(3)
    number, high, wide = shape
    whole = source.integers(-63, 64, (high, wide)).astype(np.int8)
    values = source.integers(-31, 32, (number, high)).astype(np.float32)
    assert np.array_equal(Matrix(whole).after(values), values.astype(np.int64) @ whole.astype(np.int64))
