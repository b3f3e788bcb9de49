from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import brotli
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import InputError, UsageError
from cleaner.extras import MissingExtraError
from cleaner.io import warc
from cleaner.io.corpus import ANY_FIELDS, Fault, Fields, PassedOver, Row, find_sources
from cleaner.io.shards import plan, rows
from cleaner.io.streams import Line, chunks, compression, lines_between, split_lines

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}
LONGEST = 1 << 20


def read(place: Path, fields: Fields = ANY_FIELDS, size: int = 1 << 20) -> list[Row | Fault]:
    sources, problems = find_sources([str(place)])
    assert not problems
    return [row for shard in plan(sources, size, fields, LONGEST) for row in rows(shard, fields, LONGEST)]


def texts(found: list[Row | Fault]) -> list[str | bytes]:
    return [row.raw for row in found if isinstance(row, Row)]


def jsonl(*values: object) -> bytes:
    return b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values)


@pytest.mark.parametrize("kind", PACKERS)
def test_packed_files_are_read_whatever_their_name(kind: str, tmp_path: Path) -> None:
    data = os.urandom(600_000)
    path = tmp_path / "a.bin"
    path.write_bytes(PACKERS[kind](data[:1000]) + PACKERS[kind](data[1000:]))
    assert compression(str(path)) == kind
    assert b"".join(chunks(str(path), kind)) == data


@pytest.mark.parametrize("kind", PACKERS)
def test_of_a_cut_file_all_that_is_there_is_read(kind: str, tmp_path: Path) -> None:
    lines = jsonl(*({"text": f"第{i}篇" + os.urandom(50).hex()} for i in range(1000)))
    path = tmp_path / f"a.jsonl.{kind}"
    path.write_bytes((PACKERS[kind](lines) * 2)[:-5000])
    found = read(path)
    assert len(texts(found)) >= 1000
    assert texts(found)[0] == json.loads(lines.split(b"\n")[0])["text"]
    *_, last = found
    assert isinstance(last, Fault)
    assert f"broken {kind} data" in last.error


def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(bytes(200_000_000)))
    total = 0

    def unpack() -> None:
        nonlocal total
        for piece in chunks(str(path), "gz"):
            total += len(piece)

    with pytest.raises(InputError, match="over 100 times its size"):
        unpack()
    assert total < 120_000_000


@given(st.binary(max_size=40), st.integers(1, 7), st.integers(1, 5))
def test_lines_are_split_as_by_split(data: bytes, step: int, longest: int) -> None:
    data = data.replace(b"\r", b"\n")
    pieces = iter([data[i : i + step] for i in range(0, len(data), step)])
    found = list(split_lines(pieces, longest))
    expected = data.split(b"\n")
    expected = expected[:-1] if not expected[-1] else expected
    assert [(line.size, line.data) for line in found] == [(len(line), line[:longest]) for line in expected]
    for line in found:
        assert data[line.offset : line.offset + len(line.data)] == line.data


@given(content=st.lists(st.text("ab", max_size=5), max_size=8), size=st.integers(1, 12))
def test_byte_ranges_hold_each_line_once(
    content: list[str], size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    data = "\n".join(content).encode()
    path.write_bytes(data)
    parts: list[Line] = []
    for start in range(0, len(data), size):
        parts += lines_between(str(path), start, min(start + size, len(data)), 100)
    assert parts == list(split_lines(iter([data] if data else []), 100))


def test_bad_lines_cost_themselves_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        jsonl({"text": "一"}, [1], {"title": "x"}, {"text": 5})
        + b'{"text": null}\n{"text": "half\n\n'
        + b'{"text": "' + b"x" * LONGEST + b'"}\n'
        + b"[" * 100_000 + b"\n"
        + b'{"text": "\xff\xfe"}\n'
        + jsonl({"text": None, "content": "二", "id": 7})
    )  # fmt: skip
    found = read(path, size=1000)
    assert texts(found) == ["一", b"\xff\xfe", "二"]
    errors = [fault.error for fault in found if isinstance(fault, Fault)]
    assert errors[0] == "a list and no record; JSON lines have a record a line ('jq -c .[]' makes them of a list)"
    assert errors[1] == "no field text, content, html or the like; there are: title"
    assert errors[2] == "field 'text' holds a number and no text"
    assert errors[3] == "field 'text' holds nothing (null) and no text"
    assert errors[4].startswith("not a JSON record")
    assert errors[5].startswith(f"a line of {LONGEST + 12} bytes")
    assert len(errors) == 7


