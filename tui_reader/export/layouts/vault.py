"""Layout "vault", for Obsidian, Logseq and their like: callouts, block ids, and all facts in the front matter.

A block id names what stands right before it, so quote, note and facts are one callout: a link to `#^nr-k3f9a2`
shows all of it.
"""

from __future__ import annotations

from tui_reader.export import escaping
from tui_reader.export.front_matter import Front
from tui_reader.export.layouts import plain, style
from tui_reader.export.layouts.style import Style
from tui_reader.export.marked import MarkedArticle
from tui_reader.model import Highlight


def highlight(article: MarkedArticle, mark: Highlight) -> str:
    """A callout titled with the role; the blank line sets the block id apart."""
    place, changed = style.place_of(article, mark), style.changed_since(mark)
    facts = [place, changed, style.made_on(mark), style.hashtags(mark.tags)]
    parts = [escaping.quote(mark.quote)]
    if mark.note.strip():
        parts += [_quoted("**Note**"), _quoted(escaping.note(mark.note))]
    parts.append(_quoted(style.joined(facts)))
    return f"> [!quote] {style.role_of(mark)}\n" + "\n>\n".join(parts) + "\n"


def _quoted(markdown: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def front(article: MarkedArticle) -> Front:
    """Front matter with every fact."""
    return style.front_of(article, everything=True)


STYLE = Style(plain.head, highlight, front)
