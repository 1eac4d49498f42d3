"""HTML pages: the article in a page, its facts, and its text when a tree parser cannot be trusted with the page."""

from __future__ import annotations

import logging
from typing import Any

from tui_reader.ingest import article_tree, page_facts, page_notes, titles
from tui_reader.ingest.building import Building, plain_document
from tui_reader.ingest.page import Page
from tui_reader.ingest.tags import Cost, cost_of, title_of, visible_paragraphs

LONGEST = 15_000_000
"""Code points of a page that is read at all."""

# What goes to the tree parser. It drops without a word what stands 255 deep and all that follows; more attributes or
# tags would take it or the extractor many seconds.
_MOST_TAGS = 40_000
_DEEPEST = 200
_MOST_ATTRIBUTES = 1_000
_TAGS_COUNTED = 600_000


def refusal(page: str) -> str:
    """Why a page is not read, in plain words; "" if it is."""
    if len(page) > LONGEST:
        return f"the page is larger than {LONGEST // 1_000_000} million characters"
    if page.count("<") > _TAGS_COUNTED:
        return "the page has too many tags"
    return ""


def read_html(page: str) -> Page:
    """Read a page that `refusal` has nothing against.

    The article in it is found and becomes a document; where none is found, or a tree parser would lose text or take
    too long, the document is all visible text. A heading that says the title is not repeated in the document.
    """
    found = _extracted(article_tree.cleaned(page)) if _is_bearable(cost_of(page, _MOST_TAGS)) else None
    if found is not None:
        return found
    document = plain_document(visible_paragraphs(page))
    title = titles.tidy(title_of(page)) or titles.from_text(document.text)
    return Page(title, None, document)


def _is_bearable(cost: Cost) -> bool:
    return (
        not cost.broken and cost.tags <= _MOST_TAGS and cost.depth <= _DEEPEST and cost.attributes <= _MOST_ATTRIBUTES
    )


def _extracted(page: str) -> Page | None:
    """The article of a page, None if none was found."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return None
    facts = page_facts.read(tree)
    notes = page_notes.take_out(tree)
    article = _article_of(tree)
    if article is None or article.body is None:
        return None
    building = Building()
    title = _title_of(article.body, titles.tidy(article.title or ""), facts.head_title)
    article_tree.write(article.body, building, title, notes)
    page_notes.write(notes, building, facts.url)
    document = building.document()
    if not document.text:
        return None
    return Page(
        title or facts.head_title or titles.from_text(document.text),
        facts.published if facts.dated else article_tree.date_of(article.date),
        document,
        page_facts.name_of(article.author),
        titles.tidy(article.sitename or ""),
        facts.url or page_facts.address_of(article.url),
        facts.lang,
    )


def _article_of(tree: Any) -> Any:
    """What the extractor finds, None if it finds nothing or trips over the page."""
    import trafilatura

    # It tells its troubles to the log, which without a handler would end up on the terminal.
    for name in ("trafilatura", "htmldate", "courlan"):
        log = logging.getLogger(name)
        if not log.handlers:
            log.addHandler(logging.NullHandler())
    try:
        article_tree.prepare(tree)
        return trafilatura.bare_extraction(
            tree,
            include_comments=False,
            include_tables=True,
            include_images=True,
            include_formatting=True,
            include_links=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # noqa: BLE001 - hostile pages trip it in ways nobody listed; the visible text is shown instead
        return None


def _title_of(body: Any, title: str, head_title: str) -> str:
    """The title: the heading that opens the article if the page's own title holds it, else what the page says."""
    opening = article_tree.opening_heading(body)
    return opening if opening and opening.casefold() in head_title.casefold() else title
