"""Names of encodings: what a page calls its encoding, and the codec that reads such pages.

Labels follow the WHATWG Encoding Standard: a page that says ``gb2312`` is read as GB 18030, one that says ``big5`` as
Big5 with the Hong Kong characters; ``iso-8859-1`` and ``ascii`` mean windows-1252.
"""

from __future__ import annotations

import codecs

_GB = ("gb2312", "gbk", "gb18030", "chinese", "csgb2312", "gb_2312-80", "x-gbk", "cp936", "ms936", "euc-cn", "hz")
_BIG5 = ("big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5", "cp950", "big5-tw", "x-windows-950")
_STANDARD = {
    **dict.fromkeys(_GB[:-1], "gb18030"),
    **dict.fromkeys(_BIG5, "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean", "windows-949", "euckr", "ksc5601"), "cp949"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
}
_HEAD = 4096


def codec_of(label: str) -> str | None:
    """The Python codec for the encoding that a page calls ``label``, or ``None`` where there is none."""
    name = label.strip().strip("\"'").lower()
    standard = _STANDARD.get(name) or _STANDARD.get(name.replace("_", "-"))
    try:
        info = codecs.lookup(standard or name)
        "".encode(info.name)
    except (LookupError, ValueError):
        return None
    return _STANDARD.get(info.name, info.name)


def declared(data: bytes) -> str | None:
    """The codec that the first bytes of a page declare, in a ``meta`` element or an XML declaration."""
    from bs4.dammit import EncodingDetector  # costs a fifth of a second, and clean UTF-8 needs none of it

    label = EncodingDetector.find_declared_encoding(data[:_HEAD], is_html=True, search_entire_document=True)
    codec = codec_of(label) if label else None
    return None if codec is None or codec.startswith(("utf-16", "utf-32")) else codec  # such a page shows ASCII
