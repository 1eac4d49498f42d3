"""What stands around articles in pages (menus, comments, share buttons, teasers), told by elements and their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from tui_reader.ingest.stretches import BLOCKS, HIDDEN

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = re.compile(r"[a-z]+")
_LONGEST_NAME = 300
# Elements named so (in class, id or role) are never part of an article, if they are not most of the page.
_NEVER = frozenset(
    (
        "comments", "commentlist", "disqus", "respond", "sharing", "sharedaddy", "addthis", "addtoany", "cookie",
        "cookies", "gdpr", "outbrain", "taboola", "breadcrumb", "breadcrumbs", "navigation", "navbar", "pagination",
        "newsletter", "relatedposts", "recirc", "masthead", "contentinfo", "search", "noprint", "printfooter",
        "advertisement", "editsection", "alertdialog", "dialog", "sronly", "screenreadertext", "visuallyhidden",
    )
)  # fmt: skip
# Nor are these, where the extractor passed them over too, or they stand at an end of the article.
_SELDOM = _NEVER | frozenset(
    (
        "comment", "related", "recommended", "recommendations", "share", "social", "promo", "teaser", "subscribe",
        "subscription", "signup", "login", "consent", "advert", "adverts", "ad", "ads", "sponsor", "sponsored",
        "banner", "sidebar", "widget", "nav", "menu", "footer", "tags", "topics", "byline", "author", "bio", "meta",
        "trending", "popular", "print", "toolbar", "rating", "timestamp", "dateline", "date", "follow", "popup",
        "modal", "tooltip", "complementary", "credits", "copyright", "disclaimer", "edit", "navbox",
        "hidden",
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
_LEAD = frozenset(
    ("lead", "lede", "chapo", "standfirst", "subtitle", "subheadline", "subheading", "dek", "deck", "intro", "abstract")
)
# Lines that announce what comes behind an article, in the languages most pages are in; a number may stand with them.
_COMMENTS = (
    "comments?", "kommentare?", "commentaires?", "comentarios?", "commenti", "reacties", "komentarze",
    "kommentarer", "комментарии", "评论", "評論", "コメント", "댓글", "reader comments",
    "(?:leave|post|add|write)s? (?:a|your) (?:comment|reply)", "leave a reply", "join the (?:discussion|conversation)",
    "(?:einen )?kommentar (?:schreiben|verfassen|hinterlassen|abgeben|hinzufügen)", "kommentieren",
    "schreibe? einen kommentar", "schreiben sie einen kommentar", "hinterlasse? (?:einen kommentar|eine antwort)",
    "laisser un commentaire", "deja un comentario", "deixe um comentário", "lascia un commento",
    "(?:one thought|[0-9]+ thoughts) on .{1,120}", "(?:ein gedanke|[0-9]+ gedanken) zu .{1,120}",
)  # fmt: skip
_OTHERS = (
    "(?:related|similar) (?:posts?|articles?|stories|content|news|topics|reading)", "related", "read more", "read next",
    "more (?:from|on|about|in|stories|news|articles)\b.{0,60}", "you (?:might|may) also (?:like|enjoy)",
    "(?:recommended|popular|trending|most read|latest|recent)(?: (?:posts|articles|stories|news|for you))?",
    "(?:ähnliche|verwandte|weitere|passende) (?:beiträge|artikel|themen)", "mehr zum thema", "auch interessant",
    "das könnte (?:sie|dich|ihnen|dir) auch (?:interessieren|gefallen)",
    "lesen sie auch", "à lire aussi", "sur le même (?:sujet|thème)", "articles (?:similaires|liés|associés)",
    "(?:artículos|noticias|entradas) relacionad[ao]s", "te puede interesar", "articoli correlati", "leggi anche",
    "lees ook", "share this.{0,20}", "(?:diese geschichte |diesen beitrag |den artikel |artikel )?teilen(?: mit)?",
    "partager", "compartir", "tags?", "schlagwörter", "schlagworte", "filed under",
)  # fmt: skip
_COMMENTS_LINE = re.compile(rf"\W*(?:[0-9]+ )?(?:{'|'.join(_COMMENTS)})(?: ?\(?[0-9]+\)?)?\W*", re.IGNORECASE)
_OTHERS_LINE = re.compile(rf"\W*(?:{'|'.join(_OTHERS)})\W*", re.IGNORECASE)
_ASIDE = ("aside", "footer", "nav", "form")
_WHOLE_PAGES = ("html", "body", "main", "article")
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class Around:
    """Tells what stands in something that stands around articles. `parts` hold much of one: they are not that, whatever
    they are called."""

    def __init__(self, parts: Iterable[Any]) -> None:
        self._known: dict[Any, bool] = dict.fromkeys(parts, False)

    def holds(self, element: Any) -> bool:
        """Whether `element` does."""
        path = []
        while element is not None and element not in self._known:
            path.append(element)
            element = element.getparent()
        verdict = element is not None and self._known[element]
        for inner in reversed(path):
            verdict = verdict or inner.tag in _ASIDE or (inner.tag not in _WHOLE_PAGES and _is_named(inner, _SELDOM))
            self._known[inner] = verdict
        return verdict


def take_out(tree: Any) -> None:
    """Take out of a tree what nobody sees, and what is named so that it can be no article. What holds much of the
    page's text is left, whatever it is called."""
    sizes = _sizes(tree)
    most = sizes[tree] // 3
    for element in [element for element in sizes if element is not tree and sizes[element] <= most]:
        if _is_out(element) and element.getparent() is not None:
            _remove(element)


def announces_comments(line: str) -> bool:
    """Whether a short line is the heading of comments."""
    return _COMMENTS_LINE.fullmatch(line) is not None


def announces_others(line: str) -> bool:
    """Whether a short line is the heading of other articles, or of buttons to share this one."""
    return _OTHERS_LINE.fullmatch(line) is not None


def mark_captions(tree: Any) -> None:
    """Make captions of what is only named so."""
    for element in tree.iter("p", "div", "span", "small"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAME].lower()
        if "caption" in named and not any(
            child.tag in BLOCKS or child.tag == "img" for child in element.iterdescendants()
        ):
            element.tag = "figcaption"


def is_lead(element: Any) -> bool:
    """Whether an element is named as the lead of an article."""
    return element.tag in ("p", "div", "h2", "h3") and _is_named(element, _LEAD)


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
    if element.tag in (*_WHOLE_PAGES, "a", "img", "input", "time"):
        return False
    return _UNSEEN.search(element.get("style") or "") is not None or _is_named(element, _NEVER)


def _is_named(element: Any, names: frozenset[str]) -> bool:
    for attribute in ("class", "id", "role"):
        value = element.get(attribute)
        if value:
            parts = _NAMES.findall(_CAMEL.sub("-", value[:_LONGEST_NAME]).lower())
            if not names.isdisjoint(parts) or (names is not _LEAD and not _PAIRS.isdisjoint(pairwise(parts))):
                return True
    return False


def _remove(element: Any) -> None:
    """Remove an element, not the text behind it."""
    parent, behind = element.getparent(), element.tail
    if behind:
        previous = element.getprevious()
        if previous is None:
            parent.text = f"{parent.text or ''} {behind}"
        else:
            previous.tail = f"{previous.tail or ''} {behind}"
        element.tail = None
    parent.remove(element)
