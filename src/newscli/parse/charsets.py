"""Bytes to text as the standards order it, by names of charsets that are known to be safe; never fails, knows no document."""

import re
from contextlib import suppress
from typing import Final, Literal

Kind = Literal["xml", "html", "text"]
"""What declares a charset: an XML declaration, a <meta> element, or nothing but the header."""

_BOMS: Final = (
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xff\xfe", "utf-16-le"),
)
# XML 1.0 appendix F.1: how "<?" or "<x" looks without a byte order mark.
_FIRST_BYTES: Final = (
    (re.compile(rb"\x00\x00\x00<"), "utf-32-be"),
    (re.compile(rb"<\x00\x00\x00"), "utf-32-le"),
    (re.compile(rb"\x00<\x00[!?a-zA-Z]"), "utf-16-be"),
    (re.compile(rb"<\x00[!?a-zA-Z]\x00"), "utf-16-le"),
    (re.compile(rb"Lo\xa7\x94"), "cp037"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]{1,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})\s*[\"']")
_META = re.compile(rb"<meta\s[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_META_REACH: Final = 8_192
"""Bytes looked through for <meta>; the standard asks for 1024, pages put scripts before it."""

# Labels of the WHATWG Encoding Standard (section 4.2) and the Python codec for each. What the standard replaces by an error
# (utf-7, hz-gb-2312, iso-2022-kr ...) and Python's codecs that are no charsets (punycode, rot13, zlib ...) are not here.
_CODECS: Final[dict[str, str]] = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8", "unicode"), "utf-8"),
    **dict.fromkeys(("utf-16", "utf-16le", "ucs-2", "iso-10646-ucs-2", "csunicode"), "utf-16-le"),
    **dict.fromkeys(("utf-16be", "unicodefffe"), "utf-16-be"),
    **dict.fromkeys(("utf-32", "utf-32le", "ucs-4"), "utf-32-le"),
    "utf-32be": "utf-32-be",
    **dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "windows-1252",
         "cp1252", "x-cp1252", "cp819", "ibm819", "ansi_x3.4-1968", "iso-ir-100", "iso_8859-1:1987", "csisolatin1"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5", "l5", "windows-1254", "cp1254", "x-cp1254"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "iso8859-11", "tis-620", "windows-874", "dos-874", "cp874"), "cp874"),
    **{f"windows-125{n}": f"cp125{n}" for n in (0, 1, 3, 5, 6, 7, 8)},
    **{f"cp125{n}": f"cp125{n}" for n in (0, 1, 3, 5, 6, 7, 8)},
    **{f"iso{dash}8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16) for dash in ("-", "", "_")},
    "iso-8859-8-i": "iso8859_8", "iso-8859-6-i": "iso8859_6", "latin2": "iso8859_2", "latin-9": "iso8859_15",
    "latin9": "iso8859_15",
    **dict.fromkeys(("koi8-r", "koi8", "koi", "koi8_r"), "koi8_r"),
    **dict.fromkeys(("koi8-u", "koi8-ru"), "koi8_u"),
    **dict.fromkeys(("ibm866", "866", "cp866"), "cp866"),
    **dict.fromkeys(("macintosh", "mac", "x-mac-roman"), "mac_roman"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac_cyrillic"),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "gb18030", "x-gbk", "chinese", "cp936", "windows-936", "gb_2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5", "cp950", "big5hkscs"), "big5hkscs"),
    **dict.fromkeys(("euc-jp", "x-euc-jp", "eucjp", "cseucpkdfmtjapanese"), "euc_jp"),
    **dict.fromkeys(("iso-2022-jp", "csiso2022jp"), "iso2022_jp"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms932", "ms_kanji", "cp932"), "cp932"),
    **dict.fromkeys(("euc-kr", "euckr", "cseuckr", "korean", "ks_c_5601-1987", "ksc5601", "ksc_5601", "ks_c_5601-1989",
                     "windows-949", "cp949", "uhc", "x-windows-949"), "cp949"),
}  # fmt: skip
_SINGLE_BYTE: Final = re.compile(r"cp125\d|iso8859_\d+|cp874|mac_\w+")


# The charsets of languages where nothing names one: HTML 13.2.3.2, step 9, by the document's language, not the reader's.
_BY_LANGUAGE: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("ar", "fa"), ("cp1256",)), "el": ("iso8859_7",), "he": ("cp1255",), "th": ("cp874",), "vi": ("cp1258",),
    **dict.fromkeys(("ba", "be", "bg", "kk", "ky", "mk", "ru", "sr", "tg", "tt", "uk"), ("cp1251",)),
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), ("cp1250",)), **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
    **dict.fromkeys(("az", "ku", "tr"), ("cp1254",)), "ja": ("euc_jp", "cp932"), "ko": ("cp949",), "zh": ("gb18030",),
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-hant"), ("big5hkscs",)),
}  # fmt: skip
_LANGUAGE = re.compile(
    rb"<(?:dc:)?language>\s*(?:<!\[CDATA\[)?\s*([A-Za-z_-]{2,12})|<[A-Za-z][^<>]{0,400}?\s(?:xml:)?lang\s*=\s*[\"']([A-Za-z_-]{2,12})",
    re.IGNORECASE,
)


