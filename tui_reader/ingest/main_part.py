"""Which part of a page's tree is its article: what the extractor found, and what it lost of it.

The extractor gives back text; which stretches of the page it took is told by the words. They show where in the tree
the article stands. What it passed over between them (a list, code, a caption, a lead) is kept, unless it looks like
what stands around articles. So nothing is lost inside an article, and all of it keeps its mark-up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tui_reader.ingest.dates import parse_date
from tui_reader.ingest.stretches import HEADINGS, LISTS, Stretch, Stretches, stretches_of, words_of
from tui_reader.ingest.surroundings import Around, announces_comments, announces_others, is_lead

_GRAM = 4
_ENOUGH_GRAMS = 0.5
_NEARLY_ALL = 0.9
_FEW_WORDS = 15
_MOSTLY_LINKS = 0.7
# So many stretches are looked at from an end.
_EDGE = 10
# So many paragraphs behind an end of the article, what looks like a date or a name is a part of it.
_SURE_PARAGRAPHS = 2
# Behind a sentence, in any script.
_ENDS = re.compile(r"[.!?…:;。！？．۔؟।]['\"”’»)\]]?\Z")
_DATED = re.compile(
    r"(?:posted|published|written|(?:last )?updated|created|modified|veröffentlicht|erstellt|geschrieben|publié"
    r"|publicado|pubblicato|geplaatst|opublikowano)\b(?:\s+(?:by|on|in|at|am|von|um|le|par|el|por|il|da|door|op)\b|.{0,60}\d)",
    re.IGNORECASE,
)
_PART_OF_TEXT = ("figcaption", "caption", "blockquote", "pre", "li", "dd", "dt", "td", "th", *LISTS, "table", *HEADINGS)
_SET_APART = ("pre", "blockquote", "table", *LISTS)


def keep_article(tree: Any, extracted: str, title: str = "") -> bool:
    """Leave of a tree's text only the article called `title`, of which the extractor found `extracted`. False, and the
    tree as it was, if that is nothing.

    Where the extractor found next to nothing, what is written in sentences counts as found.
    """
    found = stretches_of(tree)
    grams, lines = _grams_of_lines(extracted)
    for stretch in found.all:
        stretch.kept = _was_extracted(stretch, grams, lines)
    total = _words_in(stretch for stretch in found.all if stretch.kept)
    prose = [stretch for stretch in found.all if _is_prose(stretch)]
    if total < _FEW_WORDS and _words_in(prose) > 2 * total:
        for stretch in prose:
            stretch.kept = True
        total = _words_in(stretch for stretch in found.all if stretch.kept)
    if not total:
        return False
    held = _held(found.all)
    container = _container(tree, held, total)
    within = set(container.iter())
    around = Around(element for element, words in held.items() if 3 * words >= total)
    inside = [stretch for stretch in found.all if stretch.element in within]
    _drop_strays(found.all, within)
    _drop_teasers(inside, total)
    _keep_what_was_lost(inside, around)
    _keep_lead(found.all, container)
    _drop_endings(found.all)
    _begin_at_title([stretch for stretch in found.all if stretch.kept], title)
    _drop_edges([stretch for stretch in found.all if stretch.kept], around)
    _clear(found, within)
    return True


def _words_in(stretches: Iterable[Stretch]) -> int:
    return sum(len(stretch.words) for stretch in stretches)


def _grams_of_lines(text: str) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Each four words in a row of a text, also across its lines, and each line as its words."""
    lines = [tuple(words_of(line)) for line in text.split("\n")]
    return set(_grams([word for line in lines for word in line])), set(lines)


def _grams(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_GRAM)), strict=False)


def _was_extracted(stretch: Stretch, grams: set[tuple[str, ...]], lines: set[tuple[str, ...]]) -> bool:
    if len(stretch.words) < _GRAM:
        return tuple(stretch.words) in lines
    own = list(_grams(stretch.words))
    return sum(gram in grams for gram in own) >= _ENOUGH_GRAMS * len(own)


