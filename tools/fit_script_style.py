"""Write ``cleaner/data/models/script_style.npz``: what Han characters and pairs of them tell of who wrote a text.

A logistic regression over which numbers of ``style.py`` are in a piece of 2,000 characters, fitted to native text of
Taiwan and Hong Kong, and to text of the Mainland that converters made Traditional (OpenCC's s2tw, s2twp of today and of
2018, MediaWiki's zh-tw and zh-hk), each piece by two of them. No text is kept. Sources: open text in git mirrors
(``NATIVE``, ``MAINLAND``), and the development records that ``character_corpus.development`` does not hold out.

The file of 2026-11-28 was fitted to 2,700 pieces drawn from these sources on that day, with the dictionaries of 2018 of
opencc-python-reimplemented 0.1.7 beside; run again this takes today's for them.

Usage: pip install scikit-learn zhconv zhconv-rs; CLEANER_DATA=../shared/data python -m tools.fit_script_style
(needs the mirrors; two minutes)
"""

from __future__ import annotations

import importlib
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from cleaner.doc import codes
from cleaner.fold import Class, count
from cleaner.stages.script.dictionaries import through
from cleaner.stages.script.style import BITS, PIECE, numbers
from tools.character_corpus import MIRROR, blobs, development

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "script_style.npz"
# Native text, with its licence; official records have no copyright.
NATIVE = {
    "official": "clkao/ly-gazette kong0107/mojLawSplitJSON kiang/www.president.gov.tw",
    "CC0-1.0": "audreyt/transcript pluralitybook/plurality mozilla/common-voice kdchang/reactjs101",
    "CC BY-SA 4.0": "frank890417/taiwan-md privacyguides/i18n",
    "CC BY 4.0": "yowko/Docs.zh-tw kkbruce/WSL.zh-TW reactjs/zh-hant.reactjs.org cncf/glossary",
    "MIT": "rust-tw/book-tw poychang/blog.poychang.net JRF-tw/sunshine.jrf.org.tw nathanfhh/30-days-ironman "
    "kiang/kiang.github.io laravel-taiwan/docs twtrubiks/docker-tutorial twtrubiks/django-rest-framework-tutorial",
}
# Text of the Mainland, with its licence. Beside these all other mirrors with a licence of this kind were read.
MAINLAND = {
    "official": "LawRefBook/Laws liuzeyi11/GovernmentWorkReportCorpus",
    "Apache-2.0": "LCTT/TranslateProject d2l-ai/d2l-zh SwiftGGTeam/the-swift-programming-language-in-chinese "
    "ruyisdk/wechat-articles OpenLMLab/GAOKAO-Bench",
    "CC BY(-SA) 4.0": "freeCodeCamp/news-translation pingcap/docs-cn reactjs/zh-hans.reactjs.org phodal/growth-ebook "
    "MicrosoftDocs/visualstudio-docs.zh-cn MicrosoftDocs/Contribute.zh-CN mdn/archived-content",
    "CC0-1.0": "halfrost/Halfrost-Field dunwu/linux-tutorial soulteary/Home-Network-Note Anduin2017/HowToCook",
    "MIT or BSD": "cosname/cosx.org yihui/yihui.org yihui/yihui.name ossrs/srs-docs PKUFlyingPig/cs-self-learning "
    "huangwb8/ChineseResearchLaTeX chai2010/advanced-go-programming-book yutoly/learncpp_zh-cn "
    "waitnoww/naod.com.cn-backup KaiserY/trpl-zh-cn 7sDream/zhihu-py3 nonebot/nonebot2 "
    "gongyu0918-debug/chinese-official-writing-skill",
}
# Of a repository so many files of so many bytes, and pieces; of a development set so many pieces.
FILES, BYTES, PIECES, DEVELOPED = 250, range(500, 400_000), 60, 60
# A piece with this share of Han characters, in lines that have half of them.
DENSE, LINE = 0.6, 0.5
STRENGTH = 0.02
# Characters that one script alone has.
HANS = "们这个说会对为来时过还学国见无与开关东车长门问间马发点样种应该当经进运动实际将从电话现"
HANT = "們這個說會對為來時過還學國見無與開關東車長門問間馬發點樣種應該當經進運動實際將從電話現"


