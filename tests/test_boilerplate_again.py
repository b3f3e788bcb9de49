"""Lines that a site puts between the paragraphs of an article, and again: they tell by themselves."""

from __future__ import annotations

import pytest

from cleaner import clean

MENU = "首頁\n即時\n政治\n登入\n設為首頁\n首頁 > 政治\n"
TITLE = "海葵颱風今天登陸台東"
TOLD = [
    "海葵颱風今天下午登陸台東縣，氣象局提醒民眾注意強風豪雨，沿海地區應避免外出活動。",
    "氣象局說，颱風中心通過後仍有迴流，民眾不要因為風雨暫歇就外出，以免發生危險。",
    "陸上警報預計今晚解除，明天各地天氣好轉，各級學校正常上班上課。",
]


@pytest.mark.parametrize("line", ["廣告", "請同意我們的隱私權規範，才能啟用聽新聞的功能。", "（點擊圖片放大）"])
def test_a_line_of_the_site_that_comes_back_between_sentences_goes(line: str) -> None:
    told = f"{TOLD[0]}\n{line}\n{TOLD[1]}\n{line}\n{TOLD[2]}"
    page = f"{MENU}{TITLE}\n{told}\n關鍵字： 海葵 颱風\n分享 : Facebook Line Copy\n"
    document = clean(page)
    assert document.text.strip().split("\n") == [TITLE, *TOLD]
    assert document.restore() == page


@pytest.mark.parametrize("line", ["2003", "廣告"])
def test_the_same_lines_stay_in_a_text_without_a_frame_and_numbers_everywhere(line: str) -> None:
    menu = "" if line == "廣告" else MENU
    text = f"{TITLE}\n{TOLD[0]}\n{line}\n{TOLD[1]}\n{line}\n{TOLD[2]}\n"
    assert clean(menu + text).text.split("\n").count(line) == 2
