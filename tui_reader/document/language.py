"""Which language a text is written in, well enough to choose a sentence splitter's rules; and which scripts are
written without blanks between words.

Scripts are told by their Unicode blocks, languages in Latin letters by their most frequent words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

# Insides of character classes. Han with its iteration marks and numerals, kana, bopomofo.
CJK = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u3096\u3099-\u30ff\u3105-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003fffd"
)
# Thai, Lao, Burmese, Khmer, without their digits and punctuation.
SOUTH_EAST_ASIAN = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u109f\u1780-\u17d3\u17d7"
HANGUL = "\uac00-\ud7a3"

BLANKLESS = re.compile(f"[{CJK}{SOUTH_EAST_ASIAN}]")
"""One character of a script that is written without blanks between words."""

_SAMPLE = 2_000
_LETTERS_ENOUGH = 200

# First code points of blocks in ascending order, each with the language most often written in it.
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0370, "el"), (0x0400, "ru"), (0x0530, "hy"), (0x0590, "he"), (0x0600, "ar"), (0x0700, ""), (0x0750, "ar"),
    (0x0780, ""), (0x08A0, "ar"), (0x0900, "hi"), (0x0980, "bn"), (0x0A00, "pa"), (0x0A80, "gu"), (0x0B00, "or"),
    (0x0B80, "ta"), (0x0C00, "te"), (0x0C80, "kn"), (0x0D00, "ml"), (0x0D80, "si"), (0x0E00, "th"), (0x0E80, "lo"),
    (0x0F00, "bo"), (0x1000, "my"), (0x10A0, "ka"), (0x1100, "ko"), (0x1200, "am"), (0x13A0, ""), (0x1780, "km"),
    (0x1800, ""), (0x1F00, "el"), (0x2000, ""), (0x3005, "zh"), (0x3008, ""), (0x3041, "ja"), (0x3100, "zh"),
    (0x3130, "ko"), (0x3190, ""), (0x31F0, "ja"), (0x3200, ""), (0x3400, "zh"), (0xA000, ""), (0xAC00, "ko"),
    (0xD7B0, ""), (0xF900, "zh"), (0xFB00, ""), (0xFB50, "ar"), (0xFE00, ""), (0xFE70, "ar"), (0xFF00, ""),
    (0xFF66, "ja"), (0xFFA0, "ko"), (0xFFE0, ""), (0x20000, "zh"), (0x3FFFE, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]

# Letters by which a language betrays itself among those that share its script.
_BETRAYED: dict[str, tuple[tuple[str, str], ...]] = {
    "ru": (("uk", "іїєґІЇЄҐ"), ("kk", "әқңғұһӘҚҢҒҰҺ"), ("sr", "ђјљњћџЂЈЉЊЋЏ")),
    "ar": (("ur", "ٹڈڑںےھ"), ("fa", "پچژگکی")),
    "hi": (("mr", "ळ"),),
}

_FREQUENT: dict[str, str] = {
    "en": "the of and to in is that for it was with as on be at by this have from not are but his they an which you",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "fr": "de la le et les des en un du une que est pour qui dans au par sur pas plus avec ce il sont ne se mais ont",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ha este fue son",
    "it": "di e il la che in un a per è una sono del non con della si da al le dei come più nel anche gli alla ha",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao foi das à seu são pela",
    "nl": "de van een het en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit naar worden door",
    "sv": "och att det i en som är på av för med till den har de inte om ett han men var från vid kan så eller",
    "da": "og at det i en er som på af for med til den har de ikke et han men var fra ved kan sig eller blev efter",
    "nb": "og å det i en er som på av for med til den har de ikke et han men var fra ved kan seg eller ble etter",
    "pl": "w i na z do się że nie jest o to jak po co od przez za dla jego oraz ale był już tym tego które są",
    "cs": "a se v na je že to s z do i o k ve pro za by ale si po jako od jsou jeho není která který podle když",
    "fi": "ja on ei että se oli hän ovat joka mutta kun ole mukaan myös kuin sen hänen tai jos niin vain ollut nyt",
    "tr": "ve bir bu da de için ile çok olarak daha olan gibi en sonra kadar ne ama o değil her var olduğu diye",
    "ro": "de și în la a cu pe că din care nu o un este pentru se mai sunt prin sau dar fost lui ale după au fi",
    "hu": "a az és hogy nem is egy ez de volt meg csak már van el mint még azt amely vagy ki után szerint ha kell",
    "id": "yang dan di dengan untuk dari pada dalam ini itu tidak akan ke juga adalah oleh karena ada mereka telah",
    "vi": "của và là có được cho không trong một những với các người đã này khi để đến từ cũng như ra về",
    "ca": "de la i el que a en un els per les amb del una és no al dels com va més seva ha ser però també aquest",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _FREQUENT.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_language)

_BEYOND_LATIN = re.compile(
    "[\u0370-\u1dff\u1f00-\u1fff\u3005-\u9fff\uac00-\ud7ff\uf900-\ufdff\ufe70-\uffdc\U00020000-\U0003fffd]"
)
_LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")


def guess(text: str) -> str:
    """The ISO 639-1 code of the language `text` is most likely written in, "en" when nothing tells.

    Looks at the first 2,000 code points only.
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        beyond = _BEYOND_LATIN.findall(sample)
        # A word takes two or three Han characters, so names in Latin letters soon outnumber them.
        if beyond and len(beyond) * 3 >= len(_LATIN.findall(sample)):
            return _by_script("".join(beyond[:_LETTERS_ENOUGH]))
    return _by_words(sample)


def _by_script(letters: str) -> str:
    counts = Counter(_BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1] for letter in letters)
    del counts[""]
    if not counts:
        return "en"
    if counts["ja"] and counts["ja"] * 12 >= counts["zh"]:
        counts["ja"] += counts["zh"]
    language = max(counts, key=counts.__getitem__)
    for relative, tell_tales in _BETRAYED.get(language, ()):
        if sum(map(letters.count, tell_tales)) * 100 >= counts[language]:
            return relative
    return language


def _by_words(sample: str) -> str:
    words = sample.lower().split()
    counts: dict[str, int] = {}
    for languages in filter(None, map(_LANGUAGES_OF.get, words)):
        for language in languages:
            counts[language] = counts.get(language, 0) + 1
    likeliest = max(counts, key=lambda language: (counts[language], language == "en"), default="en")
    return likeliest if counts.get(likeliest, 0) * 12 >= len(words) else "en"
