"""Exporting: bookmarks and highlights as Markdown, merged into what the user made of the last export."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tui_reader.errors import ExportError
from tui_reader.export import planning, writer
from tui_reader.export.markdown import MarkedArticle
from tui_reader.export.merge import Report
from tui_reader.model import Article, Bookmark
from tui_reader.store import Store

FILE_SUFFIXES = {".md", ".markdown", ".txt"}
"""A target that does not exist yet is a file if it ends like one, else a folder."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did: how many files it wrote, and what became of the blocks."""

    files: int
    articles: int
    report: Report

    @property
    def summary(self) -> str:
        """One sentence."""
        counts = {name: count for name, count in self.report.counts().items() if count}
        words = {
            "new": "new",
            "updated": "updated",
            "kept": "kept as you edited them",
            "conflict": "changed on both sides, yours kept",
            "removed": "removed",
            "tombstone": "deleted by you",
            "duplicate": "standing there twice",
        }
        done = ", ".join(f"{count} {words[name]}" for name, count in counts.items()) or "nothing new"
        files = "1 file" if self.files == 1 else f"{self.files} files"
        return f"{files} written: {done}" if self.files else f"Nothing to write: {done}"


class Exporting:
    """The desk where marks go out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def text(self) -> str:
        """All bookmarks and highlights as one Markdown text, grouped by article."""
        return planning.document(self._articles())

    def export(self, target: Path) -> Exported:
        """Export to a file or a folder, keeping what the user changed there. Raises ExportError."""
        try:
            target = target.expanduser().absolute()
            key = str(target.resolve())
            to_folder = target.is_dir() or (not target.exists() and target.suffix.lower() not in FILE_SUFFIXES)
        except (OSError, RuntimeError, ValueError) as error:  # no such user, a loop of links, a name too long
            raise ExportError(f"{target} cannot be used for the export: {error}") from error
        articles = self._articles()
        bases = self._store.exports.bases(key)
        plan = (planning.plan_folder if to_folder else planning.plan_file)(target, articles, bases)
        writer.write(plan)
        with self._store.transaction():
            self._store.exports.keep(key, plan.bases)
        return Exported(len(plan.changes), len(articles), plan.report)

    def _articles(self) -> list[MarkedArticle]:
        """Every article with a mark, newest first."""
        shelves = self._store.shelves
        marked = dict.fromkeys([*shelves.order("highlighted").ids, *shelves.order("bookmarks").ids])
        bookmarks = {bookmark.article_id: bookmark for bookmark in self._store.marks.bookmarks()}
        articles = self._store.articles.summaries(marked).values()
        newest_first = sorted(articles, key=lambda article: (-article.sort_key, -article.id))
        return [self._marked(article, bookmarks.get(article.id)) for article in newest_first]

    def _marked(self, article: Article, bookmark: Bookmark | None) -> MarkedArticle:
        return MarkedArticle(
            id=_stable_id(self._store.articles.identity(article.id)),
            title=article.title,
            author=article.author,
            source=article.source,
            url=article.url,
            published=article.published,
            saved=article.added,
            bookmark=None if bookmark is None else bookmark.quote,
            tags=tuple(self._store.marks.article_tags(article.id)),
            highlights=tuple(self._store.marks.highlights_of(article.id)),
        )


def _stable_id(identity: str) -> str:
    """The same article has the same id in every export, also from another library."""
    return hashlib.blake2b(identity.encode(), digest_size=8).hexdigest()
