"""Write ``cleaner/data/tables/name_syllables.txt``: characters that write the syllables of foreign names.

Which characters they are is known: Xinhua's tables of transcription (外语译音表) use some four hundred, and old names
(歌德, 牛顿, 陀思妥耶夫斯基) a few more. How much more often each stands in a name than elsewhere is counted: in the
parts of names that a point joins (弗拉基米尔·普京), and in all text, of the open text that ``character_corpus.py``
names with its licences. A weight is the natural logarithm of the ratio of the two rates, in steps of a tenth; one that
is hardly positive is left out, and none is greater than 5. Traditional forms have the weight of the Simplified one.

Usage: python -m tools.build_name_syllables [-o FILE] (needs the mirrors; about two minutes)
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from math import log
from pathlib import Path

from opencc import OpenCC

from tools.character_corpus import MORE, SOURCES, lines_of

TABLE = Path(__file__).parent.parent / "cleaner" / "data" / "tables" / "name_syllables.txt"
SYLLABLES = (
    "阿埃艾爱伊奥乌尤安恩因英昂翁温文布巴贝比博拜鲍班本宾邦伯彼勃波普帕佩皮珀派保潘彭平庞蓬德达戴迪多杜丹邓丁当东黛蒂代道顿敦"
    "特塔泰托图坦滕廷汤通陶吐提格加盖吉戈古高甘根金冈贡圭瓜克卡凯基科库考坎肯康孔奎夸柯可夫弗瓦韦维沃武伍薇威万旺怀法费菲福富芬"
    "凡范方丰佛冯兹扎泽齐佐祖赞曾津藏宗茨察采奇措楚蔡岑钦仓聪斯萨塞西索苏赛绍桑森辛松孙莎丝思什沙谢希肖舒夏尚申欣雪逊日热让如若"
    "杰贾焦朱乔珍简詹琼居季茱查切丘柴钱琴昌赫哈黑霍胡海豪汉亨洪休惠华姆马梅米莫穆迈毛曼门明芒蒙缪玛默摩麦纳内尼诺努奈瑙南嫩宁农纽"
    "娜妮尔拉莱利洛卢劳兰伦林朗隆柳莉丽罗鲁勒雷里琳露芙赖列廖龙蕾瑞亚娅耶约扬延永雅叶欧厄昆桂吕纪绮琪梵蜜翠弥耳哥白史翰修路易得瑟"
    "大卫廉各撒捷契诃涅屠陀妥歌席但荷伽略牛登京侯罕盛斐治仑荣蓝娄葛碧帝士洁茜芭芮蓓嘉媞迦耐巴尕窝喀赤祁冉凌夷肃俄狄谟"
)
_NAMES = re.compile("[\u3400-\u9fff]{1,12}(?:[·•・‧][\u3400-\u9fff]{1,12}){1,4}")
_HAN = re.compile("[\u3400-\u9fff]")
_EACH = 20  # of so many lines one is counted for all text
_LONGEST, _LEAST, _MOST, _STEP = 6, 0.2, 5.0, 10
HEAD = """\
# Characters that write the syllables of foreign names, in both scripts, by ten times the natural logarithm of how much
# more often they stand there than in other text. Made by tools/build_name_syllables.py, which says where they are from.
"""


def main() -> None:
    """Count, and write the table."""
    parser = argparse.ArgumentParser(description="Write the table of the syllables of foreign names.")
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    out: Path = parser.parse_args().output
    out.write_text(HEAD + "".join(f"{weight}\t{letters}\n" for weight, letters in rows().items()), "utf-8")


def rows() -> dict[int, str]:
    """Characters by weight, the greatest weight first."""
    names, everywhere = counts()
    known, total = sum(names.values()), sum(everywhere.values())
    forms = traditional_forms()
    table: dict[int, str] = defaultdict(str)
    for letter in sorted(set(SYLLABLES)):
        in_names = (names[letter] + 1) / (known + len(SYLLABLES))
        ratio = min(_MOST, log(in_names / ((everywhere[letter] + 5) / total)))
        if ratio >= _LEAST:
            table[round(_STEP * ratio)] += "".join(sorted({letter, *forms[letter]}))
    return {weight: table[weight] for weight in sorted(table, reverse=True)}


def counts() -> tuple[Counter[str], Counter[str]]:
    """Characters of the parts of names, and characters of text, both as Simplified ones."""
    simplified = OpenCC("t2s")
    names, everywhere = Counter[str](), Counter[str]()
    for source in (*SOURCES, *MORE):
        for number, line in enumerate(lines_of(source)):
            if any(point in line for point in "·•・‧"):
                for name in _NAMES.findall(simplified.convert(line)):
                    names.update(_parts(name))
            if number % _EACH == 0:
                everywhere.update(_HAN.findall(simplified.convert(line)))
    return names, everywhere


def _parts(name: str) -> str:
    """The syllables beside the points of a name, where two and more of them stand on a side."""
    parts = re.split("[·•・‧]", name)
    heads = [re.match(f"[{SYLLABLES}]*", part) for part in parts[1:]]
    tails = [re.search(f"[{SYLLABLES}]*\\Z", part) for part in parts[:-1]]
    found = [side[0][:_LONGEST] for side in heads if side] + [side[0][-_LONGEST:] for side in tails if side]
    return "".join(side for side in found if len(side) > 1)


def traditional_forms() -> dict[str, set[str]]:
    """Traditional characters for each syllable, in the forms of OpenCC, Taiwan and Hong Kong."""
    forms: dict[str, set[str]] = defaultdict(set)
    for config in ("s2t", "s2tw", "s2hk"):
        converter = OpenCC(config)
        for letter in SYLLABLES:
            forms[letter].add(converter.convert(letter))
    return forms


if __name__ == "__main__":
    main()
