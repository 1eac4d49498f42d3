"""When two articles tell the same story: keys that such articles share, and what decides once they share one.

Pure. Keys are cheap and many: they only say where to look. Whether two texts are the same is decided on the texts.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Final

from tui_reader.document.addresses import same_page
from tui_reader.document.terms import UNSPACED, fold

_SEAL: Final = blake2b(digest_size=8)  # copied, which takes less time than to make one
_LOOKED_AT: Final = 12_000  # characters of a text that make keys
_LEAD: Final = 1_200  # the beginning, which a shortened copy keeps
_FROM_LEAD, _FROM_ALL = 2, 2  # sentences that make keys
_SHORTEST, _LONGEST = 50, 600  # characters of a sentence that makes one
_SHORTEST_UNSPACED: Final = 18
_FEWEST_WORDS: Final = 8
# One set of characters first: the search for it is a hundred times as fast as one for alternatives.
_SENTENCE_END = re.compile(r"[.!?…\n。！？](?:(?<=[\n。！？])|[\"'”’»)\]]*\s)\s*")
_WORD = re.compile(r"\w+")
_TYPOGRAPHY: Final = "“”‘’–—…"

_TITLE_WORDS: Final = 4  # a title of fewer words may stand over anything
_TITLE_UNSPACED: Final = 8
_TAIL = re.compile(r"\s+[-–—|·•»:]+\s+(?=\S)")
_HEAD = re.compile(r"^\s*(\S[^:|]{1,28}?)\s*[:|]\s+(?=\S)")
_TAIL_WORDS: Final = 4
_SMALL = frozenset("and for of the in on et de la le les und für von der die das y del".split())  # noqa: SIM905
_GENERIC = frozenset(
    "a an and the of for from on in at to this that"  # noqa: SIM905
    " your our my with you us no new day days week weeks weekly weekend"
    " daily nightly monthly month today tonight tomorrow yesterday morning evening afternoon night year briefing brief"
    " briefs newsletter news digest roundup round up link links linkdump reading list update updates live latest"
    " untitled title issue episode ep podcast edition volume vol number nr part open thread discussion notes note"
    " recap summary summaries headlines headline top stories story photo photos picture pictures video videos gallery"
    " watch listen read more comments comment weather forecast horoscope crossword quiz cartoon obituaries letters"
    " editorial opinion sponsored quote quotes photograph"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sep sept oct nov dec st nd rd th".split()
)

_RUN: Final = 4  # words of a run that two copies share
_COMPARED: Final = 600  # words of a text that are compared
_SHARED_RUNS: Final = 24  # runs that no two texts share by chance, however small a part of them they are
_SAME: Final = 0.5  # part of the shorter text that its copy holds
_CUT: Final = 0.5  # a text this much shorter is one that was cut, and a cut keeps the beginning
_CUT_SLACK: Final = 1.6
_TELLING: Final = 6  # letters from which a word tells what a text is about
_ABOUT: Final = 0.27  # part of the telling words of the shorter text that the other one has too
_FEW_TELLING: Final = 6  # a text of fewer telling words (“Comments”) says nothing against a title


class Kind(IntEnum):
    """What a key was made of; it stands in its last two bits."""

    LINK = 0
    TITLE = 1
    TEXT = 2


_KINDS: Final = tuple(Kind)  # looked up, which takes a tenth of the time that making one does


def kind_of(key: int) -> Kind:
    """What a key was made of."""
    return _KINDS[key & 3]


def keys_of(title: str, text: str, url: str = "", source: str = "") -> list[int]:
    """The keys of an article, at most six, each once: signed 64-bit numbers.

    `source` is the publication's name, which is no part of its titles.
    """
    keys = []
    if link := _link(url):
        keys.append(_key(link, Kind.LINK))
    if plain := plain_title(title, source):
        keys.append(_key(plain, Kind.TITLE))
    keys += [_key(sentence, Kind.TEXT) for sentence in _telling_sentences(text[:_LOOKED_AT])]
    return list(dict.fromkeys(keys))


def _key(value: str, kind: Kind) -> int:
    seal = _SEAL.copy()
    seal.update(value.encode("utf-8", "replace"))
    return int.from_bytes(seal.digest(), "little", signed=True) & ~3 | kind


def _link(url: str) -> str:
    """What the link names; "" for the front page of a site, which is no article."""
    if not url:
        return ""
    page = same_page(url)
    _, slash, rest = page.partition("/")
    return page if (slash and rest) or "?" in page or "#" in page else ""


# -- titles


def plain_title(title: str, source: str = "") -> str:
    """A title as its words, folded, without the name of the publication; "" if it could stand over anything."""
    words = _title_words(title)
    tail = _TAIL.split(title)
    if len(tail) > 1 and _is_name(tail[-1], source):
        words = _long_enough(_title_words(title[: title.rindex(tail[-1])])) or words
    head = _HEAD.match(title) if source and (":" in title or "|" in title) else None
    if head and _fold(head[1]) in _folded_name(source):
        words = _long_enough(_title_words(title[head.end() :])) or words
    words = _long_enough(words)
    if all(word in _GENERIC or word.isdigit() for word in words):
        return ""
    return " ".join(words)


def _title_words(title: str) -> list[str]:
    return fold(title[:400]).split()


def _long_enough(words: list[str]) -> list[str]:
    if len(words) >= _TITLE_WORDS:
        return words
    joined = "".join(words)
    return words if len(joined) >= _TITLE_UNSPACED and UNSPACED.search(joined) else []


def _is_name(tail: str, source: str) -> bool:
    """Whether the end of a title is a publication: the known one, or a few words with capitals."""
    words = tail.split()
    if not 1 <= len(words) <= _TAIL_WORDS:
        return False
    if source and (_fold(tail) in _folded_name(source) or _folded_name(source).strip() in _fold(tail)):
        return True
    return all(word[0].isupper() or word in _SMALL or "." in word[1:-1] for word in words)


def _fold(name: str) -> str:
    return f" {' '.join(fold(name).split())} "


@lru_cache(maxsize=4096)
def _folded_name(source: str) -> str:
    return _fold(source[:100])


# -- texts


def _telling_sentences(text: str) -> list[str]:
    """The longest sentences of the beginning and of the whole, folded: copies share them, also shortened ones."""
    sentences = [each for each in _SENTENCE_END.split(text) if len(each) >= _SHORTEST_UNSPACED]
    if not sentences:
        return []
    at, early = 0, 0
    while early < len(sentences) and at < _LEAD:
        at += len(sentences[early])
        early += 1
    found: dict[str, str] = {}
    for among, wanted in ((sentences[:early], _FROM_LEAD), (sentences, _FROM_LEAD + _FROM_ALL)):
        for sentence in sorted(among, key=len, reverse=True)[: 2 * wanted]:
            if len(found) >= wanted:
                break
            if sentence not in found and (folded := _folded_sentence(sentence)):
                found[sentence] = folded
    return list(found.values())


def _folded_sentence(sentence: str) -> str:
    """The words of a sentence; "" if it is too short to tell anything, or so long that it is none."""
    if len(sentence) > _LONGEST:
        return ""
    if sentence.isascii():
        return _folded_ascii(sentence)
    words = _plain_words(sentence)
    if len(words) >= _FEWEST_WORDS and len(sentence) >= _SHORTEST:
        return " ".join(words)
    whole = "".join(words)
    return whole if len(whole) >= _SHORTEST_UNSPACED and UNSPACED.search(whole) else ""


def _folded_ascii(sentence: str) -> str:
    """The same for a sentence in ASCII, which always has blanks: they tell its words without making them."""
    if len(sentence) < _SHORTEST:
        return ""
    folded = fold(sentence).strip()
    while "  " in folded:
        folded = folded.replace("  ", " ")
    return folded if folded.count(" ") + 1 >= _FEWEST_WORDS else ""


def _plain_words(sentence: str) -> list[str]:
    """The words of a sentence in lower case. Copies have the same accents, and folding those takes longer than all
    the rest."""
    for character in _TYPOGRAPHY:
        sentence = sentence.replace(character, " ")
    return fold(sentence).split() if sentence.isascii() else _WORD.findall(sentence.lower())


class Told:
    """A text ready to be compared with others: its words, worked out once."""

    __slots__ = ("_runs", "words")

    def __init__(self, text: str) -> None:
        self.words = _words(text)
        self._runs: frozenset[tuple[str, ...]] | None = None

    def runs(self, until: int | None = None) -> frozenset[tuple[str, ...]]:
        """The runs of words of the text, or of its first words."""
        if until is not None and until < len(self.words):
            return _runs(self.words[:until])
        if self._runs is None:
            self._runs = _runs(self.words)
        return self._runs

    def telling(self) -> set[str]:
        """The words that tell what the text is about."""
        return {word for word in self.words if len(word) >= _TELLING or UNSPACED.match(word)}


def _words(text: str) -> list[str]:
    folded = fold(text[: _COMPARED * 8])
    if not folded.isascii() and UNSPACED.search(folded):
        folded = UNSPACED.sub(lambda run: f" {' '.join(run[0])} ", folded)
    return list(islice(folded.split(), _COMPARED))


def _runs(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))


def same_text(a: Told, b: Told) -> bool:
    """Whether one text is a copy of the other, shortened or with something added."""
    shorter, longer = sorted((a, b), key=lambda told: len(told.words))
    runs = shorter.runs()
    if len(runs) < _SHARED_RUNS:
        return False
    # What a roundup quotes in its middle is not the roundup's story.
    cut = len(shorter.words) < _CUT * len(longer.words)
    shared = len(runs & longer.runs(int(len(shorter.words) * _CUT_SLACK) if cut else None))
    return shared >= max(_SHARED_RUNS, _SAME * len(runs))


def same_subject(a: Told, b: Told) -> bool:
    """Whether two texts under one title are about the same; what is too short to tell says nothing against it."""
    smaller, larger = sorted((a.telling(), b.telling()), key=len)
    return len(smaller) < _FEW_TELLING or len(smaller & larger) >= _ABOUT * len(smaller)
