"""What must hold for any input at all: nothing lost, nothing raised, clean text stays clean, the same every time."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import Cleaner, Config, Document, clean
from cleaner.emit import restored
from tests.conftest import SAMPLES

SEEDS = [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]
CLEANER = Cleaner()
# Pieces that stages act on, so that arbitrary text meets their code often.
PIECES: list[str] = [
    "分享至", "相关推荐", "热点推荐\n", "网(wǎng)易", "因?yàn)樗", "？；", "?;", "<p>", "</div>", "<br/>",
    "&lt;p&gt;", "&#xff0c;", "#xff0c;", "\\u4e2d", "%E4%B8%AD", "东说念主", "好意思国", "不雅众", "锟斤拷", "浣犲ソ",
    "ä½ å¥½", "\ufeff", "\ufffd", "\x00", "\r\n", "\n\n\n\n", "　　", "，", ",", "：", "(", "）", "繁體中文", "著",
    "随着", "2026-01-10 00:15:05\n", "# 标题\n", "```\n", "- 项\n", "|a|b|\n", "https://example.com/a?b=c",
    "微信号 abc123", "一区二区三区_", "来源：新华网\n", "责任编辑：王\n", "0\n", "\ud800", "🙂", "か", "⼈",
    "<!DOCTYPE html><html><body>", "</body></html>", "<script>", "<!--", "特别声明：以上内容", "上一篇", "版权所有",
    "ICP备",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25).map("".join),
)


@st.composite
def damaged_seeds(draw: st.DrawFn) -> bytes:
    """A part of one or two samples with bytes lost, put in or turned, lines shuffled, codecs confused."""
    parts = []
    for _ in range(draw(st.integers(1, 2))):
        seed = draw(st.sampled_from(SEEDS))
        start = draw(st.integers(0, len(seed)))
        parts.append(bytearray(seed[start : start + draw(st.integers(0, 2500))]))
    data = parts[0] + draw(st.sampled_from([b"", b"\n", b"<p>", b"\x00"])) + (parts[1] if len(parts) > 1 else b"")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    turn = draw(st.sampled_from(["", "gb18030", "big5hkscs", "latin-1", "utf-16"]))
    return bytes(data).decode("utf-8", "replace").encode(turn, "replace") if turn else bytes(data)


def holds(document: Document, data: bytes) -> None:
    """Nothing was lost and nothing went wrong."""
    if str(document.error).startswith("no text"):
        assert document.restore_bytes() == data
        return
    assert document.status == "ok", document.error
    source = document.restore()
    assert source == document.doc.source
    assert document.restore_bytes() == data
    document.text.encode("utf-8")
    assert "\r" not in document.text
    for edit in document.edits:
        assert source[edit.start : edit.end] == edit.old
    record, ledger = document.to_record(), json.loads(document.ledger(full=True))
    assert restored(json.loads(json.dumps(record)), ledger) == data
    assert clean(document.text).text == document.text, "cleaning clean text changed it"


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    holds(CLEANER.clean(data), data)


@given(texts)
def test_any_text(text: str) -> None:
    holds(CLEANER.clean(text), text.encode("utf-8", "surrogatepass"))


@given(texts)
@example("A2000/1/1 0:00")
@example("A2000/0/000:00")
@example("0ぁ#XFF0C;2000/1/1 0:00")
@example("<B>º2000/1/1 0:00")
@example("<B>㐀2000/1/1 0:00")
@example("2000/01/10A")
def test_any_page(text: str) -> None:
    page = f"<html><head><title>{text[:9]}</title></head><body><div>{text}</div><p>第二段，有字。</p></body></html>"
    holds(CLEANER.clean(page), page.encode("utf-8", "surrogatepass"))


@given(damaged_seeds())
def test_damaged_samples(data: bytes) -> None:
    holds(CLEANER.clean(data), data)


@pytest.mark.parametrize("script", ["keep", "hans", "hant", "hant-tw", "hant-hk"])
@pytest.mark.parametrize("spun", ["keep", "tag", "restore", "drop"])
def test_every_policy_on_every_sample(samples: dict[str, bytes], script: str, spun: str) -> None:
    cleaner = Cleaner(Config.from_mapping({"script": script, "spun": spun}))
    for data in samples.values():
        document = cleaner.clean(data)
        assert document.status == "ok", document.error
        assert document.restore_bytes() == data
        assert cleaner.clean(document.text).text == document.text


def test_a_cleaner_is_picklable_before_and_after_use(samples: dict[str, bytes]) -> None:
    cleaner = Cleaner(Config(script="hans"))
    again = pickle.loads(pickle.dumps(cleaner))
    assert again.clean(samples["001"]).text == cleaner.clean(samples["001"]).text
    assert pickle.loads(pickle.dumps(cleaner)).config == cleaner.config


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "import pathlib, hashlib; from cleaner import clean\n"
        f"for p in sorted(pathlib.Path({str(SAMPLES)!r}).glob('*.txt')):\n"
        "    d = clean(p.read_bytes()); print(hashlib.sha256((d.text + d.ledger()).encode()).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(SAMPLES.parent)},
            capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(outputs) == 1


def test_limits_leave_the_text_untouched() -> None:
    large = clean("漢字" * 100, config=Config(max_bytes=100))
    assert (large.status, large.text, large.edits) == ("too_large", "漢字" * 100, [])
    assert large.error is not None
    assert "max_bytes is 100" in large.error
    slow = clean("漢字\r\n" * 100, config=Config(max_seconds=1e-9))
    assert (slow.status, slow.edits) == ("timeout", [])
    assert slow.restore_bytes() == ("漢字\r\n" * 100).encode()


def test_another_type_of_input_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="takes bytes, str or a BeautifulSoup object, not int"):
        clean(7)  # type: ignore[arg-type]
