"""What the rest of a mirror page tells of its shifted runs: what a paragraph has open, and names that stand whole."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.damage.mirror import KINDS, Mirror
from tests.test_mirror import PAGE, repaired, table

OPEN = "學者在水磨旁邊說，這件事還早。“如果現在就動手，等於把水車交給別人，代表他沒有能力改變河水的趨勢。”\n"
NAME = (
    "水車是黃晳暎在那一年修好的，鎮上的人都認得他。\n"
    "後來黃晳暎又修了兩座水磨，黃晳暎的兒子也學會了。\n"
    "天黑以前黃晳暎回到鎮上，站在河邊不說話，看了很久。\n"
    "有人說黃晳暎走了，也有人說黃晳暎還住在鎮上。\n"
)


@pytest.mark.parametrize("kind", ["every ；！？： straddle", "all at once"])
def test_a_quotation_is_closed_where_its_line_ends(kind: str) -> None:
    notes = {c: table()[c] for c in "現動給別電學們說"}
    program = Mirror(notes, **KINDS[kind])  # type: ignore[arg-type]
    text = PAGE.replace("；", "，").replace("！", "。").replace("「", "“").replace("」", "”") + OPEN
    damaged = program(text)
    assert "?！" in damaged or "?!" in damaged
    assert repaired(damaged).rstrip().endswith(OPEN.rstrip().translate(dict(program.fold or {})))


def test_a_name_that_the_model_does_not_know_is_told_by_the_page() -> None:
    notes = {c: table()[c] for c in "現動給別電學們說"}
    damaged = Mirror(notes, straddle=b"?")(PAGE + NAME)
    assert "黃晳?；" in damaged
    assert NAME in repaired(damaged)


def test_a_run_can_end_before_a_comma_that_a_program_took_for_one() -> None:
    page = (
        "“現(xiàn)在已經(jīng)是春天了，水磨還沒有轉(zhuǎn)動，當(dāng)年的師傅都走了！”老人很不以為然。\n"
        "河水上漲，就因?yàn)槿绱，修磨的人臨走以前，才會(huì)囑咐他必須看好水閘。\n"
    )
    assert "就因为如此，修磨的人临走以前" in clean(page).text