def test_fields_are_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl({"t": "文", "h": "<p>", "meta": {"u": "http://a"}, "n": 5}, {"t": "文"}))
    first, second = read(path, Fields(text="t", id="n", url="meta.u"))
    assert first == Row("5", "http://a", "文", None)
    assert isinstance(second, Fault)
    assert read(path, Fields(html="h", text="t"))[0] == Row(None, None, "<p>", "text/html")
    assert read(path, Fields(html="h", text="t"))[1] == Row(None, None, "文", None)


def test_a_blank_text_gives_way_to_one_that_says_something(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        jsonl(
            {"text": "", "html": "<p>页"}, {"text": " \n", "content": "正文"}, {"text": "文", "html": ""}, {"text": ""}
        )
    )
    assert [row[2:4] for row in read(path)] == [("<p>页", "text/html"), ("正文", None), ("文", None), ("", None)]
    assert read(path, Fields(text="text", html="html"))[2] == Row(None, None, "文", None)


def test_fields_go_along_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = ['{"text": "文", "meta": {"lang": "zh", "n": 1}, "坏": "\\udcff"}', '{"text": "字"}']
    path.write_text("\n".join(lines), "utf-8")
    asked = [row.metadata for row in read(path, Fields(kept=("meta.lang", "坏"))) if isinstance(row, Row)]
    assert asked == ['{"meta.lang":"zh","坏":"\\udcff"}', "{}"]
    everything = [row.metadata for row in read(path, Fields(kept=("*",))) if isinstance(row, Row)]
    assert everything == ['{"meta":{"lang":"zh","n":1},"坏":"\\udcff"}', "{}"]


def test_fields_of_parquet_that_json_lacks_go_along_as_strings(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["文"], "day": [date(2026, 1, 28)], "size": [3], "rest": [None]}), path)
    row = read(path, Fields(kept=("day", "size")))[0]
    assert isinstance(row, Row)
    assert row.metadata == '{"day":"2026-01-28","size":3}'
    missing = read(path, Fields(kept=("language",)))[0]
    assert isinstance(missing, Fault)
    assert missing.error == "has no column 'language'; there are: text, day, size, rest"


@pytest.mark.parametrize(("size", "sizes"), [(1000, [1000]), (3 << 20, [1 << 20] * 3), (1 << 30, [32 << 20] * 32)])
def test_a_shard_is_a_sixteenth_of_a_source_within_bounds(size: int, sizes: list[int], tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.truncate(size)
    sources, _ = find_sources([str(tmp_path)])
    assert [shard.size for shard in plan(sources, None, ANY_FIELDS, LONGEST)] == sizes
    with (tmp_path / "b.jsonl").open("wb") as file:
        file.truncate(64 << 20)
    sources, _ = find_sources([str(tmp_path)])
    assert [s.size for s in plan(sources, None, ANY_FIELDS, LONGEST)] == [*sizes, *[4 << 20] * 16]


def test_packed_text_and_pages_are_cut_alike(tmp_path: Path) -> None:
    line = json.dumps({"text": "春天来了，万物复苏。" * 400}, ensure_ascii=False).encode() + b"\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line * 300))
    (tmp_path / "pages").mkdir()
    for number in range(4):
        (tmp_path / "pages" / f"{number}.html").write_bytes(b"<p>" + line * 60)
    sources, _ = find_sources([str(tmp_path)])
    shards = list(plan(sources, None, ANY_FIELDS, 8 << 20))
    assert [len(list(rows(shard, ANY_FIELDS, 8 << 20))) for shard in shards] == [88, 88, 88, 36, 2, 2]


def test_parquet_is_cut_inside_row_groups(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"id": range(1000), "text": [f"第{i}篇" * 20 for i in range(1000)], "other": ["x"] * 1000})
    pq.write_table(table, path, row_group_size=600)
    sources, _ = find_sources([str(path)])
    shards = list(plan(sources, 10_000, ANY_FIELDS, LONGEST))
    assert len(shards) > 3
    found = [row for shard in shards for row in rows(shard, ANY_FIELDS, LONGEST)]
    assert [row.id for row in found if isinstance(row, Row)] == [str(i) for i in range(1000)]


