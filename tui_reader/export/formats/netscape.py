"""Bookmarks as the HTML that browsers and bookmark services exchange (NETSCAPE-Bookmark-file-1)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tui_reader.document.sanitise import one_line
from tui_reader.export import escaping, links
from tui_reader.export.marked import MarkedArticle
from tui_reader.model import Bookmark, utc_seconds

_HEAD = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
"""


def dumps(articles: Sequence[MarkedArticle]) -> str:
    """A link for each bookmarked article that stands on the web, with its tags and the sentence at the bookmark."""
    items = [
        _item(article, article.bookmark, address)
        for article in articles
        if article.bookmark is not None and article.shown is None and (address := links.page(article.url))
    ]
    return f"{_HEAD}{''.join(items)}</DL><p>\n"


def _item(article: MarkedArticle, mark: Bookmark, address: str) -> str:
    tags = ",".join(_text(tag).replace(",", " ") for tag in article.tags)
    added = utc_seconds(mark.created) or article.saved
    title = _text(article.title) or escape(address)
    tagged = f' TAGS="{tags}"' if tags else ""
    link = f'    <DT><A HREF="{escape(address)}" ADD_DATE="{added}"{tagged}>{title}</A>\n'
    sentence = _text(mark.quote)
    return link + (f"    <DD>{sentence}\n" if sentence else "")


def _text(text: str) -> str:
    return escape(escaping.clean(one_line(text)))
