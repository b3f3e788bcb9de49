"""Text read in a wrong codec, by the habits of real programs (written from their behaviour, not from the repair)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from cleaner.stages.encoding import cp936

Misread = Callable[[str], str]


def sloppy_1252(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes without a character stay what they are."""
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)


def mixed(data: bytes) -> str:
    """Runs that happen to be valid UTF-8 decoded, every other byte as Latin-1: what some crawlers do to GBK pages."""
    out: list[str] = []
    at = 0
    for valid in re.finditer(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec][\x80-\xbf]{2}", data):
        out += (data[at : valid.start()].decode("latin-1"), valid[0].decode("utf-8"))
        at = valid.end()
    return "".join((*out, data[at:].decode("latin-1")))


def whatwg_gb18030(data: bytes) -> str:
    """GB 18030 as browsers read it (encoding.spec.whatwg.org, gb18030 decoder; four-byte sequences left out)."""
    out: list[str] = []
    at = 0
    while at < len(data):
        lead, trail = data[at], data[at + 1] if at + 1 < len(data) else -1
        at += 1
        if lead < 0x80:
            out.append(chr(lead))
        elif lead == 0x80:
            out.append("€")
        elif lead == 0xFF or trail < 0:
            out.append("\ufffd")
        elif 0x40 <= trail <= 0xFE and trail != 0x7F:
            out.append(bytes((lead, trail)).decode("gb18030"))
            at += 1
        else:
            out.append("\ufffd")
            at += trail >= 0x80
    return "".join(out)


def browser(codec: str, leads: frozenset[int], alone: frozenset[int] = frozenset()) -> Callable[[bytes], str]:
    """A codec of pairs as browsers read it: a refused pair is one mark, and an ASCII byte in it is read again."""

    def read(data: bytes) -> str:
        out: list[str] = []
        at = 0
        while at < len(data):
            lead, trail = data[at], data[at + 1] if at + 1 < len(data) else -1
            if lead < 0x80 or lead in alone:
                out.append(data[at : at + 1].decode(codec))
                at += 1
                continue
            try:
                char = data[at : at + 2].decode(codec) if lead in leads and trail >= 0x40 else ""
            except UnicodeDecodeError:
                char = ""
            out.append(char or "\ufffd")
            at += 2 if char else 1 + (trail >= 0x80 and lead in leads)
        return "".join(out)

    return read


def one_mark_a_pair(mark: str, first: int = 0x81) -> Callable[[bytes], str]:
    """GBK as Java (marks U+FFFD) and ``iconv -c`` (no marks) read it: a pair without a character costs two bytes.

    first: the lowest byte that begins a pair.
    """

    def read(data: bytes) -> str:
        out: list[str] = []
        at = 0
        while at < len(data):
            lead, trail = data[at], data[at + 1] if at + 1 < len(data) else -1
            pair = first <= lead <= 0xFE and 0x40 <= trail <= 0xFE and trail != 0x7F
            char = bytes((lead, trail)).decode("gbk", "ignore") if pair else ""
            out.append(chr(lead) if lead < 0x80 else char[:1] if len(char) == 1 and char > "\x7f" else mark)
            at += 1 + pair
        return "".join(out)

    return read


def euro_gbk(data: bytes) -> str:
    """GBK as programs read it that have a euro sign for byte 80 and mark each byte that they cannot read."""
    return data.decode("gbk", "tests, euro")


