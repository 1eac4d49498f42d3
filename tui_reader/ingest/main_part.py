"""Which part of a page's tree is its article: what the extractor found, and what it lost of it.

The extractor gives back text; which stretches of the page it took is told by the words. They show where in the tree
the article stands. What it passed over between them (a list, code, a caption, a lead) is kept, unless it looks like
what stands around articles. So nothing is lost inside an article, and all of it keeps its mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tui_reader.ingest.stretches import HEADINGS, HIDDEN, LISTS, Stretch, Stretches, stretches_of, words_of

_GRAM = 4
_ENOUGH_GRAMS = 0.5
_NEARLY_ALL = 0.9
# Behind a sentence, in any script.
_ENDS = re.compile(r"[.!?…:;。！？．۔؟।]['\"”’»)\]]?\Z")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = re.compile(r"[a-z]+")
# Elements named so (in class, id or role) are never part of an article, if they are not most of the page.
_NEVER = frozenset(
    (
        "comments", "commentlist", "disqus", "respond", "sharing", "sharedaddy", "addthis", "addtoany", "cookie",
        "cookies", "gdpr", "outbrain", "taboola", "breadcrumb", "breadcrumbs", "navigation", "navbar", "pagination",
        "newsletter", "jp-relatedposts", "relatedposts", "recirc", "masthead", "contentinfo", "search", "noprint",
        "printfooter", "advertisement", "alertdialog", "dialog", "sronly", "screenreadertext", "visuallyhidden",
    )
)  # fmt: skip
# Nor are these, where the extractor passed them over too.
_SELDOM = _NEVER | frozenset(
    (
        "comment", "related", "recommended", "recommendations", "share", "social", "promo", "teaser", "subscribe",
        "subscription", "signup", "login", "consent", "advert", "adverts", "ad", "ads", "sponsor", "sponsored",
        "banner", "sidebar", "widget", "nav", "menu", "footer", "tags", "byline", "author", "bio", "meta", "trending",
        "popular", "print", "toolbar", "rating", "timestamp", "dateline", "date", "follow", "popup", "modal", "tooltip",
        "complementary", "credits", "copyright", "disclaimer", "edit", "editsection", "navbox", "hidden",
    )
)  # fmt: skip
_PAIRS = frozenset(
    (
        ("related", "posts"), ("related", "articles"), ("related", "stories"), ("related", "links"), ("read", "next"),
        ("also", "like"), ("most", "read"), ("most", "popular"), ("more", "stories"), ("more", "news"),
        ("comment", "list"), ("comment", "section"), ("comment", "form"), ("share", "buttons"), ("social", "share"),
        ("share", "bar"), ("social", "links"), ("sr", "only"), ("visually", "hidden"), ("reader", "text"),
        ("cookie", "banner"), ("post", "navigation"), ("skip", "link"), ("tag", "cloud"), ("share", "tools"),
    )
)  # fmt: skip
_ASIDE = ("aside", "footer", "nav", "form")
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PART_OF_TEXT = ("figcaption", "caption", "blockquote", "pre", "li", "dd", "dt", "td", "th", *LISTS, "table", *HEADINGS)


def without_surroundings(tree: Any) -> None:
    """Take out of a tree what nobody sees, and what is named so that it can be no article. What holds most of the
    page's text is left, whatever it is called."""
    sizes = _sizes(tree)
    most = sizes[tree] // 3
    for element in [element for element in sizes if element is not tree and sizes[element] <= most]:
        if _is_out(element) and element.getparent() is not None:
            _take_out(element)


def _sizes(tree: Any) -> dict[Any, int]:
    """The elements of a tree, inner ones first, with the lengths of their texts."""
    sizes: dict[Any, int] = {}
    for element in reversed([element for element in tree.iter() if isinstance(element.tag, str)]):
        own = 0 if element.tag in HIDDEN else len(element.text or "")
        sizes[element] = own + sum(sizes.get(child, 0) + len(child.tail or "") for child in element)
    return sizes


def _is_out(element: Any) -> bool:
    if element.tag in ("nav", "dialog", "noscript", "template") or element.get("hidden") is not None:
        return True
    if element.tag in ("html", "body", "main", "article", "a", "img", "input", "time"):
        return False
    if _UNSEEN.search(element.get("style") or ""):
        return True
    return _is_named(element, _NEVER)


def _take_out(element: Any) -> None:
    """Remove an element, not the text behind it."""
    parent = element.getparent()
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = f"{parent.text or ''} {element.tail}"
        else:
            previous.tail = f"{previous.tail or ''} {element.tail}"
        element.tail = None
    parent.remove(element)