def main() -> None:
    """Read, convert, fit, write."""
    draw = random.Random(1)
    native, mainland = [*read(NATIVE, HANT, draw)], [*read(MAINLAND, HANS, draw)]
    for name, script, text in developed(draw):
        (native if script == HANT else mainland).append((name, text))
    rows = [(name, text, 0) for name, text in native]
    for name, text in mainland:
        rows += [(name, convert(text), 1) for convert in draw.sample(converters(), 2)]
    made = np.array([label for *_, label in rows])
    times = Counter((name, label) for name, _, label in rows)
    weight = np.array([times[name, label] ** -0.5 for name, _, label in rows])
    for label in (0, 1):  # both sides count alike
        weight[made == label] *= len(rows) / 2 / weight[made == label].sum()
    coefficients, bias = fitted([text for _, text, _ in rows], made, weight)
    step = float(np.quantile(np.abs(coefficients), 0.9999)) / 127
    whole = np.clip(np.round(coefficients / step), -127, 127).astype(np.int8)
    np.savez_compressed(OUT, weights=whole, units=np.array([step, bias]))
    print(f"{len(native)} native pieces, {len(mainland)} of the Mainland, {OUT.stat().st_size} bytes")


def fitted(texts: list[str], made: Any, weight: Any) -> tuple[Any, float]:
    """The coefficients of all numbers, and what is added."""
    sparse, linear = (importlib.import_module(name) for name in ("scipy.sparse", "sklearn.linear_model"))
    there = [numbers(codes(text)) for text in texts]
    ends = np.cumsum([0, *map(len, there)])
    matrix = sparse.csr_matrix((np.ones(ends[-1]), np.concatenate(there), ends), shape=(len(texts), 1 << BITS))
    model = linear.LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear").fit(matrix, made, weight)
    return model.coef_[0], float(model.intercept_[0])


def converters() -> list[Callable[[str], str]]:
    """What makes Simplified text Traditional, the more frequent ones several times."""
    zhconv, rust = importlib.import_module("zhconv"), importlib.import_module("zhconv_rs")
    opencc = [partial(through, "s2tw")] * 3 + [importlib.import_module("opencc").OpenCC("s2twp").convert] * 3
    wiki = [partial(_second_given, zhconv.convert, region) for region in ("zh-tw", "zh-hk")]
    return [*opencc, *wiki, partial(_second_given, rust.zhconv, "zh-tw")]


def _second_given(convert: Callable[[str, str], str], region: str, text: str) -> str:
    return convert(text, region)


def read(sources: dict[str, str], script: str, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Pieces of the texts of repositories that are in a script, each with its repository."""
    for repository in " ".join(sources.values()).split():
        files = blobs(MIRROR / repository.replace("/", "+") / "repo", r"\.(mdx?|txt|rst|json)$", BYTES, FILES)
        texts = (prose(data.decode("utf-8", "ignore")) for _, data in files)
        yield from ((repository, piece) for piece in pieces((t for t in texts if written_in(t, script)), PIECES, draw))


def developed(draw: random.Random) -> Iterator[tuple[str, str, str]]:
    """Name, script and text of pieces of the development records, without verse."""
    records = [(name, text) for name, _, text in development(held=False) if not name.startswith("poetry")]
    for name in sorted({name for name, _ in records}):
        for script in (HANS, HANT):
            texts = [text for each, text in records if each == name and written_in(text, script)]
            draw.shuffle(texts)
            yield from ((name, script, piece) for piece in pieces(["\n".join(texts)], DEVELOPED, draw))


def pieces(texts: Iterable[str], most: int, draw: random.Random) -> list[str]:
    """At most so many pieces of texts; the short texts are joined."""
    whole = list(texts)
    whole.append("\n".join(text for text in whole if len(text) < PIECE))
    found = [text[at : at + PIECE] for text in whole for at in range(0, len(text) - PIECE + 1, PIECE)]
    found = [piece for piece in found if count(piece, Class.HAN) >= DENSE * PIECE]
    return draw.sample(found, min(most, len(found)))


def prose(text: str) -> str:
    """The lines of Markdown, text or JSON that are mostly Han."""
    text = re.sub(r"^(```|~~~).*?^\1", "", text.replace("\\n", "\n"), flags=re.S | re.M)
    text = re.sub(r"!?\[([^\]\n]*)\]\([^)\n]*\)", r"\1", re.sub(r"<[^>\n]{1,300}>", "", text))
    lines = map(str.strip, text.split("\n"))
    return "\n".join(line for line in lines if line and count(line, Class.HAN) > LINE * len(line))


def written_in(text: str, script: str) -> bool:
    """Whether a text has twenty times as many characters of a script as of the other."""
    hans, hant = (sum(map(text.count, characters)) for characters in (HANS, HANT))
    return hans > 20 * hant if script == HANS else hant > 20 * hans


if __name__ == "__main__":
    main()
