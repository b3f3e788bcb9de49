"""Texts of many kinds for the detection benchmark: (genre, script) → long text of short lines."""

from __future__ import annotations

import random
import re
from functools import cache

from tests.benchmarks.common import data_path, read_jsonl

_TAG = re.compile(r"<[^<>]{0,300}>")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂芬玲红宇浩轩梓涵子萱"
    "怡欣睿泽晨阳雨佳琪嘉豪俊熙诗婷倩雪鹏飞鑫淼垚焱喆翀晟昊煜烨炜彧璟琰祎"
)
_ENGLISH = (
    "The committee published its report on Monday and the members will vote next week.",
    "Install the package with pip, then run the tests; see the manual for all options.",
    "Copyright 2019 Example Inc. All rights reserved. Terms of use | Privacy | Contact",
    "She walked along the river until the rain stopped, and then she went home.",
)
_CODE = (
    "for (int i = 0; i < n; ++i) {{ sum += a[i]; }}  // {}",
    "    # {}\n    return [x * 2 for x in values if x > 0]",
    "/* {} */\n#define MAX_SIZE 4096",
    'printf("%d\\n", count); // {}',
    '<!-- {} --><div class="box"><a href="/a/b.html">x</a></div>',
)


def _jsonl(*path: str, key: str) -> list[str]:
    return [row[key] for row in read_jsonl(data_path(*path))]


def _lines(texts: list[str]) -> list[str]:
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _names(source: random.Random) -> list[str]:
    people = [source.choice(_SURNAMES) + "".join(source.sample(_GIVEN, source.randint(1, 2))) for _ in range(6000)]
    return [f"{i}\t{name}\t{source.randrange(10**8)}\t{source.random():.2f}" for i, name in enumerate(people)] + [
        "、".join(source.sample(people, 8)) for _ in range(500)
    ]


def _within(patterns: tuple[str, ...], lines: list[str], source: random.Random) -> list[str]:
    return [source.choice(patterns).format(source.choice(lines)[: source.randint(4, 16)]) for _ in range(6000)]


def _english(lines: list[str], source: random.Random) -> list[str]:
    out = []
    for _ in range(4000):
        words = source.choice(_ENGLISH).split()
        at = source.randrange(len(words))
        out.append(" ".join((*words[:at], f"({source.choice(lines)[:6]})", *words[at:])))
    return out


def _pages(script: str) -> list[str]:
    """Visible Chinese between the tags of pages: menus, captions, lists."""
    paths = [path for path in sorted(data_path("html").rglob("*.html")) if path.stat().st_size < 300_000]
    texts = [_TAG.sub("\n", path.read_text("utf-8", "ignore")) for path in paths]
    strange = "的國國說時會這對過來" if script == "hant" else "的国说时会这对过来"
    kept = [text for text in texts if sum(map(text.count, strange)) > 1.5 * sum(map(text.count, _OTHER[script]))]
    return [line for line in _lines(kept) if re.search("[\u4e00-\u9fff]", line)]


_OTHER = {"hant": "国说时会这对过来", "hans": "國說時會這對過來"}


@cache
def genres() -> dict[tuple[str, str], list[str]]:
    """Lines by (genre, script)."""
    source = random.Random(11)
    hans = _lines(_jsonl("variants", "gsd_pairs.dev.jsonl", key="hans"))
    hant = _lines(_jsonl("variants", "gsd_pairs.dev.jsonl", key="hant"))
    out = {
        ("prose", "hans"): hans,
        ("prose", "hant"): hant,
        ("law", "hans"): _lines(_jsonl("clean", "cn_law_markdown.dev.jsonl", key="text")),
        ("law", "hant"): _lines(_jsonl("clean", "tw_law.dev.jsonl", key="text")),
        ("wiki", "hant"): _lines(_jsonl("clean", "tw_wiki.dev.jsonl", key="text")),
        ("spoken", "hant"): _lines(_jsonl("clean", "hk_spoken.dev.jsonl", key="text")),
        ("recipes", "hans"): _lines(_jsonl("clean", "recipes_markdown.dev.jsonl", key="text")),
        ("poetry", "hant"): _lines(_jsonl("clean", "poetry_traditional.dev.jsonl", key="text")),
        ("classics", "hans"): _lines([data_path("variants", "zuozhuan.hans.txt").read_text("utf-8")]),
        ("labels", "hans"): _lines(_jsonl("variants", "android_ui_pairs.dev.jsonl", key="input")),
        ("labels", "hant"): _lines(_jsonl("variants", "android_ui_pairs.dev.jsonl", key="expected")),
        ("menus", "hans"): _pages("hans"),
        ("menus", "hant"): _pages("hant"),
        ("names", "hans"): _names(source),
        ("code", "hans"): _within(_CODE, hans, source),
        ("code", "hant"): _within(_CODE, hant, source),
        ("english", "hans"): _english(hans, source),
        ("english", "hant"): _english(hant, source),
    }
    return out


def stretch(lines: list[str], codec: str, size: int, source: random.Random) -> bytes:
    """About ``size`` bytes of consecutive text that is not all ASCII; characters outside the codec are left out."""
    for _ in range(200):
        at = source.randrange(len(lines))
        line = lines[at]
        start = source.randrange(max(1, len(line) - size // 2))
        text = line[start:]
        while len(text) < size and len(text) < 4 * size and at + 1 < len(lines):
            at += 1
            text += "\n" + lines[at]
        data = b""
        for char in text:
            if len(data) >= size:
                break
            data += char.encode(codec, "ignore")
        if sum(b > 0x7F for b in data) >= min(8, size // 3):
            return data
    return "中文网站".encode("gb18030") if codec == "gb18030" else "中文網站".encode(codec)