@pytest.mark.parametrize("kind", PACKERS)
def test_parquet_may_be_packed(kind: str, tmp_path: Path) -> None:
    plain, path = tmp_path / "a.parquet", tmp_path / f"b.parquet.{kind}"
    pq.write_table(
        pa.table({"id": list(range(200)), "text": [f"第{n}段" for n in range(200)]}), plain, row_group_size=90
    )
    packed = PACKERS[kind](plain.read_bytes())
    path.write_bytes(packed)
    assert read(path, size=500) == read(plain)
    assert [row.error for row in read(path, Fields(text="body")) if isinstance(row, Fault)] == [
        "has no column 'body'; there are: id, text"
    ]
    path.write_bytes(packed[: len(packed) // 2])
    (fault,) = read(path)
    assert isinstance(fault, Fault)
    assert f"broken {kind} data" in fault.error


def test_a_parquet_file_without_the_column_or_broken_is_one_fault(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1], "title": ["x"]}), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 is not enough PAR1")
    (tmp_path / "c.jsonl").write_bytes(jsonl({"text": "一"}))
    found = read(tmp_path)
    assert [type(each).__name__ for each in found] == ["Fault", "Fault", "Row"]
    first = found[0]
    assert isinstance(first, Fault)
    assert first.error.startswith("has no column of text")
    named = read(tmp_path / "a.parquet", Fields(text="body"))[0]
    assert isinstance(named, Fault)
    assert named.error == "has no column 'body'; there are: id, title"


def record(body: bytes, length: int | None = None, kind: str = "response", uri: str = "http://a.cn/") -> bytes:
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    size = len(body) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Record-ID: <urn:{len(body)}>\r\n"
    return head.encode() + f"Content-Type: {media}\r\nContent-Length: {size}\r\n\r\n".encode() + body + b"\r\n\r\n"


