"""Ideographs drawn at random that a mirror program put before the marks of a page."""

from __future__ import annotations

import random
import re

from cleaner import clean
from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal
from cleaner.rules import RuleBook
from cleaner.stages.mirror.fillers import propose
from tests.damage.mirror import plant_fillers

PAGE = (
    "那年秋天我搬到河邊的老房子裏，窗外只有一棵柿子樹。房東是個退休的教師，每天早上都在院子裏澆花；他不愛說話，卻記得每個房客的生日。\n"
    "我問他爲什麼不去城裏和兒子一起住？他笑了笑，說那裏的水不好喝。後來我才知道，他的妻子就葬在河對岸的山坡上。\n"
    "「你看，柿子又紅了。」他站在樹下對我說。我點點頭，忽然覺得時間過得真快！\n"
    "冬天來得很早，第一場雪下了整整一夜。第二天早晨，院子裏的腳印一直通到河邊，卻沒有回來的。大家都嚇壞了，沿着河找了很久，最後在對岸看見他坐在墓前。他說：「我只是想陪她看看雪啊！」\n"
    "春天的時候我離開了那裏，臨走前他送我一袋曬乾的柿餅。很多年過去了，我還記得那個味道；只是再也沒有回去過。\n"
)
FIRED = Context(
    Config(), RuleBook([]), facts={"mirror.fired": True}, meta={"title": "第一場雪下了整整一夜疼埔，院子裏的腳印"}
)


def _run(text: str, context: Context = FIRED) -> Proposal:
    return propose(Doc(text), context)


def _shares(seed: int) -> tuple[int, int, int]:
    """Lines with fillers, those of them that come out exact, and characters of the text that are gone."""
    damaged = plant_fillers(PAGE, random.Random(seed))
    after = Doc(damaged).apply("mirror", _run(damaged).edits).text
    rows = [(x, y, z) for x, y, z in zip(*(t.split("\n") for t in (PAGE, damaged, after)), strict=True) if x != y]
    return len(rows), sum(x == z for x, _, z in rows), max(0, len(PAGE) - len(after))


def test_nearly_all_lines_come_out_exact() -> None:
    rows = [_shares(seed) for seed in range(12)]
    assert sum(exact for _, exact, _ in rows) > 0.75 * sum(damaged for damaged, _, _ in rows)
    assert sum(lost for *_, lost in rows) < 12


def test_fillers_stand_inside_a_character_too() -> None:
    damaged = plant_fillers(PAGE, random.Random(3), share=1.0)
    assert "雪啊！" not in damaged
    assert "雪啊！」" in Doc(damaged).apply("mirror", _run(damaged).edits).text


def test_the_title_is_mended_with_the_text() -> None:
    assert _run(plant_fillers(PAGE, random.Random(1))).meta == {"title": "第一場雪下了整整一夜，院子裏的腳印"}


def test_a_page_without_fillers_stays() -> None:
    assert not _run(PAGE).edits


def test_without_other_damage_of_a_mirror_nothing_is_looked_at() -> None:
    damaged = plant_fillers(PAGE, random.Random(1))
    assert not _run(damaged, Context(Config(), RuleBook([]))).edits


def test_a_few_strange_words_are_no_fillers() -> None:
    text = PAGE.replace("老房子裏，", "老房子裏阗蹇，").replace("院子裏澆花；", "院子裏嬛嬅；")
    assert not _run(text).edits


def test_names_in_a_list_are_no_fillers() -> None:
    names = "王翀琰，赵骞羿，孙珩晔，周旻祎，吴勖昶，郑恺骁，冯翊珂，陈瑾旸，褚昕彧，卫琮祺"
    assert not _run(f"{PAGE}獲獎的有：{names}。\n").edits


def test_the_whole_pipeline_takes_notes_and_fillers_and_can_restore_both() -> None:
    keys = (("時", "shí"), ("過", "guò"), ("後", "hòu"), ("點", "diǎn"), ("來", "lái"))
    damaged = plant_fillers(PAGE, random.Random(5))
    for key, note in keys:
        damaged = damaged.replace(key, f"{key}({note})")
    found = clean(damaged, config=Config(script="keep"))
    assert found.restore() == damaged
    assert not re.search(r"\(\w+\)", found.text)
    assert "mirror.filler" in {edit.rule for edit in found.edits}
    assert "窗外只有一棵柿子樹。" in found.text