def _is_named(element: Any, names: frozenset[str]) -> bool:
    for attribute in ("class", "id", "role"):
        value = element.get(attribute)
        if not value:
            continue
        parts = _NAMES.findall(_CAMEL.sub("-", value[:300]).lower())
        if not names.isdisjoint(parts) or not _PAIRS.isdisjoint(zip(parts, parts[1:], strict=False)):
            return True
    return False


def keep_article(tree: Any, extracted: str) -> bool:
    """Leave of a tree's text only the article, of which the extractor found `extracted`; False, and the tree as it was,
    if that is nothing or does not stand in the tree."""
    found = stretches_of(tree)
    grams, lines = _grams_of_lines(extracted)
    for stretch in found.all:
        stretch.kept = _was_extracted(stretch, grams, lines)
    total = sum(len(stretch.words) for stretch in found.all if stretch.kept)
    if not total:
        return False
    container = _container(tree, found, total)
    _keep_what_was_lost(found, container)
    _drop_empty_headings(found.all)
    _clear(found, container)
    return True


def _grams_of_lines(text: str) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    grams: set[tuple[str, ...]] = set()
    lines: set[tuple[str, ...]] = set()
    for line in text.split("\n"):
        words = words_of(line)
        lines.add(tuple(words))
        grams.update(_grams(words))
    return grams, lines


def _grams(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_GRAM)), strict=False)


def _was_extracted(stretch: Stretch, grams: set[tuple[str, ...]], lines: set[tuple[str, ...]]) -> bool:
    if len(stretch.words) < _GRAM:
        return tuple(stretch.words) in lines
    own = list(_grams(stretch.words))
    return sum(gram in grams for gram in own) >= _ENOUGH_GRAMS * len(own)


def _container(tree: Any, found: Stretches, total: int) -> Any:
    """The smallest element that holds nearly all that was extracted."""
    held: dict[Any, int] = {}
    for stretch in found.all:
        if stretch.kept:
            for element in (stretch.element, *stretch.element.iterancestors()):
                held[element] = held.get(element, 0) + len(stretch.words)
    container = tree
    while True:
        inner = next((child for child in container if held.get(child, 0) >= _NEARLY_ALL * total), None)
        if inner is None or inner.tag in ("p", "li", *HEADINGS):
            return container
        container = inner


def _keep_what_was_lost(found: Stretches, container: Any) -> None:
    """Keep what may be part of the article between what was extracted, and prose right before and behind it."""
    within = set(container.iter())
    around = _Around(container)
    inside = [stretch for stretch in found.all if stretch.element in within]
    places = [at for at, stretch in enumerate(inside) if stretch.kept]
    beside = {element for at in places for element in (inside[at].element, inside[at].element.getparent())}
    for at, stretch in enumerate(inside):
        if stretch.kept or around.holds(stretch.element):
            continue
        if places[0] < at < places[-1]:
            stretch.kept = _may_be_part(stretch)
        else:
            is_beside = stretch.element in beside or stretch.element.getparent() in beside
            stretch.kept = is_beside and _is_prose(stretch)


class _Around:
    """Tells what stands in something that stands around articles, up to the container of one."""

    def __init__(self, container: Any) -> None:
        self._known: dict[Any, bool] = {container: False}

    def holds(self, element: Any) -> bool:
        """Whether `element` does."""
        path = []
        while element not in self._known:
            path.append(element)
            element = element.getparent()
        verdict = self._known[element]
        for inner in reversed(path):
            verdict = verdict or inner.tag in _ASIDE or _is_named(inner, _SELDOM)
            self._known[inner] = verdict
        return verdict


def _may_be_part(stretch: Stretch) -> bool:
    """Whether something between two parts of an article may be one: anything but links and odd words."""
    if stretch.link_share > 0.5:
        return False
    return len(stretch.words) >= 6 or stretch.element.tag in _PART_OF_TEXT or _ENDS.search(stretch.ends) is not None


def _is_prose(stretch: Stretch) -> bool:
    """Whether something is written in sentences."""
    return len(stretch.words) >= 10 and stretch.link_share < 0.25 and _ENDS.search(stretch.ends) is not None


def _drop_empty_headings(stretches: Iterable[Stretch]) -> None:
    """Drop headings at the end, behind which nothing is kept."""
    for stretch in reversed([stretch for stretch in stretches if stretch.kept]):
        if not stretch.is_heading:
            return
        stretch.kept = False


def _clear(found: Stretches, container: Any) -> None:
    kept = [at for at, stretch in enumerate(found.all) if stretch.kept]
    if not kept:
        return
    within = set(container.iter())
    for element, before in found.others:
        if element not in within or not kept[0] <= before <= kept[-1] + (element.tag == "img"):
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
