"""HTML pages: the article in a page, its facts, and its text when a tree parser cannot be trusted with the page."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import Any

from tui_reader.ingest import article_tree, main_part, page_facts, page_notes, surroundings, titles
from tui_reader.ingest.building import Building, plain_document
from tui_reader.ingest.page import Page
from tui_reader.ingest.page_tree import tree_of
from tui_reader.ingest.stretches import BLOCKS
from tui_reader.ingest.tags import title_of, visible_paragraphs
from tui_reader.model import Document

LONGEST = 15_000_000
"""Code points of a page that is read at all."""

_TAGS_COUNTED = 600_000
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_NEEDS_SCRIPTS = re.compile(r"java\s?script|\Aloading\b", re.IGNORECASE)
_SHORT = 300
"""Code points of a text that may only say that JavaScript is wanted."""
# With more the extractor's second opinion is not asked for: what it takes grows with their square.
_MOST_BLOCKS = 3_000


def refusal(page: str) -> str:
    """Why a page is not read, in plain words; "" if it is."""
    if len(page) > LONGEST:
        return f"the page is larger than {LONGEST // 1_000_000} million characters"
    if page.count("<") > _TAGS_COUNTED:
        return "the page has too many tags"
    return ""


def read_html(page: str, url: str = "") -> Page:
    """Read a page that `refusal` has nothing against; `url` is where it came from, if that is known.

    The article in it is found and becomes a document; where none is found, or a tree parser would lose text or take
    too long, the document is all visible text. A heading that says the title is not repeated in the document.
    """
    tree = tree_of(page)
    found = _extracted(tree, url) if tree is not None else None
    if found is not None:
        return found
    document = plain_document(visible_paragraphs(page))
    title = titles.tidy(title_of(page)) or titles.from_text(document.text)
    return Page(title, None, document)


def why_empty(page: str, read: Page) -> str:
    """Why what was read of a page is no article, in plain words; "" if there is text in it."""
    text = read.document.text
    if _SCRIPT.search(page) and len(text) < _SHORT and (not text or _NEEDS_SCRIPTS.search(text)):
        return "its text is only shown by JavaScript, which is not run here"
    return "" if text else "there is no text in it"


def _extracted(tree: Any, url: str) -> Page | None:
    """The article of a page, None if none was found."""
    facts = page_facts.read(tree, url)
    base = page_facts.base_of(tree, url or facts.url)
    surroundings.take_out(tree)
    notes = page_notes.take_out(tree)
    found = _article_of(deepcopy(tree))
    surroundings.mark_captions(tree)
    title = facts.title or titles.tidy((found and found.title) or "")
    if not main_part.keep_article(tree, (found and found.text) or "", title):
        return None
    document = _written(tree, base, notes)
    if not document.text:
        return None
    return Page(
        title or titles.from_text(document.text),
        facts.published if facts.dated or found is None else page_facts.date_of(found.date),
        document,
        facts.author or page_facts.name_of(found and found.author),
        facts.site or titles.tidy((found and found.sitename) or ""),
        facts.url or page_facts.address_of(found and found.url),
        facts.lang,
    )


def _written(tree: Any, base: str, notes: list[page_notes.Note]) -> Document:
    building = Building()
    article_tree.write(tree, building, base, notes)
    page_notes.write(notes, building, base)
    return building.document()


def _article_of(tree: Any) -> Any:
    """What the extractor finds, None if it finds nothing or trips over the page."""
    import trafilatura

    # It tells its troubles to the log, which without a handler would end up on the terminal.
    for name in ("trafilatura", "htmldate", "courlan"):
        log = logging.getLogger(name)
        if not log.handlers:
            log.addHandler(logging.NullHandler())
    try:
        return trafilatura.bare_extraction(
            tree,
            fast=sum(1 for _ in tree.iter(*BLOCKS)) > _MOST_BLOCKS,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # noqa: BLE001 - hostile pages trip it in ways nobody listed; the visible text is shown instead
        return None
