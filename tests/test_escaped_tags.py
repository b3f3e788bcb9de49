from __future__ import annotations

from cleaner import clean

BODY = (
    r"\u003cdiv class=\"content\"\u003e\u003cp\u003e据当地居民说,\u003c!--VIDEO_0--\u003e"
    r"这座水车已经\"转\"了一百多年。\u003c\/p\u003e"
    r"\u003cp\u003e\t每到春天,孩子们就到河边看它转动,听老人讲从前的故事。\u003cbr\/\u003e\u003c/p\u003e\u003c/div\u003e"
)


def test_markup_in_the_written_form_of_a_string_is_read() -> None:
    text = f"老街的水车修好了\n2024-05-01 08:05\n{BODY}\n【责任编辑:何晓明】\n"
    doc = clean(text)
    assert "u003" not in doc.text
    assert "据当地居民说，这座水车已经" in doc.text
    assert "每到春天，孩子们就到河边看它转动" in doc.text
    assert "<" not in doc.text


def test_records_programs_and_articles_on_escapes_keep_it() -> None:
    record = f'{{"title": "水车", "content": "{BODY}", "id": 3}}\n'
    assert "u003cp" in clean(record * 3).text
    line = f'var body = "{BODY}";\n'
    assert (
        "u003cp" in clean(f"下面的变量保存了文章的正文，页面加载以后再显示出来。\n{line}就是这样，没有别的了。\n").text
    )
    said = r"接口返回的字符串里有 \u003cp\u003e 和 \u003c/p\u003e，前端要先还原再显示，不然读者看到的就是这些转义。"
    assert clean(said).text == said
