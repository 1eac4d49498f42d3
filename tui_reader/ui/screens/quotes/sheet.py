"""One highlight as rows of a list and as a page to look at: the whole quote in its surroundings, and what is known
of it. Knows no screen."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from tui_reader.document.sanitise import one_line
from tui_reader.library.reviewing import Passage, Review
from tui_reader.model import ROLES, Article, BlockKind, Highlight, Status
from tui_reader.search.filtering import Filtered
from tui_reader.ui import wording
from tui_reader.ui.widgets.row_list import Row
from tui_reader.ui.widgets.sheet import Sheet, SheetWriter

SIGNS: Final[dict[Status, str]] = {"exact": "✓", "moved": "✓", "changed": "≈", "review": "?", "orphan": "∅"}
"""What stands for a status, also without colours."""
STATUS_WORDS: Final[dict[Status, str]] = {
    "exact": "in its place",
    "moved": "in its place, which has moved",
    "changed": "its words have changed since",
    "review": "needs your eye: is this the passage?",
    "orphan": "no longer in the text; the quote is kept",
}
_SHORT_WORDS: Final[dict[Status, str]] = {"changed": "changed", "review": "to review", "orphan": "not found"}
_LINES = re.compile(r"\n+")
_TITLE_LENGTH = 300
_WHOLE_CONTEXT = 48
"""Characters of context that are stored; less of it means that the text begins or ends there."""


def row_of(highlight: Highlight, order: str, filtered: Filtered) -> Row:
    """A row of the list. What the heading over it says already is left out."""
    role = ROLES[highlight.role - 1]
    parts = []
    if highlight.status in _SHORT_WORDS:
        parts.append(f"{SIGNS[highlight.status]} {_SHORT_WORDS[highlight.status]}")
    if order != "article":
        parts.append(one_line(highlight.title, 80) or "Untitled")
    if highlight.note.strip():
        parts.append(f"✎ {one_line(highlight.note, 80)}")
    parts += [f"#{one_line(tag, 40)}" for tag in highlight.tags]
    if order != "role":
        parts.append(role.name)
    if order != "newest":
        parts.append(_moment(highlight.created, short=True))
    quote, meta = one_line(highlight.quote, _TITLE_LENGTH), " · ".join(part for part in parts if part)
    return Row(
        quote,
        meta,
        role.letter,
        strong=False,
        marks=filtered.marks(quote),
        meta_marks=filtered.marks(meta),
        role=highlight.role,
    )


def _moment(created: str, *, short: bool = False) -> str:
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return one_line(created, 40)
    day = wording.day_of(moment.date(), short=short)
    return day if short else f"{day}, {moment:%H:%M}"


def sheet_of(highlight: Highlight, article: Article | None, review: Review | None = None, decide: str = "") -> Sheet:
    """Everything that is known of a highlight. With a review the passage is that of the text now, and the quote is
    held against it; `decide` says how to decide about a passage in doubt."""
    page = SheetWriter()
    kind: BlockKind = "paragraph" if article is None else "dateline"
    page.block((one_line(highlight.title, _TITLE_LENGTH) or "Untitled", "title"), kind=kind)
    if article is not None:
        page.block((wording.byline(article), "quiet"))
    doubt = highlight.status in ("review", "orphan")
    if doubt:
        page.block(("As it was marked", "label"), kind="dateline")
    _write_passage(page, highlight, None if doubt or review is None else review.found)
    if highlight.note.strip():
        page.block(("Note", "label"), kind="dateline")
        for line in _LINES.split(highlight.note):
            page.block((line, "note"))
    if highlight.tags:
        page.block((" ".join(f"#{one_line(tag, 60)}" for tag in highlight.tags), "tags"))
    role = ROLES[highlight.role - 1]
    marked = f"marked {_moment(highlight.created)}"
    page.block((f"{role.letter} {role.name}", f"role-{role.number}"), (f" · {marked}", "quiet"), kind="dateline")
    words = f"{SIGNS[highlight.status]} {STATUS_WORDS[highlight.status]}"
    reason = one_line(highlight.reason, 200) if highlight.status not in ("exact", "moved") else ""
    page.block((words, "doubt" if doubt else "quiet"), (f" ({reason})" if reason else "", "quiet"))
    if review is not None and review.found is not None and highlight.status in ("changed", "review"):
        page.block(("In the text now" if doubt else "Since it was marked", "label"), kind="dateline")
        page.block(*((_LINES.sub(" ", piece.text), piece.kind) for piece in review.difference))
        if highlight.status == "review":
            page.block((decide, "quiet"))
    return page.sheet()


def _write_passage(page: SheetWriter, highlight: Highlight, found: Passage | None) -> None:
    """The passage found between what stands around it, or else the quote between what stood around it when it was
    marked; its paragraphs apart."""
    before, words, after = highlight.prefix, highlight.quote, highlight.suffix
    if found is not None:
        before, words, after = found.before[-_WHOLE_CONTEXT:], found.text, found.after[:_WHOLE_CONTEXT]
    paragraph: list[tuple[str, str]] = []
    for text, style in ((_before(before), "context"), (words, f"role-{highlight.role}"), (_after(after), "context")):
        first, *others = _LINES.split(text)
        paragraph.append((first, style))
        for line in others:
            page.block(*paragraph)
            paragraph = [(line, style)]
    page.block(*paragraph)


def _before(prefix: str) -> str:
    """The context before a quote, begun at a word."""
    if len(prefix) < _WHOLE_CONTEXT:
        return prefix
    cut = re.search(r"\s", prefix)
    return "…" + (prefix[cut.end() :] if cut and cut.end() < len(prefix) // 2 else prefix)


def _after(suffix: str) -> str:
    """The context after a quote, ended at a word."""
    if len(suffix) < _WHOLE_CONTEXT:
        return suffix
    cut = max(suffix.rfind(" "), suffix.rfind("\n"))
    return (suffix[:cut] if cut > len(suffix) // 2 else suffix) + "…"
