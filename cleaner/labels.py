"""Names of encodings: what a page calls its encoding, and the codec that reads such pages.

Labels follow the WHATWG Encoding Standard: a page that says ``gb2312`` is read as GB 18030, one that says ``big5`` as
Big5 with the Hong Kong characters; ``iso-8859-1`` and ``ascii`` mean windows-1252. Added to its labels are those of
EUC-TW, which the standard leaves out, and Python's own names.
"""

from __future__ import annotations

import codecs

EUC_TW = "euc_tw"  # Python has no such codec: see ``cleaner.euctw``
ISO_2022_CN = "iso2022_cn"  # nor this: see ``cleaner.iso2022cn``
_MAIL = frozenset(("iso-2022-cn", "iso2022-cn", "iso_2022_cn", ISO_2022_CN))
# Codec of Python: labels that Python does not know, or knows as something smaller.
_STANDARD = {
    label: codec
    for codec, labels in {
        "gb18030": "gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936 ms936 936 "
        "euc-cn euccn windows-936",
        "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 ms950 950 big5-tw x-windows-950 windows-950",
        EUC_TW: "euc-tw euctw x-euc-tw cns11643",
        "cp932": "shift_jis shift-jis sjis x-sjis csshiftjis ms932 ms_kanji windows-31j",
        "euc_jp": "x-euc-jp cseucpkdfmtjapanese",
        "cp949": "euc-kr euckr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 csksc56011987 iso-ir-149 "
        "windows-949",
        "cp1252": "iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 latin1 latin-1 l1 csisolatin1 iso-ir-100 "
        "cp819 ibm819 ascii us-ascii ansi_x3.4-1968 x-cp1252",
        "cp1254": "iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 latin5 l5 csisolatin5 iso-ir-148 x-cp1254",
        "cp874": "tis-620 iso-8859-11 iso8859-11 iso885911 windows-874 dos-874",
        "cp1250": "x-cp1250",
        "cp1251": "x-cp1251",
        "cp1253": "x-cp1253",
        "cp1255": "x-cp1255",
        "cp1256": "x-cp1256",
        "cp1257": "x-cp1257",
        "cp1258": "x-cp1258",
        "cp866": "csibm866",
        "iso8859-15": "csisolatin9",
        "iso8859-6": "iso-8859-6-e iso-8859-6-i csiso88596e csiso88596i",
        "iso8859-7": "sun_eu_greek",
        "iso8859-8": "iso-8859-8-e iso-8859-8-i csiso88598e csiso88598i visual logical",
        "koi8-r": "koi koi8 cskoi8r",
        "koi8-u": "koi8-ru",
        "mac-roman": "mac csmacintosh x-mac-roman",
        "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
        "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff",
        "utf-16-be": "unicodefffe",
    }.items()
    for label in labels.split()
} | {f"iso8859{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15)}
_HEAD = 4096


def codec_of(label: str) -> str | None:
    """The codec for the encoding that a page calls ``label``, as Python names it; ``None`` where there is none."""
    name = label.strip().strip("\"'").lower()
    standard = _STANDARD.get(name) or _STANDARD.get(name.replace("_", "-"))
    if EUC_TW in (standard, name):
        return EUC_TW
    if name in _MAIL:
        return ISO_2022_CN
    try:
        info = codecs.lookup(standard or name)
        "".encode(info.name)
        b"\xff".decode(info.name, "replace")  # not an encoding of texts if this fails (idna, punycode)
    except (LookupError, ValueError):
        return None
    return _STANDARD.get(info.name, info.name)


def of_content_type(value: str) -> str | None:
    """The codec that a ``Content-Type`` header names, if it does."""
    label = value.lower().partition("charset=")[2].partition(";")[0]
    return codec_of(label) if label.strip() else None


def declared(data: bytes) -> str | None:
    """The codec that the first bytes of a page declare, in a ``meta`` element or an XML declaration."""
    if b"charset" not in (head := data[:_HEAD].lower()) and b"encoding" not in head:
        return None
    from bs4.dammit import EncodingDetector  # costs a fifth of a second, and clean UTF-8 needs none of it

    label = EncodingDetector.find_declared_encoding(data[:_HEAD], is_html=True, search_entire_document=True)
    codec = codec_of(label) if label else None
    return None if codec is None or codec.startswith(("utf-16", "utf-32")) else codec  # such a page shows ASCII