def decode(data: bytes, *, content_type: str | None = None, kind: Kind = "html") -> str:
    """`data` as text: by its byte order mark, the header, its own declaration, else UTF-8, else as its language is written.

    The order is that of RFC 7303 section 3 for XML and of WHATWG HTML 13.2.3.2 for HTML. Unknown names are passed over; bytes
    that do not fit become U+FFFD. A charset that the bytes refute gives way to the next that all of them fit, a single-byte
    charset, which no bytes refute, to UTF-8 and to a declared charset of several bytes.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    header, declared = header_codec(content_type), declared_codec(data, kind)
    if header is not None and header.startswith(("utf-16", "utf-32")) and kind != "text":
        # The name leaves the order of the bytes open, and servers name it for what is none.
        header = _codec_of_first_bytes(data) or (None if data.lstrip()[:1] == b"<" else header)
    named = header or declared
    text = _fitting(data, named, declared)
    return text if text is not None else _read_damaged(data, named, declared)


def _fitting(data: bytes, named: str | None, declared: str | None) -> str | None:
    """`data` in the first charset that all its bytes fit, of those that bytes can refute."""
    is_weak = named is None or _SINGLE_BYTE.fullmatch(named)
    for codec in ("utf-8", declared) if is_weak else (named, "utf-8", declared):
        if codec is not None and not _SINGLE_BYTE.fullmatch(codec):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                continue
    return None


def header_codec(content_type: str | None) -> str | None:
    """The Python codec of a Content-Type header's charset, None where it names none that is known."""
    found = _HEADER.search(content_type[:1000]) if content_type else None
    return codec_of(found[1]) if found else None


def declared_codec(data: bytes, kind: Kind) -> str | None:
    """The Python codec that a document declares inside itself; one that its own first bytes refute is UTF-8."""
    if kind != "text" and (first := _codec_of_first_bytes(data)):
        return first
    found = None if kind == "text" else _XML_DECLARATION.match(data[:400].lstrip())
    if kind == "html":
        found = _META.search(data[:_META_REACH]) or found
    codec = codec_of(found[1].decode("ascii")) if found else None
    # The declaration could be read byte by byte, so it is no UTF-16 or UTF-32 (HTML 13.2.3.2 says UTF-8 then).
    return "utf-8" if codec is not None and codec.startswith(("utf-16", "utf-32")) else codec


def codec_of(label: str) -> str | None:
    """The Python codec for a charset's name as documents write it; None for names outside the standard."""
    return _CODECS.get(label.strip().lower())


def _codec_of_first_bytes(data: bytes) -> str | None:
    return next((codec for pattern, codec in _FIRST_BYTES if pattern.match(data)), None)


def _read_damaged(data: bytes, named: str | None, declared: str | None) -> str:
    """Bytes that fit nothing: in what is named, or UTF-8 with a few bad bytes, or a single-byte charset."""
    if named is not None and named != "utf-8":
        return data.decode(named, "replace")
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", text))
    if broken * 4 <= beyond_ascii - broken:
        return text
    if declared and _SINGLE_BYTE.fullmatch(declared):
        return data.decode(declared, "replace")
    *firsts, last = _codecs_of_language(data)
    for codec in firsts:
        with suppress(UnicodeDecodeError):
            return data.decode(codec)
    return data.decode(last, "replace")


def _codecs_of_language(data: bytes) -> tuple[str, ...]:
    """The charsets that the document's language is written in where none is named, the last one for good."""
    found = _LANGUAGE.search(data[:_META_REACH])
    tag = (found[1] or found[2]).decode("ascii").lower().replace("_", "-") if found else ""
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0], ("cp1252",))