def _held(stretches: Iterable[Stretch]) -> dict[Any, int]:
    """How many of the kept words each element holds."""
    held: dict[Any, int] = defaultdict(int)
    for stretch in stretches:
        if stretch.kept:
            for element in (stretch.element, *stretch.element.iterancestors()):
                held[element] += len(stretch.words)
    return held


def _container(tree: Any, held: dict[Any, int], total: int) -> Any:
    """The smallest element that holds nearly all that was extracted."""
    container = tree
    while True:
        inner = next((child for child in container if held.get(child, 0) >= _NEARLY_ALL * total), None)
        if inner is None or inner.tag in ("p", "li", *HEADINGS):
            return container
        container = inner


def _drop_strays(stretches: Iterable[Stretch], within: set[Any]) -> None:
    """Drop what was found far from the rest, if it is not written in sentences."""
    for stretch in stretches:
        if stretch.kept and stretch.element not in within:
            stretch.kept = _is_prose(stretch) or stretch.is_heading


def _drop_teasers(inside: Sequence[Stretch], total: int) -> None:
    """Drop boxes in a row that each begin with a heading that leads away, if they are no more than a third of all: then
    they are not the page itself."""
    boxes: dict[Any, set[Any]] = defaultdict(set)
    within: dict[Any, list[Stretch]] = defaultdict(list)
    for stretch in inside:
        box = stretch.element.getparent()
        for element in {stretch.element, box}:
            within[element].append(stretch)
        if stretch.is_heading and stretch.link_share > _MOSTLY_LINKS:
            boxes[box.getparent()].add(box)
    for row in boxes.values():
        teasers = [stretch for box in row for stretch in within[box]]
        if len(row) > 1 and 3 * _words_in(stretch for stretch in teasers if stretch.kept) < total:
            for stretch in teasers:
                stretch.kept = False


def _keep_what_was_lost(inside: Sequence[Stretch], around: Around) -> None:
    """Keep what may be part of the article between what was extracted, and what is right before and behind it."""
    places = [at for at, stretch in enumerate(inside) if stretch.kept]
    same = {inside[at].element for at in places}
    beside = same | {inside[at].element.getparent() for at in places}
    for at, stretch in enumerate(inside):
        if stretch.kept or around.holds(stretch.element):
            continue
        if places and places[0] < at < places[-1]:
            stretch.kept = _may_be_part(stretch)
        elif _is_caption(stretch):
            stretch.kept = True
        elif stretch.element in same:
            stretch.kept = stretch.link_share <= 0.5
        elif stretch.element in beside or stretch.element.getparent() in beside:
            stretch.kept = _is_prose(stretch) or (stretch.element.tag in _SET_APART and stretch.link_share < 0.25)


def _keep_lead(stretches: Iterable[Stretch], container: Any) -> None:
    """Keep a lead that stands before the article's text, in what holds both."""
    holder = next((element for element in container.iterancestors("article", "main")), container.getparent())
    for stretch in stretches:
        if stretch.element is container or container in stretch.element.iterancestors():
            return
        if is_lead(stretch.element) and _is_prose(stretch) and holder in stretch.element.iterancestors():
            stretch.kept = True


def _drop_endings(stretches: Sequence[Stretch]) -> None:
    """Drop comments, and boxes that offer other articles, behind a line that announces them.

    A line that stands among the paragraphs of the article is a part of it, whatever it says.
    """
    total = _words_in(stretch for stretch in stretches if stretch.kept)
    passed = boxes = 0
    paragraphs: dict[Any, int] = defaultdict(int)
    for at, stretch in enumerate(stretches):
        parent = stretch.element.getparent()
        if stretch.kept:
            passed += len(stretch.words)
            paragraphs[parent] += _is_prose(stretch)
        if len(stretch.words) > _FEW_WORDS // 2 or 2 * passed < total or paragraphs[parent] > 1:
            continue
        if announces_comments(stretch.text):
            for other in stretches[at:]:
                other.kept = False
            return
        if boxes < _EDGE and announces_others(stretch.text):
            boxes += 1
            boxed = [other for other in stretches[at:] if parent in (other.element, *other.element.iterancestors())]
            if 3 * _words_in(other for other in boxed if other.kept) < total:
                for other in boxed:
                    other.kept = False


