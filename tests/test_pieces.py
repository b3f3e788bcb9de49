from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.markup.pieces import joined

IN_PIECES = """县里去年数了一遍水车，和老人们记得的一样多，还有
120
架，在转的有
17
个。
最高的一架（
Shangba
），高
12
米，每小时能提水
300
吨，可以浇四十亩田。
修水车要用
杉木
，木头先在河里泡上一年，这样做出来的水车能用二十年。
想看水车的人可以先在
waterwheel.example
登记，
2021
年起不收门票。"""
WHOLE = """县里去年数了一遍水车，和老人们记得的一样多，还有120架，在转的有17个。
最高的一架（Shangba），高12米，每小时能提水300吨，可以浇四十亩田。
修水车要用
杉木，木头先在河里泡上一年，这样做出来的水车能用二十年。
想看水车的人可以先在
waterwheel.example
登记，2021年起不收门票。"""


def test_the_pieces_of_a_sentence_become_one_line() -> None:
    document = clean(IN_PIECES)
    assert document.text == WHOLE
    assert document.restore() == IN_PIECES


@pytest.mark.parametrize(
    "text",
    [
        "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "、\n。\n《\n》\n水车\n的\n，\n：\n；\n磨坊\n在\n”\n，也\n“",
        "张三 10:21\n？\n李四 10:22\n。。。\n张三 10:23\n，，，\n李四 10:25\n！",
        "\n".join(
            f"本辦法所稱水車，係指以河水之流動帶動輪葉，用以提水灌溉或驅動石磨之設備{i}\n，並應報請主管機關備查。"
            for i in range(9)
        ),
        "1\n2\n3\n4\n5\n下一页\n排行\n1\n水车能引爆热潮吗\n2\n磨坊重新开门\n3\n杉木涨价",
    ],
)
def test_lines_of_other_kinds_stay(text: str) -> None:
    assert not list(joined(text))
