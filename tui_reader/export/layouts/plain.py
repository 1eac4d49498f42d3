"""Layout "plain": portable CommonMark, a file for each article."""

from __future__ import annotations

from tui_reader.export import escaping, links
from tui_reader.export.layouts import style
from tui_reader.export.layouts.style import Style
from tui_reader.export.marked import MarkedArticle
from tui_reader.model import Highlight


def head(article: MarkedArticle, level: int) -> str:
    """Title, facts, address and bookmark."""
    lines = [style.heading(article.title, level), style.facts_of(article)]
    if address := links.page(article.url):
        lines.append(f"<{address}>")
    if article.bookmark is not None:
        lines += ["", style.bookmark_line(article)]
    return "\n".join(lines)


def highlight(article: MarkedArticle, mark: Highlight) -> str:
    """The quote, the note under it, and a line of facts."""
    parts = [escaping.quote(mark.quote)]
    if mark.note.strip():
        parts.append(escaping.note(mark.note))
    facts = [
        style.role_of(mark),
        style.place_of(article, mark),
        style.changed_since(mark),
        style.made_on(mark),
        style.hashtags(mark.tags),
    ]
    return "\n\n".join([*parts, style.joined(facts)])


STYLE = Style(head, highlight, style.front_of)