def _euro(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "€" if error.object[error.start] == 0x80 else "\ufffd", error.start + 1


codecs.register_error("tests, euro", _euro)


def stripped_java(data: bytes) -> str:
    """GBK as Java has it with private use, which somebody took out: 80 and a last half are marks."""
    return re.sub("[\ue000-\uf8ff]", "", cp936.decode(data).replace("€", "\ufffd").replace("?", "\ufffd"))


def chain(*steps: tuple[str, str]) -> Misread:
    """Each step encodes in one codec and reads in another (``replace`` where it cannot)."""

    def run(text: str) -> str:
        for truth, wrong in steps:
            text = READERS.get(wrong, lambda data, wrong=wrong: data.decode(wrong, "replace"))(text.encode(truth))
        return text

    return run


READERS: dict[str, Callable[[bytes], str]] = {
    "whatwg gb18030": whatwg_gb18030,
    "whatwg big5": browser("big5hkscs", frozenset(range(0x81, 0xFF))),
    "whatwg euc-kr": browser("cp949", frozenset(range(0x81, 0xFF))),
    "whatwg shift-jis": browser(
        "cp932", frozenset((*range(0x81, 0xA0), *range(0xE0, 0xFD))), frozenset((0x80, *range(0xA1, 0xE0)))
    ),
    "java gbk": one_mark_a_pair("\ufffd"),
    "java gbk, private use stripped": stripped_java,
    "gbk, 80 in pairs": one_mark_a_pair("\ufffd", 0x80),
    "gbk, euro": euro_gbk,
    "iconv -c gbk": one_mark_a_pair(""),
    "gbk ignore": lambda data: data.decode("gbk", "ignore"),
    "gb18030 ignore": lambda data: data.decode("gb18030", "ignore"),
    "gbk, marks as ?": lambda data: data.decode("gbk", "replace").replace("\ufffd", "?"),
    "cp936 stripped": lambda data: re.sub("[\ue000-\uf8ff]", "", cp936.decode(data)),
    "cp1252 ignore": lambda data: data.decode("cp1252", "ignore"),
    "cp1252 replace": lambda data: data.decode("cp1252", "replace"),
    "latin-1, no controls": lambda data: re.sub("[\x80-\x9f]", "", data.decode("latin-1")),
    "cp1252, plain spaces": lambda data: sloppy_1252(data).replace("\xa0", " "),
    "cp1252": sloppy_1252,
    "mixed": mixed,
    "cp936": cp936.decode,
    "cp936?": lambda data: re.sub("[\ue000-\uf8ff]", "?", cp936.decode(data)),
}

KINDS: dict[str, tuple[str, Misread]] = {
    "GBK as Latin-1": ("any", chain(("gbk", "latin-1"))),
    "GBK as cp1252": ("any", chain(("gbk", "cp1252"))),
    "Big5 as Latin-1": ("hant", chain(("big5", "latin-1"))),
    "Big5 as cp1252": ("hant", chain(("big5", "cp1252"))),
    "GBK as Latin-1, twice": ("any", chain(("gbk", "latin-1"), ("utf-8", "latin-1"))),
    "Big5 as Latin-1, twice": ("hant", chain(("big5", "latin-1"), ("utf-8", "latin-1"))),
    "GBK, UTF-8 runs decoded": ("any", chain(("gbk", "mixed"))),
    "UTF-8 as cp1252": ("any", chain(("utf-8", "cp1252"))),
    "UTF-8 as cp1252, twice": ("any", chain(("utf-8", "cp1252"), ("utf-8", "cp1252"))),
    "UTF-8 as GBK, private use": ("any", chain(("utf-8", "cp936"))),
    "UTF-8 as GBK, replace": ("any", chain(("utf-8", "gbk"))),
    "UTF-8 as GBK, ?": ("any", chain(("utf-8", "cp936?"))),
    "UTF-8 as GB 18030": ("any", chain(("utf-8", "gb18030"))),
    "UTF-8 as GB 18030, browser": ("any", chain(("utf-8", "whatwg gb18030"))),
    "UTF-8 as GBK, Java": ("any", chain(("utf-8", "java gbk"))),
    "UTF-8 as GBK, Java, private use stripped": ("any", chain(("utf-8", "java gbk, private use stripped"))),
    "UTF-8 as GBK, 80 in pairs": ("any", chain(("utf-8", "gbk, 80 in pairs"))),
    "UTF-8 as GBK, euro sign": ("any", chain(("utf-8", "gbk, euro"))),
    "UTF-8 as GBK, marks as ?": ("any", chain(("utf-8", "gbk, marks as ?"))),
    "UTF-8 as GBK, private use stripped": ("any", chain(("utf-8", "cp936 stripped"))),
    "UTF-8 as GB 18030, ignore": ("any", chain(("utf-8", "gb18030 ignore"))),
    "UTF-8 as GBK, ignore": ("any", chain(("utf-8", "gbk ignore"))),
    "UTF-8 as GBK, iconv -c": ("any", chain(("utf-8", "iconv -c gbk"))),
    "UTF-8 as GBK, twice": ("any", chain(("utf-8", "cp936"), ("utf-8", "cp936"))),
    "UTF-8 as Big5": ("any", chain(("utf-8", "big5"))),
    "UTF-8 as Big5, browser": ("any", chain(("utf-8", "whatwg big5"))),
    "UTF-8 as Shift-JIS": ("any", chain(("utf-8", "cp932"))),
    "UTF-8 as cp1252, ignore": ("any", chain(("utf-8", "cp1252 ignore"))),
    "UTF-8 as cp1252, replace": ("any", chain(("utf-8", "cp1252 replace"))),
    "UTF-8 as cp1252, plain spaces": ("any", chain(("utf-8", "cp1252, plain spaces"))),
    "UTF-8 as Latin-1, no controls": ("any", chain(("utf-8", "latin-1, no controls"))),
    "GBK as cp1252, replace": ("any", chain(("gbk", "cp1252 replace"))),
    "GBK as cp1252, plain spaces": ("any", chain(("gbk", "cp1252, plain spaces"))),
    "UTF-8 as Shift-JIS, browser": ("any", chain(("utf-8", "whatwg shift-jis"))),
    "GBK as EUC-KR": ("hans", chain(("gbk", "cp949"))),
    "GBK as EUC-KR, browser": ("hans", chain(("gbk", "whatwg euc-kr"))),
    "GBK as Shift-JIS": ("hans", chain(("gbk", "cp932"))),
    "UTF-8 as EUC-KR": ("any", chain(("utf-8", "cp949"))),
    "UTF-8 as EUC-KR, browser": ("any", chain(("utf-8", "whatwg euc-kr"))),
    "GBK as code page 437": ("hans", chain(("gbk", "cp437"))),
    "GBK as code page 850": ("hans", chain(("gbk", "cp850"))),
    "GBK as Mac Roman": ("hans", chain(("gbk", "mac-roman"))),
    "GBK as Latin-9": ("hans", chain(("gbk", "iso8859-15"))),
    "Big5 as Latin-9": ("hant", chain(("big5", "iso8859-15"))),
    "UTF-8 as Latin-9": ("any", chain(("utf-8", "iso8859-15"))),
    "GBK as windows-1250": ("hans", chain(("gbk", "cp1250"))),
    "GBK as windows-1251": ("hans", chain(("gbk", "cp1251"))),
    "GBK as KOI8-R": ("hans", chain(("gbk", "koi8-r"))),
    "Big5 as code page 437": ("hant", chain(("big5", "cp437"))),
    "UTF-8 as code page 437": ("any", chain(("utf-8", "cp437"))),
    "UTF-8 as code page 850": ("any", chain(("utf-8", "cp850"))),
    "UTF-8 as Mac Roman": ("any", chain(("utf-8", "mac-roman"))),
    "UTF-8 as windows-1250": ("any", chain(("utf-8", "cp1250"))),
    "UTF-8 as windows-1251": ("any", chain(("utf-8", "cp1251"))),
    "UTF-8 as windows-1253": ("any", chain(("utf-8", "cp1253"))),
    "UTF-8 as windows-1254": ("any", chain(("utf-8", "cp1254"))),
    "UTF-8 as KOI8-R": ("any", chain(("utf-8", "koi8-r"))),
    "GBK as Big5": ("hans", chain(("gbk", "big5"))),
    "GBK as Big5-HKSCS": ("hans", chain(("gbk", "big5hkscs"))),
    "GBK as Big5, browser": ("hans", chain(("gbk", "whatwg big5"))),
    "GBK as code page 950": ("hans", chain(("gbk", "cp950"))),
    "Big5 as GB 18030, browser": ("hant", chain(("big5", "whatwg gb18030"))),
    "Big5 as GBK, private use": ("hant", chain(("big5", "cp936"))),
    "Big5 as GBK, ?": ("hant", chain(("big5", "cp936?"))),
    "Big5 as GBK": ("hant", chain(("big5", "gbk"))),
    "Big5 as GB 18030": ("hant", chain(("big5", "gb18030"))),
}
