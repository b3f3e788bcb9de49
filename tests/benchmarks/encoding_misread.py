"""Encoding: text read in a wrong codec, whole lines and phrases inside good lines; beside ftfy."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from cleaner.stages import encoding
from tests.benchmarks._encoding_text import applied, pieces
from tests.benchmarks.common import megabytes_a_second, print_table
from tests.damage.misread import KINDS, Misread

_LINES = 600  # in the page that is timed
_AROUND = {"，，": "，", "“”": "“", '="': '"', "（）": "（", "nothing": ""}
_CLOSING = {"“": "”", "（": "）"}
_MENU = {
    "hans": ("首页", "新闻中心", "产品展示", "关于我们", "联系方式", "登录", "注册", "体育", "财经", "下载"),
    "hant": ("首頁", "新聞中心", "產品", "關於我們", "聯絡方式", "登入", "註冊", "體育", "財經", "下載"),
}


def bench_misread(number: int) -> None:
    """Lines read in a wrong codec that come out exactly, and characters; ftfy's lines; speed on a page of them."""
    import ftfy

    rows = []
    for name, (script, misread) in KINDS.items():
        row: list[object] = [name]
        for size in (10, 30):
            exact = peer = matched = total = 0
            for piece, damaged in damaged_pieces(script, misread, size, number):
                after = applied(encoding, damaged)
                exact += after == piece
                peer += ftfy.fix_encoding(damaged) == piece
                blocks = difflib.SequenceMatcher(None, piece, after, autojunk=False).get_matching_blocks()
                matched += sum(b.size for b in blocks)
                total += len(piece)
            row += [exact * size / total, matched / total, peer * size / total]
        page = "\n".join(damaged for _, damaged in damaged_pieces(script, misread, 30, _LINES))
        rows.append([*row, megabytes_a_second(page, lambda page=page: applied(encoding, page))])  # type: ignore[misc]
    head = ("misread text", "exact 10", "chars", "ftfy", "exact 30", "chars ", "ftfy ", "MB/s")
    print_table(head, rows, "Misread text")


def bench_inside(number: int) -> None:
    """Misread phrases of six characters inside good lines, by what stands around them; menus of misread pages."""
    rows = []
    for name, (script, misread) in KINDS.items():
        good = pieces("hant" if script == "hant" else "hans", 12, number // 2, 5)
        row: list[object] = [name]
        for mark in _AROUND.values():
            right = total = 0
            for clean, (piece, damaged) in zip(good, damaged_pieces(script, misread, 6, number // 2), strict=False):
                before, after = clean[:8] + mark, _CLOSING.get(mark, mark) + clean[8:]
                right += applied(encoding, before + damaged + after) == before + piece + after
                total += 1
            row.append(right / max(1, total))
        rows.append([*row, _menus(script, misread)])
    print_table(("phrase in a line", *_AROUND, "menu items"), rows, "Misread phrases")


def _menus(script: str, misread: Misread) -> float:
    """The share of menu items that come out of pages with three longer lines."""
    menu = _MENU["hant" if script == "hant" else "hans"]
    right = 0
    for seed in range(5):
        lines = [damaged for _, damaged in damaged_pieces(script, misread, 30, 3, seed)]
        page = "\n".join((*map(misread, menu), *lines))
        right += sum(a == b for a, b in zip(applied(encoding, page).split("\n"), menu, strict=False))
    return right / (5 * len(menu))


def damaged_pieces(script: str, misread: Misread, size: int, number: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Unseen text with what the misreading makes of it, as far as the codec can hold the text."""
    for piece in pieces(script, size, number, seed):
        try:
            damaged = misread(piece)
        except UnicodeEncodeError:
            continue
        yield piece, damaged
