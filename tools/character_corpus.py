"""The text that the character model is counted on: open text from git mirrors, and the development texts.

A mirror is a bare clone of a public repository, ``OWNER+NAME/repo`` under ``CLEANER_MIRROR`` (default /work/.mirror).
Text is not copied into the project; only counts of it are (``build_character_model.py``). Sources, their licences and
how many characters they gave on 2026-11-25:

    transcript  audreyt/transcript: public records of a Taiwanese minister's talks; CC0-1.0; 18.9 M
    taiwanmd    frank890417/taiwan-md: articles on Taiwan; text CC BY-SA 4.0; 3.3 M and 1.2 M of its reports
    lctt        LCTT/TranslateProject: news and essays on free software, translated; Apache-2.0; 13.7 M
    voice       common-voice: sentences to be read out, some from Wikipedia; CC0-1.0; 1.1 M
    wiki        extracts of the Chinese Wikipedia in three repositories of students; CC BY-SA 3.0; 1.1 M
    luxun       tallusil/luxun-novel-analysis: works of Lu Xun; public domain; 0.8 M
    tatoeba     sentences of tatoeba.org, in vivounicorn/attention-seq2seq; CC BY 2.0 FR; 0.3 M
    plurality   pluralitybook/plurality: a book, in Chinese; CC0-1.0; 0.3 M
    privacy     privacyguides/i18n; CC BY-SA 4.0; 0.2 M
    oiwiki      OI-wiki/OI-wiki: a textbook; CC BY-SA 4.0; 1.1 M
    docs        mdn/archived-content (CC BY-SA 2.5), kubernetes-docs-zh (CC BY 4.0), visualstudio-docs.zh-cn (CC BY
                4.0): 0.6 M, 0.2 M, 4.3 M
    cmrc        ymcui/cmrc2018: paragraphs of the Chinese Wikipedia; CC BY-SA 4.0; 0.7 M
    reports     liuzeyi11/GovernmentWorkReportCorpus: China's government to its parliament; no copyright; 0.3 M
    law         LawRefBook/Laws and kong0107/mojLawSplitJSON: laws of China and of Taiwan; no copyright; 18.7 M, 28.7 M

``MORE`` is for the large model, which chooses between ideographs only; characters on 2026-11-27:

    gazette     clkao/ly-gazette: records of Taiwan's parliament, mostly talk; no copyright (official); 58.6 M
    president   kiang/www.president.gov.tw: press releases, speeches; no copyright (official); 14.1 M
    classics    NiuTrans/Classical-Modern: classics in modern Chinese; MIT; 33.1 M
    laoshe      works of Lao She, in Qinglei-svg/machine_learning; public domain; 1.1 M
    essays      freeCodeCamp/news-translation (CC BY-SA 4.0), d2l-ai/d2l-zh (Apache-2.0): 0.7 M, 0.3 M

``OLD`` is for a network of the spam stage, which must not take for spam what is no modern Chinese:

    old         NiuTrans/Classical-Modern: histories, novels, medicine, verse; two chapters in ten; MIT; 12.1 M

The development texts (``CLEANER_DATA``) are law, court cases, DRCD and UD-GSD/HK (CC BY-SA), recipes, poetry, and the
article text of the annotated pages. One record in ten is left out (``held_out``), so that the benchmarks have text that
the model has not seen; lines of the other sources that share twelve characters in a row with it are left out too.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(os.environ.get("CLEANER_DATA", "/work/shared/data"))
MIRROR = Path(os.environ.get("CLEANER_MIRROR", "/work/.mirror"))
_HAN = re.compile("[\u3400-\u9fff]")
_LEAST = 8  # ideographs a line
_ALL = range(1 << 40)  # bytes


class Source(NamedTuple):
    """Files of a repository: which, how to read lines from one, and what each line counts for."""

    name: str
    repository: str
    files: str
    lines: Callable[[str], Iterable[str]]
    weight: float


def held_out(name: str) -> bool:
    """Whether the record called ``name`` is kept for measuring."""
    return zlib.crc32(name.encode()) % 10 == 0


def development(held: bool) -> Iterator[tuple[str, float, str]]:
    """(name, weight, text) of the development records that are held out, or of the others."""
    for path in sorted((DATA / "clean").glob("*.jsonl")):
        name = path.name.partition(".")[0]
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if held_out(str(record["id"])) == held:
                yield name, _WEIGHTS.get(name, 3.0), record["text"]
    for line in (DATA / "variants/gsd_pairs.dev.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if held_out(str(record["id"])) == held:
            yield from (("gsd_hans", 3.0, record["hans"]), ("gsd_hant", 3.0, record["hant"]))
    for path in sorted((DATA / "html").rglob("*.txt")):
        if held_out(path.stem) == held:
            yield "pages", 3.0, path.read_text("utf-8")


_WEIGHTS = {"poetry_traditional": 1.0, "recipes_markdown": 1.5, "cn_law_markdown": 1.5, "tw_law": 1.5}


def lines_of(source: Source) -> Iterator[str]:
    """The lines of a source that are mostly ideographs, each once; an empty line ends a file."""
    seen: set[int] = set()
    for _, data in blobs(MIRROR / source.repository / "repo", source.files):
        for line in map(str.strip, source.lines(data.decode("utf-8", "ignore"))):
            number = len(_HAN.findall(line))
            if number < _LEAST or number < 0.5 * len(line.replace(" ", "")) or hash(line) in seen:
                continue
            seen.add(hash(line))
            yield line
        yield ""


def blobs(repository: Path, wanted: str, sizes: range = _ALL, most: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Paths and contents of files at HEAD whose path is ``wanted``, of such ``sizes``; ``most``: a fixed choice."""
    git = ["git", "-C", str(repository)]
    tree = subprocess.run([*git, "ls-tree", "-r", "-l", "-z", "HEAD"], capture_output=True, check=True).stdout
    rows = [row.split("\t", 1) for row in tree.decode("utf-8", "replace").split("\0") if row]
    found = [(path, *meta.split()[2:]) for meta, path in rows if re.search(wanted, path)]
    found = [row for row in found if row[2] == "BAD" or (row[2].isdigit() and int(row[2]) in sizes)]
    if most is not None:
        found = sorted(found, key=lambda row: zlib.crc32(row[0].encode()))[:most]
    with subprocess.Popen([*git, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        ask, answer = process.stdin, process.stdout
        assert ask
        assert answer
        for path, key, _ in found:
            ask.write(key.encode() + b"\n")
            ask.flush()
            head = answer.readline().split()
            if head[1] != b"missing":  # a snapshot lacks its largest files
                yield path, answer.read(int(head[2]) + 1)
        ask.close()


def _markdown(text: str) -> Iterator[str]:
    """Lines of Markdown or HTML without code, tags, links and marks."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.S | re.M)
    text = re.sub(r"<(script|style|pre|code)\b.*?</\1>", "", text, flags=re.S)
    text = html.unescape(re.sub(r"<[^>\n]{1,300}>", "", text))
    text = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", "", text)
    text = re.sub(r"!?\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])", r"\1", text)
    for line in re.sub(r"[`*_]{1,3}", "", text).split("\n"):
        yield re.sub(r"^[\s#>\-*+|\d.]{1,8}\s", "", line)


def _plain(text: str) -> list[str]:
    return text.split("\n")


def _without_notes(text: str) -> list[str]:
    """Lines that are not an editor's."""
    return [line for line in text.split("\n") if not line.startswith("〔")]


def _second_column(text: str) -> list[str]:
    return [line.split("\t")[1] for line in text.split("\n") if "\t" in line]


def _extract(text: str) -> Iterator[str]:
    """Lines of what WikiExtractor writes, as tags or as JSON."""
    for line in text.split("\n"):
        if line.startswith("{"):
            yield from json.loads(line)["text"].split("\n")
        elif not line.startswith("<"):
            yield line


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a press release."""
    found: list[str] = json.loads(text).get("content_paragraphs", [])
    return found


def strings(text: str) -> Iterator[str]:
    """All strings of a JSON document, by line."""
    todo = [json.loads(text)]
    while todo:
        value = todo.pop()
        if isinstance(value, str):
            yield from value.split("\n")
        elif isinstance(value, dict):
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)


_ARTICLES = r"^knowledge/(?![a-z]{2}[/-])[^/]+/.*\.md$"
_SENTENCES = r"^server/data/zh-(CN|TW|HK)/(wiki|sentence-coll|cn|setences|hkgov|taipei|mtr).*\.txt$"
SOURCES = (
    Source("transcript", "audreyt+transcript", r"\.md$", _markdown, 0.5),
    Source("taiwanmd", "frank890417+taiwan-md", _ARTICLES, _markdown, 2.0),
    Source("taiwanmd-reports", "frank890417+taiwan-md", r"^reports/.*\.md$", _markdown, 1.0),
    Source("lctt", "LCTT+TranslateProject", r"^(published|translated)/.*\.md$", _markdown, 0.3),
    Source("voice", "mozilla+common-voice", _SENTENCES, _plain, 2.0),
    Source("wiki-1", "enix223+nlp-course", r"^data/zhwiki/", _extract, 2.0),
    Source("wiki-2", "jastfkjg+Chinese-relation-extraction", r"^wiki_00$", _extract, 2.0),
    Source("wiki-3", "KazuhiraDZ+NLP-Learning", r"^wiki_00$", _extract, 2.0),
    Source("cmrc", "ymcui+cmrc2018", r"^squad-style-data/cmrc2018_dev\.json$", strings, 2.0),
    Source("reports", "liuzeyi11+GovernmentWorkReportCorpus", r"\.tmx$", _markdown, 1.0),
    Source("luxun", "tallusil+luxun-novel-analysis", r"^data/.*\.txt$", _without_notes, 0.5),
    Source("tatoeba", "vivounicorn+attention-seq2seq", r"cmn\.txt$", _second_column, 1.0),
    Source("plurality", "pluralitybook+plurality", r"(?i)(traditional|mandarin|zh).*\.md$", _markdown, 0.5),
    Source("privacy", "privacyguides+i18n", r"zh.*\.md$", _markdown, 1.0),
    Source("oiwiki", "OI-wiki+OI-wiki", r"^docs/.*\.md$", _markdown, 0.2),
    Source("mdn", "mdn+archived-content", r"^files/zh-(cn|tw)/.*\.(html|md)$", _markdown, 0.2),
    Source("kubernetes", "kubernetes+kubernetes-docs-zh", r"(cn|zh).*\.md$", _markdown, 0.3),
    Source("visualstudio", "MicrosoftDocs+visualstudio-docs.zh-cn", r"\.md$", _markdown, 0.1),
    Source("cn-law", "LawRefBook+Laws", r"\.md$", _markdown, 0.05),
    Source("tw-law", "kong0107+mojLawSplitJSON", r"^FalVMingLing/.*\.json$", strings, 0.02),
)
MORE = (
    Source("gazette", "clkao+ly-gazette", r"^raw/\d+\.md$", _markdown, 0.2),
    Source("president", "kiang+www.president.gov.tw", r"^news_json/.*\.json$", _paragraphs, 0.5),
    Source("classics", "NiuTrans+Classical-Modern", r"/target\.txt$", _plain, 0.2),
    Source("laoshe", "Qinglei-svg+machine_learning", r"^(四世同堂|我这一辈子|茶馆 |骆驼祥子)\.txt$", _plain, 0.5),
    Source("essays", "freeCodeCamp+news-translation", r"^chinese/articles/.*\.md$", _markdown, 0.5),
    Source("deep-learning", "d2l-ai+d2l-zh", r"^chapter_.*\.md$", _markdown, 0.2),
)
OLD = Source("old", "NiuTrans+Classical-Modern", r"^古文原文/.*[一七]/text\.txt$", _plain, 1.0)
