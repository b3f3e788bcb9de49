"""Text in the written forms that programs leave behind (written from their behaviour, not from the repair)."""

from __future__ import annotations

import base64
import json
import quopri
from collections.abc import Callable
from urllib.parse import quote, quote_plus

Write = Callable[[str], str]


def each(form: str, ascii_too: bool = True) -> Write:
    return lambda text: "".join(form.format(ord(c)) if ascii_too or c > "\x7f" else c for c in text)


def octal(text: str) -> str:
    """The way in which git prints names of files."""
    return "".join(f"\\{byte:03o}" if byte > 0x7F else chr(byte) for byte in text.encode())


def escape(text: str) -> str:
    """``escape`` of JavaScript."""
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@*_+-./"
    return "".join(c if c in plain else f"%u{ord(c):04X}" if c > "\xff" else f"%{ord(c):02X}" for c in text)


def printed(codec: str) -> Write:
    return lambda text: repr(text.encode(codec))[2:-1]


def word(text: str, codec: str = "gb2312") -> str:
    return f"=?{codec}?B?{base64.b64encode(text.encode(codec)).decode()}?="


WAYS: dict[str, Write] = {
    "decimal reference": each("&#{};"),
    "hexadecimal reference": each("&#x{:x};"),
    "capital reference": each("&#X{:X};"),
    "escaped twice": each("&amp;#x{:x};"),
    "without ampersand": each("#x{:x};"),
    "backslash u": each("\\u{:04x}", False),
    "two backslashes": each("\\\\u{:04X}", False),
    "eight digits": each("\\U{:08x}", False),
    "braces": each("\\x{{{:x}}}", False),
    "JavaScript escape": escape,
    "percent": quote,
    "percent, GBK": lambda text: quote(text, encoding="gbk"),
    "byte string": printed("utf-8"),
    "byte string, GBK": printed("gbk"),
    "octal": octal,
    "quoted-printable": lambda text: quopri.encodestring(text.encode()).decode(),
    "quoted-printable, GBK": lambda text: quopri.encodestring(text.encode("gbk")).decode(),
    "UTF-7": lambda text: text.encode("utf-7").decode(),
    "encoded word": word,
    "HZ": lambda text: text.encode("hz").decode("ascii"),
    "JSON": lambda text: json.dumps(text)[1:-1],
    "unicode_escape": lambda text: text.encode("unicode_escape").decode(),
    "address": quote_plus,
}