def _begin_at_title(kept: Sequence[Stretch], title: str) -> None:
    """Drop the line that says the title, and what stands before: the name of the site, of a section, a date."""
    named = [stretch for stretch in kept[:_EDGE] if stretch.says(title)]
    begin = next((stretch for stretch in named if stretch.is_heading), kept[0] if kept[:1] == named[:1] else None)
    for stretch in kept if begin is not None else ():
        stretch.kept = stretch is not begin and (_is_prose(stretch) or _is_caption(stretch))
        if stretch is begin:
            return


def _drop_edges(kept: Sequence[Stretch], around: Around) -> None:
    """Drop dates, names, links and headings without text at either end of the article."""
    for edge in (kept, kept[::-1]):
        paragraphs = 0
        for stretch in edge[:_EDGE]:
            if paragraphs == _SURE_PARAGRAPHS:
                break
            if _is_trimming(stretch, around):
                stretch.kept = False
            elif not stretch.is_heading and (len(stretch.words) > _FEW_WORDS or _is_prose(stretch)):
                paragraphs += 1
    for stretch in reversed(kept):
        if stretch.kept and not stretch.is_heading:
            return
        stretch.kept = False


def _is_trimming(stretch: Stretch, around: Around) -> bool:
    if stretch.is_heading:
        return _is_dateline(stretch)
    if stretch.element.tag == "li" or _is_caption(stretch):
        return False
    if len(stretch.words) <= 2 * _FEW_WORDS and stretch.link_share > _MOSTLY_LINKS:
        return True
    if len(stretch.words) > _FEW_WORDS:
        return False
    return around.holds(stretch.element) or _is_dateline(stretch)


def _is_dateline(stretch: Stretch) -> bool:
    text = stretch.text
    numbers = sum(word.isdecimal() for word in stretch.words)
    return (
        bool(parse_date(text)) or (2 * numbers >= len(stretch.words) and numbers > 1) or _DATED.match(text) is not None
    )


def _is_caption(stretch: Stretch) -> bool:
    element = stretch.element
    return element.tag == "figcaption" or next(element.iterancestors("figcaption"), None) is not None


def _may_be_part(stretch: Stretch) -> bool:
    """Whether something between two parts of an article may be one: anything but links and odd words."""
    if stretch.link_share > 0.5:
        return False
    return len(stretch.words) >= 6 or stretch.element.tag in _PART_OF_TEXT or _ENDS.search(stretch.ends) is not None


def _is_prose(stretch: Stretch) -> bool:
    """Whether something is written in sentences."""
    return len(stretch.words) >= 10 and stretch.link_share < 0.25 and _ENDS.search(stretch.ends) is not None


def _clear(found: Stretches, within: set[Any]) -> None:
    """Empty what is not kept; pictures and rules go with the text around them."""
    kept = [at for at, stretch in enumerate(found.all) if stretch.kept]
    first, last = (kept[0], kept[-1]) if kept else (0, -1)
    with_text = _holders(found.all)
    with_kept = _holders(stretch for stretch in found.all if stretch.kept)
    for element, before in found.others:
        holder = next((parent for parent in element.iterancestors() if parent in with_text), None)
        near = first <= before <= last + (element.tag == "img")
        if element not in within or holder not in with_kept or not near:
            element.attrib.clear()
            element.tag = "wbr"
    for stretch in found.all:
        if stretch.kept:
            continue
        for element, behind in stretch.texts:
            if behind:
                element.tail = " "
            else:
                element.text = None


def _holders(stretches: Iterable[Stretch]) -> set[Any]:
    holders: set[Any] = set()
    for stretch in stretches:
        for element in (stretch.element, *stretch.element.iterancestors()):
            if element in holders:
                break
            holders.add(element)
    return holders
