"""The words of a site before the last marks of paragraphs go; what an author ends paragraphs with stays."""

from __future__ import annotations

import pytest

from cleaner import clean

PARAGRAPHS = tuple(
    """渡口的雾一直没有散，船家把缆绳解开又系上，最后索性坐在船头补起了渔网
阿贵背着半袋盐从堤上跑下来，鞋里灌满了泥水，一边跑一边喊着等一等他
“你来得正好。”船家头也不抬地说，把梭子递到左手，腾出右手来拉他上船
船舱里已经坐了三个人，两个贩布的客商，还有一个抱着木匣子的年轻道士
木匣子用麻绳捆了四道，绳结上压着一张褪了颜色的黄纸，字迹早看不清了
贩布的客商凑过去想看，道士把匣子往怀里挪了挪，客气地朝他笑了一下
到了江心，风忽然停住，水面平得像一块磨过的石板，连橹声也听不见了
船家脸色变得很难看，他撑了三十年船，从来没有在这一段江面上遇到无风
匣子里传出一阵轻轻的敲击，三下，停一会儿，又是三下，像有人在叩门
阿贵缩到舱角，两只手紧紧抓住盐袋，连大气也不敢出，只盯着那道绳结
道士叹了一口气，伸手揭下黄纸，口里念了几句谁也没有听懂的古怪话语
敲击声果然停了，风从上游吹过来，船慢慢掉过头去，对岸露出一排灯火""".splitlines()
)


@pytest.mark.parametrize("words", ["墨海浮舟", "听雨阁", "青灯照古镇"])
def test_the_words_of_a_watermark_go(words: str) -> None:
    plain = "\n\n".join(f"{each}。" for each in PARAGRAPHS)
    marked = "\n\n".join(f"{each}{words}。" for each in PARAGRAPHS)
    assert clean(marked).text.strip() == clean(plain).text.strip() == plain


def test_a_short_first_paragraph_has_it_too() -> None:
    plain = ("雾散了又聚起来，船在走", *PARAGRAPHS)
    document = clean("\n\n".join(f"{each}听雨阁。" for each in plain))
    assert (document.status, document.error) == ("ok", None)
    assert document.text.strip() == "\n\n".join(f"{each}。" for each in plain)


@pytest.mark.parametrize("ending", ["，阿弥陀佛", "就是这样的", "，且听下回分解", "云云", "，他是听雨阁的人"])
def test_what_an_author_ends_with_stays(ending: str) -> None:
    text = "\n\n".join(f"{each}{ending}。" for each in PARAGRAPHS)
    assert clean(text).text.strip() == text


def test_a_name_that_the_story_tells_of_stays() -> None:
    text = "\n\n".join(f"{each}，众人都说这是听雨阁的规矩，谁也没有见过听雨阁。" for each in PARAGRAPHS)
    assert clean(text).text.strip() == text


def test_the_parts_that_a_list_of_laws_ends_with_stay() -> None:
    acts = ["挖掘道路", "损坏路灯", "占用通道", "遮挡标志", "倾倒垃圾", "堵塞管网", "涂改证件", "污染水源"]
    part = "的单位或者个人，由主管部门责令限期改正并处三千元罚款。"
    text = "\n\n".join(f"第{number}条　擅自{act}{part}" for number, act in enumerate(acts, 1))
    assert clean(text).text.count("三千元罚款") == len(acts)
