"""Growth of the whole pipeline on hostile input: ``python -m tests.benchmarks hostile [--size N]``.

Each input is cleaned at n and at 2n characters; a ratio near 2 is linear, near 4 quadratic.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from cleaner import Cleaner, Config
from tests.benchmarks.common import print_table

MAKERS: dict[str, Callable[[int], str]] = {
    "<div> nested": lambda n: "<div>" * (n // 5),
    "<p>a": lambda n: "<html>" + "<p>a" * (n // 4),
    "attributes": lambda n: "<div " + " ".join(f"a{i}=1" for i in range(n // 8)) + ">字",
    "<!--": lambda n: "<html>" + "<!--" * (n // 4),
    "<script>": lambda n: "<html>" + "<script>" * (n // 8),
    "<": lambda n: "<html>" + "<" * n,
    "<a '": lambda n: "<html>" + "<a '" * (n // 4),
    "&amp;": lambda n: "<html>" + "&amp;" * (n // 5),
    "&": lambda n: "&" * n,
    "(": lambda n: "(" * n,
    "?": lambda n: "？；?;" * (n // 4),
    "notes": lambda n: "網(wǎng)易" * (n // 8),
    "fillers": lambda n: (
        "網(wǎng)易"
        + "".join(
            f"他走過橋頭看見了老樹{chr(0x5000 + i * 7 % 8_000)}{chr(0x5000 + i * 13 % 8_000)}，" for i in range(n // 13)
        )
    ),
    "formulas": lambda n: "<html>" + "<span class='katex-mathml'><semantics><mi>" * (n // 40) + "application/x-tex",
    "annotations": lambda n: "<html><semantics><mi>" + "<annotation encoding='application/x-tex'>a" * (n // 41),
    "scripts of formulas": lambda n: "<html><p>字" + "<script type='math/tex'>a</script>" * (n // 34),
    "shifted notes": lambda n: "因?yàn)樗" * (n // 7),
    "one line of Han": lambda n: "天地玄黄宇宙洪荒" * (n // 8),
    "short lines": lambda n: "天\n" * (n // 2),
    "blank lines": lambda n: "\n" * n,
    "spaces": lambda n: " " * n,
    "rows in brackets": lambda n: "水(1, 2),\n车转\n" * (n // 12),
    "mojibake": lambda n: "浣犲ソ涓栫晫" * (n // 6),
    "latin mojibake": lambda n: "ä½ å¥½" * (n // 6),
    "U+FFFD": lambda n: "\ufffd" * n,
    "spam": lambda n: "国产av一区二区_" * (n // 9),
    "spam in prose": lambda n: "".join(
        f"春天来了，河边的柳树{chr(0x4E00 + i % 20_000)}了。办证刻章加微信bz{i}。国产av一区二区免费看"
        for i in range(n // 40)
    ),
    "tail marks": lambda n: "相关推荐\n" * (n // 5),
    "breadcrumb": lambda n: "首页 > " * (n // 5),
    "spun": lambda n: "东说念主好意思国" * (n // 8),
    "quoted spun": lambda n: "".join(
        f"“{chr(0x4E00 + i % 20_000)}业知说念他{chr(0x9E00 - i % 20_000)}了”，" for i in range(n // 11)
    ),
    "traditional": lambda n: "發髮後后裏里" * (n // 6),
    "commas": lambda n: "字," * (n // 2),
    "surrogates": lambda n: "\ud800" * n,
    "NUL": lambda n: "\x00" * n,
    "escapes": lambda n: "\\u4e2d" * (n // 6),
    "percent escapes": lambda n: "%E4" * (n // 3),
    "percent words": lambda n: "%E4%B8a" * (n // 7),
    "byte escapes": lambda n: "\\xe4\\xb8" * (n // 8),
    "octal escapes": lambda n: "\\344\\270a" * (n // 9),
    "quoted-printable": lambda n: "=E4=B8\n" * (n // 7),
    "soft breaks": lambda n: "=E4=\n" * (n // 5),
    "soft breaks, then Chinese": lambda n: "=E4=B8=\n中" * (n // 9),
    "encoded words": lambda n: "=?gbk?B?1tC5+g==?= " * (n // 19),
    "encoded word, open": lambda n: "=?gbk?B?" * (n // 8),
    "UTF-7": lambda n: "+Ti1W/Q-" * (n // 8),
    "plus": lambda n: "+abcd" * (n // 5),
    "entities": lambda n: "&#20013;a" * (n // 9),
    "bare entities": lambda n: "#x4e2d;nbsp;" * (n // 12),
    "semicolons": lambda n: "&#;" * (n // 3),
    "u4e2d": lambda n: "u4e2d" * (n // 5),
    "toneless notes": lambda n: "违(wei)法" * (n // 7),
    "open notes": lambda n: "违(wei" * (n // 5),
    "replaced": lambda n: "锟斤拷" * (n // 3),
    "misread again and again": lambda n: "闂傚倸鍊搁崐鎼佸磹闂" * (n // 9),
    "zero width": lambda n: "字\u200b" * (n // 2),
    "directions": lambda n: "字\u200e" * (n // 2),
    "converted twice": lambda n: "他说什幺也不去，" * (n // 8),
    "watermarked": lambda n: "他走过桥头看见了河边的老树听雨阁。\n" * (n // 19),
    "one line of spam and text": lambda n: "澳门百家乐注册送彩金 老街的尽头有一家修表铺，门脸只有一米宽。" * (n // 32),
    "one line of quotations": lambda n: "“澳门百家乐注册送彩金”老街的尽头有一家修表铺，门脸只有一米宽。" * (n // 33),
    "lines in one line": lambda n: " ".join(
        "老街的尽头有一家修表铺门脸只有一米宽" + "的" * (i % 7) for i in range(n // 22)
    ),
    "characters apart": lambda n: "老 街 的 尽 头 有 一 家 修 表 铺 " * (n // 22),
    "bars between paragraphs": lambda n: (
        "首页\n河口网 > 新闻中心 > 正文\n"
        + "老渡口的木桥重新开放，桥面换了木板，两边装了栏杆，居民又可以走到对岸的菜市场去了。\n分享到：\n微信\n微博\n"
        * (n // 50)
        + "京ICP备12345678号"
    ),
    "noise": lambda n: "老街的尽头有一家修表铺论坛w^)LZ%J$y8T9S\n" * (n // 27),
    "records in an address": lambda n: "<html><script>x='" + "%20" * (n // 3) + "'",
    "markup in prose": lambda n: "<a href='x'>老街的尽头</a>\n" * (n // 23),
    "fences": lambda n: "```\n" * (n // 4),
}


def main(argv: list[str]) -> int:
    """Print seconds at n and 2n, and their ratio, a row an input; fails when a document fails."""
    parser = argparse.ArgumentParser(prog="hostile", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="characters of the smaller input")
    parser.add_argument("only", nargs="*", help="names of inputs; default all")
    options = parser.parse_args(argv)
    cleaner = Cleaner(Config(max_seconds=0))
    rows = []
    failed = 0
    for name, make in MAKERS.items():
        if options.only and name not in options.only:
            continue
        seconds = []
        for size in (options.size, 2 * options.size):
            text = make(size)
            begin = time.perf_counter()
            document = cleaner.clean(text)
            seconds.append(time.perf_counter() - begin)
            failed += document.status != "ok"
        rows.append((name, f"{seconds[0]:.3f}", f"{seconds[1]:.3f}", f"{seconds[1] / seconds[0]:.1f}", document.status))
    print_table(["input", "s at n", "s at 2n", "ratio", "status"], rows)
    return int(failed > 0)