def http(body: bytes, *fields: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html; charset=gbk", *fields, "", ""]).encode() + body


def test_warc_pages_come_with_url_and_type(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    page = "<p>春天</p>".encode("gbk")
    pieces = [
        record(b"software: x", kind="warcinfo"),
        record(http(page)),
        record(http(b"\x89PNG").replace(b"text/html", b"image/png")),
        record(http(b"4\r\n<p>a\r\n4\r\n</p>\r\n0\r\n\r\n", "Transfer-Encoding: chunked")),
        record(http(gzip.compress(page), "Content-Encoding: gzip")),
        record(http(page, "Content-Encoding: gzip")),
        record("春天。".encode(), kind="conversion"),
    ]
    path.write_bytes(b"".join(gzip.compress(piece) for piece in pieces))
    found = read(path)
    assert texts(found) == [page, b"<p>a</p>", page, page, "春天。".encode()]
    first = found[0]
    assert isinstance(first, Row)
    assert first.url == "http://a.cn/"
    assert first.content_type == "text/html; charset=gbk"


@pytest.mark.parametrize("length", [0, 3, 40, 10**9, 10**12])
def test_a_wrong_length_costs_one_warc_record(length: int, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    good = [record(http(b"<p>1</p>")), record(http(b"<p>2</p>")), record(http(b"<p>3</p>"))]
    path.write_bytes(good[0] + record(http(b"<p>bad</p>" * 20), length) + good[1] + b"stray\r\n" + good[2])
    found = read(path)
    assert texts(found) == [b"<p>1</p>", b"<p>2</p>", b"<p>3</p>"]
    assert len(found) == 5


def test_a_warc_without_lengths_or_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    whole = record(http(b"<p>1</p>"))
    path.write_bytes(whole + whole.replace(b"Content-Length", b"Content-Size") + whole + whole[:-30])
    found = read(path)
    assert texts(found) == [b"<p>1</p>"] * 2
    assert next(f.error for f in found if isinstance(f, Fault)) == "record has no length"


def test_a_broken_member_of_gzip_costs_one_warc_record(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    members = [gzip.compress(record(http(b"<p>%d</p>" % i + os.urandom(3000)))) for i in range(5)]
    for at in (0, 2, 300, len(members[2]) // 2, len(members[2]) - 6):
        broken = bytearray(members[2])
        broken[at] ^= 8
        path.write_bytes(b"".join([*members[:2], broken, *members[3:]]))
        found = read(path)
        starts = [bytes(text[:8]) for text in texts(found) if isinstance(text, bytes)]
        assert starts in ([b"<p>%d</p>" % i for i in kept] for kept in ((0, 1, 3, 4), range(5)))  # the checksum alone
        last = found[-1]
        assert isinstance(last, Fault)
        assert "broken gz data" in last.error


@pytest.mark.parametrize(("lines", "behind"), [(30, 1), (20_000, 2)])
def test_what_gzip_unpacked_before_its_checksum_failed_is_read(lines: int, behind: int, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    rows = b"".join(b'{"id": %d, "text": "%s"}\n' % (i, os.urandom(8).hex().encode()) for i in range(lines))
    broken = bytearray(gzip.compress(rows))
    broken[-6] ^= 8
    path.write_bytes(bytes(broken) * behind)
    found = read(path)
    assert len(list(texts(found))) == lines * behind
    assert isinstance(found[-1], Fault)
    assert "incorrect data check" in found[-1].error


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_broken_and_cut_content_of_a_page_is_said(coding: str, tmp_path: Path) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding]
    page = b"<p>%s</p>" % os.urandom(200_000).hex().encode()
    bodies = [pack(page), pack(page)[:100_000], pack(page)[:3] + b"no packing" * 9, pack(b"<p>last</p>")]
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(record(http(body, f"Content-Encoding: {coding}")) for body in bodies))
    found = read(path)
    assert [type(each).__name__ for each in found] == ["Row", "Row", "Fault", "Fault", "Row"]
    kept = texts(found)
    assert (kept[0], kept[2]) == (page, b"<p>last</p>")
    assert page.startswith(bytes(kept[1])) if isinstance(kept[1], bytes) else False
    errors = [fault.error for fault in found if isinstance(fault, Fault)]
    assert f"{coding} content is cut after {len(kept[1])} bytes" in errors[0]
    assert f"broken {coding} content" in errors[1]


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(http(brotli.compress(bytes(200_000_000)), "Content-Encoding: br")))
    assert [each.error[:24] for each in read(path) if isinstance(each, Fault)] == ["content unpacks to over "]


def test_fields_of_a_warc_record_go_along_where_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    missing = http(b"<p>x</p>").replace(b"200 OK", b"404 Not Found")
    path.write_bytes(record(http(b"<p>1</p>", "X-Cache: hit")) + record(missing))
    kept = [row.metadata for row in read(path, Fields(kept=("http-status", "x-cache"))) if isinstance(row, Row)]
    assert [json.loads(each or "") for each in kept] == [
        {"http-status": "200", "x-cache": "hit"},
        {"http-status": "404"},
    ]
    assert [row.metadata for row in read(path) if isinstance(row, Row)] == [None, None]


def test_a_record_that_the_crawler_cut_is_cleaned_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(http(b"<p>1</p>")).replace(b"WARC-Record", b"WARC-Truncated: time\r\nWARC-Record", 1))
    found = read(path)
    assert texts(found) == [b"<p>1</p>"]
    assert [each.error for each in found if isinstance(each, Fault)] == [
        "content was cut by the crawler (time); that part is cleaned"
    ]


def test_ids_that_are_no_text_are_their_json_and_empty_ones_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl(*({"id": value, "text": "一"} for value in ("", {"$oid": "5f"}, True, 7))))
    assert [row.id for row in read(path) if isinstance(row, Row)] == [None, '{"$oid":"5f"}', "true", "7"]


def test_addresses_of_a_warc_are_data_and_nothing_else(tmp_path: Path) -> None:
    from cleaner.batch.run import run_batch
    from cleaner.batch.settings import Settings

    folder = tmp_path / "in"
    folder.mkdir()
    uris = ["http://a.cn/../../x", "file:///etc/passwd", "http://a.cn/\0/CON", "../x", "http://[bad", ""]
    page = "<p>村口的杏花开了，比去年早了整整十天。</p>".encode()
    (folder / "a.warc").write_bytes(b"".join(record(http(page), uri=uri) for uri in uris))
    before = set(tmp_path.rglob("*"))
    for form in ("text", "jsonl"):
        report = run_batch([str(folder)], Settings(out=tmp_path / form, form=form))
        assert report.figures["statuses"] == {"ok": 6}
    made = set(tmp_path.rglob("*")) - before
    assert all({tmp_path / "text", tmp_path / "jsonl"} & {path, *path.parents} for path in made)
    urls = [json.loads(line)["url"] for line in next((tmp_path / "jsonl").glob("part-*")).open(encoding="utf-8")]
    assert urls == [*uris[:5], None]


def test_arc_records(tmp_path: Path) -> None:
    def arc(url: str, body: bytes, length: int | None = None) -> bytes:
        size = len(body) if length is None else length
        return f"{url} 10.0.0.1 20080101000000 text/html {size}\n".encode() + body + b"\n"

    path = tmp_path / "a.arc"
    pages = [http(b"<p>1</p>"), http(b"<p>2</p>"), http(b"<p>3</p>")]
    path.write_bytes(
        arc("filedesc://a.arc", b"1 0 x\n\n")
        + arc("http://a.cn/1", pages[0])
        + arc("http://a.cn/2", pages[1], 7)
        + arc("http://a.cn/3", pages[2])
    )
    found = read(path)
    assert texts(found) == [b"<p>1</p>", b"<p>3</p>"]
    first = found[0]
    assert isinstance(first, Row)
    assert (first.id, first.url) == ("http://a.cn/1 20080101000000", "http://a.cn/1")


@given(
    st.lists(st.sampled_from([b"WARC/1.0\r\n", b"Content-Length: 5\r\n", b"\r\n\r\n", b"12345", b"\n"]), max_size=12)
)
def test_any_bytes_are_read_as_warc(pieces: list[bytes]) -> None:
    def stream() -> Iterator[bytes]:
        yield from pieces

    total = sum(len(r.head) + len(r.content) for r in warc.records(stream(), 1000))
    assert total <= sum(map(len, pieces))


def test_folders_globs_and_urls(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.html").write_text("<p>x</p>")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / ".hidden.txt").write_text("h")
    (tmp_path / "skip").mkdir()
    (tmp_path / "skip" / "s.txt").write_text("s")
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    names = [s.name for s in find_sources([str(tmp_path)], [tmp_path / "skip"])[0]]
    assert names == ["a.txt", "b/x.html"]
    assert [s.name for s in find_sources([str(tmp_path / "*.txt"), str(tmp_path / "a.txt")])[0]] == ["a.txt"]
    url = f"file://{tmp_path}/b"
    assert [s.name for s in find_sources([url])[0]] == ["x.html"]
    sources = find_sources([url])[0]
    assert texts([r for shard in plan(sources, 9, ANY_FIELDS, 99) for r in rows(shard, ANY_FIELDS, 99)]) == [
        b"<p>x</p>"
    ]
    for wrong in ("image.png", "no.txt", "*.none"):
        with pytest.raises(UsageError):
            find_sources([str(tmp_path / wrong)])


def test_pipes_are_passed_over_in_folders_and_refused_by_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "run.jsonl")
    (tmp_path / "a.txt").write_text("a")
    passed = PassedOver()
    for place in (str(tmp_path), str(tmp_path / "*.txt")):
        assert [s.name for s in find_sources([place], (), passed)[0]] == ["a.txt"]
    assert f"{tmp_path / 'pipe.txt'}: a pipe, socket or device; passed over" in passed.notes()
    for path in (tmp_path / "pipe.txt", "/dev/null"):
        with pytest.raises(UsageError, match="a pipe, socket or device"):
            find_sources([str(path)])


def test_the_output_of_another_run_is_passed_over(tmp_path: Path) -> None:
    run = tmp_path / "old" / "run"
    run.mkdir(parents=True)
    (run / "part-00000-00000.jsonl").write_bytes(jsonl({"text": "一"}))
    (run / "run.jsonl").write_bytes(jsonl({"run": 1, "settings": {}}))
    (tmp_path / "run.jsonl").write_bytes(jsonl({"text": "二"}, {"text": "三"}))  # somebody's own, no ledger of a run
    (tmp_path / "a.jsonl").write_bytes(jsonl({"text": "四"}))
    passed = PassedOver()
    assert [s.name for s in find_sources([str(tmp_path)], (), passed)[0]] == ["a.jsonl", "run.jsonl"]
    assert passed.notes() == [f"{run}: the output of another run was passed over; name it to read it"]
    assert [s.name for s in find_sources([str(run)])[0]] == ["part-00000-00000.jsonl"]


@pytest.mark.parametrize(("scheme", "package"), [("s3", "s3fs"), ("https", "aiohttp")])
def test_a_missing_file_system_names_its_package(scheme: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec.core

    def absent(url: str) -> None:
        raise ImportError("Install it")

    monkeypatch.setattr(fsspec.core, "url_to_fs", absent)
    with pytest.raises(MissingExtraError, match=f"^{scheme}://bucket/a: .*pip install {package}$"):
        find_sources([f"{scheme}://bucket/a"])


def test_an_unknown_kind_of_url_is_one_line() -> None:
    with pytest.raises(UsageError, match="nope://a: cannot be read: "):
        find_sources(["nope://a"])


def test_raw_control_characters_and_lists_of_paragraphs_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        b'{"text": "\xe6\x98\xa5\t\xe5\xa4\xa9\x01"}\n' + jsonl({"text": ["一段。", "二段。"]}, {"text": ["一段。", 2]})
    )
    (tmp_path / "b.jsonl").write_bytes('{"text": "春\t天"}\n'.encode("gb18030"))
    found = read(tmp_path)
    assert texts(found) == ["春\t天\x01", "一段。\n二段。", "春\t天".encode("gb18030")]
    assert [row.error for row in found if isinstance(row, Fault)] == ["field 'text' holds a list and no text"]
    pq.write_table(pa.table({"text": [["一段。", "二段。"], None]}), tmp_path / "c.parquet")
    assert texts(read(tmp_path / "c.parquet")) == ["一段。\n二段。"]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_behind_garbage_in_a_warc_the_next_record_is_read(end: bytes, tmp_path: Path) -> None:
    def record(text: bytes) -> bytes:
        head = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: %d\r\n\r\n" % len(text)
        return head + text + b"\r\n\r\n"

    path = tmp_path / "a.warc"
    path.write_bytes(record(b"one") + b"\x8a garbage" * 30 + end + record(b"WARC/1.0 is a format") + record(b"three"))
    found = read(path)
    assert texts(found) == [b"one", b"WARC/1.0 is a format", b"three"]
    assert [row.error for row in found if isinstance(row, Fault)] == ["record has no head where one was expected"]
