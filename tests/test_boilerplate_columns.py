"""Dictionaries and lists in columns are no pages, whatever words stand in them."""

from __future__ import annotations

from cleaner import clean

WORDS = (
    "水车",
    "水磨",
    "目录",
    "联系方式",
    "公告价格",
    "河边",
    "老榆木",
    "上一篇",
    "下一篇",
    "关于我们",
    "门槛",
    "轮子",
)
OTHER = ("wheel", "mill", "contents", "contact", "price", "bank", "elm", "previous", "next", "about", "door", "rim")


def test_a_dictionary_in_columns_stays() -> None:
    text = "".join(f"{word}\t{other}\n" for _ in range(6) for word, other in zip(WORDS, OTHER, strict=True))
    found = clean(text)
    assert (found.text, found.verdict) == (text, "article")


def test_numbered_rows_stay() -> None:
    text = "".join(f"{i}\t{word}\t{other}\n" for i, (word, other) in enumerate(zip(WORDS, OTHER, strict=True)))
    assert clean(text).text == text
