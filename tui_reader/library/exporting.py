"""Exporting: bookmarks and highlights as Markdown, merged into what the user made of the last export; other formats."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui_reader.errors import ExportError, UsageError
from tui_reader.export import formats, layouts, planning, writer
from tui_reader.export.formats import FORMATS, archive, netscape, opml, readwise, w3c
from tui_reader.export.formats.opml import Subscription
from tui_reader.export.layouts.arrangement import ALL_TITLE, Layout
from tui_reader.export.merge import Report
from tui_reader.export.writer import Plan
from tui_reader.library.outgoing import Scope, archived_articles, marked_articles
from tui_reader.store import Store

FILE_SUFFIXES = {".md", ".markdown", ".txt"}
"""A target that does not exist yet is a file if it ends like one, else a folder."""
_WORDS = {
    "new": "new",
    "updated": "updated",
    "kept": "kept as you edited them",
    "conflict": "changed on both sides, yours kept",
    "removed": "removed",
    "tombstone": "deleted by you",
    "duplicate": "standing there twice",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How an export reads: the name of a layout, how a commonplace book is divided (`month` or `tag`), a template
    for its blocks, and whether everything goes into one file."""

    layout: str = "plain"
    by: str = "month"
    template: Path | None = None
    one_file: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did, or with `dry_run` would do: how many files it wrote, and what became of the blocks.

    `articles` is how many it was about, `written` the files, `backups` what was kept of them, `unchanged` how many
    files were up to date. `diff` is a unified diff of every file, only worked out for a dry run.
    """

    files: int
    articles: int
    report: Report
    written: tuple[Path, ...] = ()
    backups: tuple[Path, ...] = ()
    unchanged: int = 0
    dry_run: bool = False
    diff: str = ""

    @property
    def summary(self) -> str:
        """One sentence."""
        counts = {name: count for name, count in self.report.counts().items() if count}
        done = ", ".join(f"{count} {_WORDS[name]}" for name, count in counts.items())
        files = "1 file" if self.files == 1 else f"{self.files} files"
        if not self.files:
            return f"Nothing to write: {done or 'nothing new'}"
        return f"{files} {'would be written' if self.dry_run else 'written'}{': ' if done else ''}{done}"


class Exporting:
    """The desk where marks go out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def text(
        self,
        look: Look | None = None,
        *,
        only: Collection[str] | None = None,
        articles: Collection[int] | None = None,
    ) -> str:
        """Bookmarks and highlights as one Markdown text. The scope is that of `export`."""
        marked = marked_articles(self._store, Scope(articles, only))
        return planning.document([article for article in marked if article.wanted], _layout(look or Look()))

    def export(
        self,
        target: Path,
        look: Look | None = None,
        *,
        only: Collection[str] | None = None,
        articles: Collection[int] | None = None,
        dry_run: bool = False,
    ) -> Exported:
        """Export to a file or a folder, keeping what the user changed there.

        `only` are ids of highlights, `articles` ids of articles with all their marks; without both, everything is
        exported. What is left out stays as it stands in the file. Raises ExportError, UsageError.
        """
        look = look or Look()
        layout = _layout(look)
        target, key = _canonical(target)
        to_file, target = _is_file(target, look.one_file)
        if to_file:
            key = str(target.resolve())
        marked = marked_articles(self._store, Scope(articles, only))
        bases = self._store.exports.bases(key)
        plan = (planning.plan_file if to_file else planning.plan_folder)(target, marked, bases, layout)
        return self._carry_out(plan, key, bases, sum(article.wanted for article in marked), dry_run)

    def convert(
        self,
        format: str,
        *,
        only: Collection[str] | None = None,
        articles: Collection[int] | None = None,
        feeds: Sequence[Subscription] = (),
    ) -> str:
        """Marks in a format of `FORMATS`; `feeds` are what OPML lists. Raises UsageError for an unknown format."""
        scope = Scope(articles, only)
        if format == "json":
            return archive.dumps(archived_articles(self._store, scope))
        if format == "opml":
            return opml.dumps(feeds)
        writers = {"w3c": w3c.dumps, "readwise": readwise.dumps, "netscape": netscape.dumps}
        if format not in writers:
            raise UsageError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
        return writers[format]([article for article in marked_articles(self._store, scope) if article.wanted])

    def export_as(
        self,
        format: str,
        target: Path,
        *,
        only: Collection[str] | None = None,
        articles: Collection[int] | None = None,
        feeds: Sequence[Subscription] = (),
        dry_run: bool = False,
    ) -> Exported:
        """Write a format of `FORMATS` to a file, or into a folder under its usual name, in place of the last one.

        A file that holds something else is left as it is. Raises ExportError, UsageError.
        """
        text = self.convert(format, only=only, articles=articles, feeds=feeds)
        target, key = _canonical(target)
        bases = self._store.exports.bases(key)
        plan = formats.plan(target, FORMATS[format], text, bases)
        return self._carry_out(plan, key, bases, 0, dry_run)

    def _carry_out(self, plan: Plan, key: str, before: Mapping[str, str], articles: int, dry_run: bool) -> Exported:
        diff = plan.diff() if dry_run else ""
        backups = writer.backups(plan)
        if not dry_run:
            writer.write(plan)
            if plan.bases != before:
                with self._store.transaction():
                    self._store.exports.keep(key, plan.bases)
        paths = tuple(change.path for change in plan.changes)
        return Exported(len(paths), articles, plan.report, paths, backups, plan.unchanged, dry_run, diff)


def _layout(look: Look) -> Layout:
    return layouts.named(look.layout, look.by, look.template)


def _canonical(target: Path) -> tuple[Path, str]:
    """A target as an absolute path, and the name under which its bases are kept."""
    try:
        target = target.expanduser().absolute()
        return target, str(target.resolve())
    except (OSError, RuntimeError, ValueError) as error:  # no such user, a loop of links, a name too long
        raise ExportError(f"{target} cannot be used for the export: {error}") from error


def _is_file(target: Path, one_file: bool) -> tuple[bool, Path]:
    """Whether everything goes into one file, and which."""
    with writer.told(target):
        if target.is_dir():
            return one_file, target / f"{ALL_TITLE}.md" if one_file else target
        return one_file or target.exists() or target.suffix.lower() in FILE_SUFFIXES, target
