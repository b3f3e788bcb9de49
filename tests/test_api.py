from __future__ import annotations

import random

import pytest
from bs4 import BeautifulSoup

import cleaner.stages
from cleaner import Cleaner, Config, ConfigError, clean
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal, Stage


def broken(doc: Doc, context: Context) -> Proposal:
    raise RuntimeError("two\nlines")


def test_a_stage_that_fails_leaves_a_failure_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaner.stages, "STAGES", (*cleaner.stages.STAGES[:2], Stage("markup", broken)))
    document = clean("漢字\r\n".encode())
    assert document.status == "error"
    assert document.error == "stage markup: RuntimeError: two lines"
    assert document.text == "漢字\r\n"
    assert document.restore_bytes() == "漢字\r\n".encode()


def test_a_codec_that_fails_leaves_a_failure_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_codec(data: bytes, encoding: str | None, label: str | None) -> None:
        raise LookupError("no codec")

    monkeypatch.setattr("cleaner.api.decode", no_codec)
    document = clean("漢字".encode())
    assert (document.status, document.error) == ("error", "decode: LookupError: no codec")
    assert document.restore_bytes() == "漢字".encode()


def test_a_soup_is_a_page() -> None:
    soup = BeautifulSoup("<p>春天来了，万物复苏。</p>", "html.parser")
    document = clean(soup)
    assert document.status == "ok"
    assert document.restore() == soup.decode()


@pytest.mark.parametrize("nothing", ["", b"", " \n\n", b"\n"])
def test_nothing_is_empty(nothing: str | bytes) -> None:
    assert clean(nothing).verdict == "empty"


def test_another_language_is_not_chinese() -> None:
    assert clean("The quick brown fox jumps over the lazy dog.\n" * 3).verdict == "not-chinese"
    assert clean("これは日本語の文章です。漢字も使います。").verdict == "not-chinese"


def test_chinese_that_explains_source_code_is_chinese() -> None:
    said = "这一层把上一层的输出按通道拼接起来，再送进一个小的卷积核里去，这样参数少了许多，精度也没有下降。\n" * 5
    code = "".join(f"    net.add(Conv2D(channels={n}, kernel_size=({n}, 3), activation='relu'))\n" for n in range(90))
    assert clean(said + code).verdict == "article"
    assert clean("# 这一层\n" * 40 + code).verdict == "not-chinese"
    assert clean(said + "The quick brown fox jumps over the lazy dog and runs away.\n" * 90).verdict == "not-chinese"


def test_a_config_in_the_place_of_the_url_is_an_error() -> None:
    with pytest.raises(TypeError, match="give it as config="):
        clean("你好,世界。", Config(script="hant"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not dict"):
        Cleaner({"script": "hant"})  # type: ignore[arg-type]


def test_a_rule_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ConfigError, match="did you mean 'boilerplate"):
        Cleaner(Config(ignore=("boilerplate.share-bars",)))


@pytest.mark.parametrize("data", [random.Random(1).randbytes(10_000), b"\x89PNG\r\n\x1a\n" + bytes(999)])
def test_bytes_that_are_no_text_come_back_at_once_with_a_word_on_it(data: bytes) -> None:
    document = clean(data)
    assert document.status == "error"
    assert str(document.error).startswith("no text: ")
    assert document.restore_bytes() == data
    assert clean(data, config=Config(input="text")).status == "ok"  # the user knows better
