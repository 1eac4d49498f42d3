"""Comparing: what changed in an article since its reader saw it."""

from __future__ import annotations

from dataclasses import dataclass

from tui_reader.anchoring.comparison import Place, Row, compare, parts_of, places
from tui_reader.document import structure
from tui_reader.document.measure import words
from tui_reader.model import Article, Document
from tui_reader.store import Store


@dataclass(frozen=True, slots=True)
class Changes:
    """How an article's present text differs from the one that its reader saw before.

    `rows` is empty if there is nothing to see: the same words, or no older text that was shown. `places` are the
    changes in order, in code points of the present text; `added` and `removed` count words.
    """

    article: Article
    rows: tuple[Row, ...]
    places: tuple[Place, ...]
    added: int
    removed: int

    @property
    def opened(self) -> bool:
        """Whether the article was shown at all; without that, nothing can have changed since."""
        return self.article.seen != 0

    @property
    def summary(self) -> str:
        """How much changed, in one line."""
        counts = ((len(self.places), "change", ""), (self.added, "word", " added"), (self.removed, "word", " removed"))
        return " · ".join(f"{n:,} {noun}{'' if n == 1 else 's'}{what}" for n, noun, what in counts if n)


class Comparing:
    """The desk of texts that went on."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def changes_of(self, article_id: int) -> Changes:
        """What changed since the article was shown last, or, if that is shown already, the time before.

        Raises NotFoundError.
        """
        article = self._store.articles.get(article_id)
        before = self._store.reading.seen_before(article_id)
        if before is None:
            return Changes(article, (), (), 0, 0)
        rows = compare(self._document(article, before), self._document(article, article.revision_id))
        count = {"added": 0, "removed": 0, "same": 0}
        for part in parts_of(rows):
            count[part.kind] += words(part.text)
        return Changes(article, rows, tuple(places(rows)), count["added"], count["removed"])

    def _document(self, article: Article, revision_id: int) -> Document:
        revision = self._store.articles.revision(revision_id)
        blocks = revision.blocks
        if blocks is None:
            blocks = structure.blocks_of(revision.text, article.title, article.lang)
        return Document(revision.text, blocks)
