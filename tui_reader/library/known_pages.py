"""Which pages of an import the library has already, by identity or by an address that means the same page."""

from __future__ import annotations

from dataclasses import replace

from tui_reader.document.addresses import same_page
from tui_reader.ingest.imports.values import ImportedArticle
from tui_reader.model import Entry
from tui_reader.store import Store


class KnownPages:
    """The articles of a library by the addresses of their pages, as they were when it was first asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_address: dict[str, int] | None = None

    def find(self, article: ImportedArticle) -> int | None:
        """The id of the article that an imported page is, None if it is new."""
        known = self._store.articles.by_identity(article.key)
        if known is not None or not article.url:
            return known
        return self._addresses().get(same_page(article.url))

    def add(self, article: ImportedArticle, article_id: int) -> None:
        """Remember a page that was new."""
        if article.url:
            self._addresses().setdefault(same_page(article.url), article_id)

    def renamed(self, entry: Entry, article_id: int) -> Entry:
        """An entry as the text of an article that has its own identity, and facts that this one may not know."""
        known = self._store.articles.get(article_id)
        return replace(
            entry,
            identity=self._store.articles.identity(article_id),
            title=known.title if known.title not in ("", known.url) else entry.title,
            source=known.source or entry.source,
            author=known.author or entry.author,
            url=known.url or entry.url,
            published=known.published or entry.published,
        )

    def _addresses(self) -> dict[str, int]:
        if self._by_address is None:
            listed = self._store.shelves.listing(unread=False, bookmarked=False, limit=-1)
            self._by_address = {same_page(article.url): article.id for article in reversed(listed) if article.url}
        return self._by_address
