"""Bytes to text: which encoding they are in, and what text may be kept.

The order is that of browsers where there is one: a byte order mark, a declared charset, UTF-8, a guess, windows-1252.
"""

from __future__ import annotations

import codecs
import re

UNICODE_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARED_WITHIN = 4_096
_DECLARED = re.compile(rb"<(?:meta\b|\?xml\b)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)

# What pages call an encoding, and the superset of it that they are really written in (as browsers read them).
_READ_AS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-2022-jp": "iso2022_jp",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
_NUMBERED = re.compile(r"(?:windows|cp|x-cp)-?(125\d|866)|iso-?8859-(\d{1,2})")
# Every byte means something in these, so that text which is valid UTF-8 was in truth UTF-8.
_ANY_BYTES = re.compile(r"cp12|cp866|cp874|iso8859|koi8|mac")

_GUESSED_FROM = 16_384
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("koi8_r", "iso8859_2", "iso8859_5", "iso8859_6", "cp866", "mac_roman"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
]
# Where the guesser errs on short texts: letters and marks that make up (nearly) all beyond ASCII in text of that codec,
# and the share of such letters among all letters, least and most. Western text comes first, being the likeliest.
_MARKS = "\xa0“”„‘’‚–—…«»€£§©®°·•´"
_CENTRAL = _MARKS + "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽôľĺŕäöőüűÖŐÜŰ"
_TELLING: tuple[tuple[str, str, float, float], ...] = (
    ("cp1252", _MARKS + "¿¡½ªºàâäáãåæçèéêëíîïñóôöøúùûüßœÀÂÄÁÅÆÇÈÉÊÍÎÑÓÔÖØÚÜŒ", 0.0, 0.5),
    ("cp1250", _CENTRAL, 0.0, 0.4),
    ("iso8859_2", _CENTRAL, 0.0, 0.4),
    ("cp1254", _MARKS + "çğıöşüâîûÇĞİÖŞÜ", 0.0, 0.4),
    ("cp1255", _MARKS + "".join(map(chr, range(0x5D0, 0x5EB))), 0.6, 1.0),
)
_NEARLY_ALL = 0.98
# What no word holds when its codec is the right one: a mark between letters, a capital behind a small letter.
_NO_WORD = re.compile(r"[^\W\d_][«»©®°¿¡¾](?=[^\W\d_])|[a-z][ŽÀ-ÖØ-Þ]")
_KANA = re.compile("[\u3041-\u30fc]")

_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\([JI]")

_LINE_ENDS = re.compile("\r\n?")
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, markup: bool = False, charset: str = "") -> str:
    """The text of `data`, as it may be kept (see `storable`); bytes that mean nothing become U+FFFD.

    `charset` is what came with it from elsewhere (a server); `markup` says that a charset declared in a `<meta>` or
    `<?xml` near the start counts too.
    """
    for mark, encoding in UNICODE_MARKS:
        if data.startswith(mark):
            return storable(data[len(mark) :].decode(encoding, "replace"))
    declared = [codec for codec in (codec_of(charset), declared_charset(data) if markup else "") if codec]
    for encoding in _in_order(data, declared):
        try:
            return storable(data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    guessed = guess_charset(data) or next(iter(declared), "cp1252")
    return storable(data.decode(guessed, "replace"))


def _in_order(data: bytes, declared: list[str]) -> list[str]:
    if _ISO_2022_JP.search(data, 0, _DECLARED_WITHIN):
        return ["iso2022_jp", "utf-8"]
    certain = [codec for codec in declared if not _ANY_BYTES.match(codec)]
    return [*certain, "utf-8", *(codec for codec in declared if codec not in certain)]


def declared_charset(data: bytes) -> str:
    """The codec a page asks for near its start, "" if it names none that is known."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return codec_of(found[1].decode("ascii", "replace")) if found else ""


def codec_of(charset: str) -> str:
    """The codec for what a page or server calls an encoding, "" if none is known by that name."""
    name = charset.strip("\"' ").lower()
    if name in _READ_AS:
        return _READ_AS[name]
    numbered = _NUMBERED.fullmatch(name)
    if not numbered:
        return ""
    codec = f"cp{numbered[1]}" if numbered[1] else f"iso8859_{numbered[2]}"
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return ""


def guess_charset(data: bytes) -> str:
    """The codec that makes most sense of text that is not UTF-8, "" if none does. Looks at a sample only."""
    odd = re.search(rb"[\x80-\xff]", data)
    if not odd:
        return ""
    # The sample begins after an ASCII character, so that it cuts no character of several bytes.
    start = max(data.rfind(b"\n", 0, odd.start()), odd.start() - 500, 0)
    sample = data[start : start + _GUESSED_FROM]
    for codec, letters, least, most in _TELLING:
        if _tells(sample.decode(codec, "replace"), letters, least, most):
            return codec
    if _is_japanese(sample.decode("euc_jp", "ignore"), len(sample)):
        return "euc_jp"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    return best.encoding if best else ""


def _tells(text: str, expected: str, least: float, most: float) -> bool:
    if "ã" in text:
        expected += "õ"  # Portuguese; alone it would be a Hungarian ő of another codec
    odd = [character for character in text if character > "\x7f"]
    share = sum(map(str.isalpha, odd)) / max(1, sum(map(str.isalpha, text)))
    known = sum(character in expected for character in odd)
    return known >= _NEARLY_ALL * len(odd) and least <= share <= most and not _NO_WORD.search(text)


def _is_japanese(text: str, size: int) -> bool:
    """Whether most of `size` bytes made sense as EUC-JP, and gave kana in plenty."""
    return len(text.encode("euc_jp")) >= 0.97 * size and len(_KANA.findall(text)) * 8 >= len(text)


def storable(text: str) -> str:
    """`text` as it may be kept: line ends as "\\n", NUL as U+2400, lone surrogates as U+FFFD, all else untouched."""
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    if "\0" in text:
        text = text.replace("\0", "\u2400")
    if not text.isascii():
        try:
            text.encode()  # much faster than looking for surrogates, of which there are hardly ever any
        except UnicodeEncodeError:
            return _SURROGATES.sub("\ufffd", text)
    return text
