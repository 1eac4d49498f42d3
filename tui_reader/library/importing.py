"""Importing: what other tools exported becomes articles, bookmarks and highlights; twice is the same as once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tui_reader.ingest.imports.reading import read
from tui_reader.ingest.imports.texts import entry_of
from tui_reader.ingest.imports.values import Format, Imported, ImportedArticle, ImportedBookmark
from tui_reader.library import arrivals, unplaced
from tui_reader.library.changes import Deed, now
from tui_reader.library.imported_marks import Marking, Outcome
from tui_reader.library.known_pages import KnownPages
from tui_reader.library.revisions import reanchor
from tui_reader.model import utc_seconds
from tui_reader.store import Store

UNDOABLE = 20_000
"""Marks of one import that can be taken back; what a larger one would add to the journal is more than it is worth."""
MOST_SKIPPED = 10_000
"""Skipped rows that are told one by one; of the others there is a number."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row (0: the file) that did not go in whole, and why. Not sanitised."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a page: `change` is `new`, `known`, or `text` if a known one got its text from this file."""

    row: int
    title: str
    change: str
    article_id: int
    highlights: int


@dataclass(slots=True)
class Report:
    """What an import did.

    Highlights are `placed` or wait `unplaced` for a text or a decision; `merged` ones were there already and got a
    note or a tag, `known` ones had all of it, `deleted` ones the reader took away before and they stay away.
    """

    format: Format | None = None
    rows: int = 0
    articles: dict[str, int] = field(default_factory=lambda: {"new": 0, "text": 0, "known": 0})
    highlights: dict[str, int] = field(
        default_factory=lambda: {"placed": 0, "unplaced": 0, "merged": 0, "known": 0, "deleted": 0}
    )
    bookmarks: int = 0
    tagged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    skipped_rows: int = 0
    undoable: bool = True


class Importing:
    """The desk where other tools' exports come in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def file(
        self,
        path: Path,
        format: Format | None = None,
        *,
        dry_run: bool = False,
        progress: Callable[[Report], None] = lambda _: None,
        taken: Callable[[Taken], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        report: Report | None = None,
    ) -> Report:
        """Import a file; `format` says where it comes from, None looks into it.

        Raises SourceError if it is no export or breaks off (what was read before that stays), StoreError. Otherwise
        as `run`.
        """
        return self.run(
            read(path, format), dry_run=dry_run, progress=progress, taken=taken, cancelled=cancelled, report=report
        )

    def run(
        self,
        batches: Iterator[Imported],
        *,
        dry_run: bool = False,
        progress: Callable[[Report], None] = lambda _: None,
        taken: Callable[[Taken], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        report: Report | None = None,
    ) -> Report:
        """Take in batches, each in one transaction; the marks of all of them are one deed to undo.

        An interrupt or `cancelled` keeps what went in, and `report` tells of it. With `dry_run` all is done in one
        transaction that is taken back. `progress` is called after every batch, `taken` for every page.
        """
        report = Report() if report is None else report
        if not dry_run:
            self._run(batches, report, progress, taken, cancelled)
            return report
        try:
            with self._store.transaction():
                self._run(batches, report, progress, taken, cancelled)
                raise _Rehearsed
        except _Rehearsed:
            return report

    def _run(
        self,
        batches: Iterator[Imported],
        report: Report,
        progress: Callable[[Report], None],
        taken: Callable[[Taken], None],
        cancelled: Callable[[], bool],
    ) -> None:
        taking = _Taking(self._store, report, taken)
        try:
            for batch in batches:
                taking.batch(batch)
                progress(report)
                if cancelled():
                    break
        finally:
            taking.finish()


class _Rehearsed(Exception):  # noqa: N818 - no error: it takes a transaction back
    """All was done as it would be."""


class _Taking:
    """One import while it is going on."""

    def __init__(self, store: Store, report: Report, taken: Callable[[Taken], None]) -> None:
        self._store = store
        self._report = report
        self._taken = taken
        self._pages = KnownPages(store)
        self._deed: Deed | None = Deed(store)
        self._touched = 0
        self._seen: set[int] = set()

    def batch(self, batch: Imported) -> None:
        """Store a batch, all or nothing."""
        report, pages = self._report, []
        with self._store.transaction():
            for article in batch.articles:
                pages.append(self._page(article))
            arrivals.settle(self._store, list({page.article_id for page, *_ in pages}))
        # Counted once they are committed: an interrupt in between takes all of the batch back.
        report.format = report.format or batch.format
        report.rows = max(report.rows, batch.rows)
        report.skipped_rows += len(batch.problems)
        room = MOST_SKIPPED - len(report.skipped)
        report.skipped += [Skipped(problem.row, problem.reason) for problem in batch.problems[:room]]
        for page, outcomes, bookmarked, tagged in pages:
            # A book of many highlights comes in several batches, but it is one.
            report.articles[page.change] += page.article_id not in self._seen
            self._seen.add(page.article_id)
            report.bookmarks += bookmarked
            report.tagged += tagged
            for outcome in outcomes:
                report.highlights[outcome] += 1
            self._taken(page)

    def finish(self) -> None:
        """Write down what can be undone."""
        deed, self._deed = self._deed, None
        if deed is None:
            return
        with self._store.transaction():
            change = deed.change()
            if change:
                self._store.journal.write(f"import from {self._report.format or 'a file'}", change)

    def _page(self, article: ImportedArticle) -> tuple[Taken, list[Outcome], bool, bool]:
        change, article_id, versions = self._article(article)
        tagged = self._tag(article_id, article.tags)
        bookmarked = article.bookmark is not None and self._bookmark(article_id, article.bookmark, versions)
        marking = Marking(self._store, article_id, article, versions, self._touch)
        outcomes = [marking.take(highlight) for highlight in article.highlights]
        if versions:
            self._store.articles.prune(article_id)
        title = article.title or article.url
        return Taken(article.row, title, change, article_id, len(outcomes)), outcomes, bookmarked, tagged

    def _article(self, article: ImportedArticle) -> tuple[str, int, dict[str, int]]:
        """What became of the page, its id, and the revisions of its versions by their names."""
        article_id = self._pages.find(article)
        if article_id is None:
            return "new", *self._add(article)
        if not article.has_text or self._store.articles.text(article_id):
            return "known", article_id, {}
        self._store.articles.put(self._pages.renamed(entry_of(article), article_id))
        reanchor(self._store, article_id)
        unplaced.settle(self._store, article_id)
        self._store.articles.prune(article_id)
        return "text", article_id, {}

    def _add(self, article: ImportedArticle) -> tuple[int, dict[str, int]]:
        articles = self._store.articles
        versions: dict[str, int] = {}
        added = utc_seconds(article.added)
        for version in article.versions:
            put = articles.put(version.entry, added, utc_seconds(version.taken))
            versions[version.name] = articles.get(put.article_id).revision_id
        article_id = articles.put(entry_of(article), added, utc_seconds(article.taken)).article_id
        if article.version:
            versions[article.version] = articles.get(article_id).revision_id
        if article.read:
            self._store.reading.set_read([article_id], True)
        if article.position:
            self._store.reading.set_position(article_id, article.position)
        self._pages.add(article, article_id)
        return article_id, versions

    def _tag(self, article_id: int, tags: tuple[str, ...]) -> bool:
        present = self._store.marks.article_tags(article_id) if tags else []
        if set(tags) <= set(present):
            return False
        self._touch("article_tags", article_id)
        self._store.marks.set_article_tags(article_id, {*present, *tags})
        return True

    def _bookmark(self, article_id: int, bookmark: ImportedBookmark, versions: dict[str, int]) -> bool:
        if self._store.marks.bookmark(article_id) is not None:
            return False
        self._touch("bookmark", article_id)
        revision_id = versions.get(bookmark.version) or self._store.articles.get(article_id).revision_id
        start = min(bookmark.start, len(self._store.articles.revision_text(revision_id)))
        kept = (revision_id, start, bookmark.quote, bookmark.created or now())
        self._store.marks.set_bookmark(article_id, kept)
        return True

    def _touch(self, kind: str, key: int | str) -> None:
        """Say what is about to change, as long as it can all be undone."""
        if self._deed is None:
            return
        self._touched += 1
        if self._touched > UNDOABLE:
            self._deed = None
            self._report.undoable = False
        elif kind == "highlight":
            self._deed.touch("highlight", key)
        elif kind == "bookmark":
            self._deed.touch("bookmark", key)
        else:
            self._deed.touch("article_tags", key)
