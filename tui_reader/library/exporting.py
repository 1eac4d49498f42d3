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
from tui_reader.export.merged import Conflict, Report
from tui_reader.export.writer import Plan
from tui_reader.library import selecting
from tui_reader.library.choices import MARKDOWN, Choices
from tui_reader.library.choices import Look as Look
from tui_reader.library.outgoing import Scope, archived_articles, marked_articles
from tui_reader.search.query import parse
from tui_reader.store import Store

FILE_SUFFIXES = {".md", ".markdown", ".txt"}
"""A target that does not exist yet is a file if it ends like one, else a folder."""
PREVIEW_CHARACTERS = 20_000
PREVIEW_FILES = 20
"""How much of the first file a preview shows, and of how many files what changes."""
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
class Exported:
    """What an export did, or with `dry_run` would do: how many files it wrote, and what became of the blocks.

    `articles` is how many it was about, `written` the files, `backups` what was kept of them, `unchanged` how many
    files were up to date, `conflicts` the blocks that changed on both sides. `diff` is a unified diff of every file,
    only worked out for a dry run.
    """

    files: int
    articles: int
    report: Report
    written: tuple[Path, ...] = ()
    backups: tuple[Path, ...] = ()
    unchanged: int = 0
    dry_run: bool = False
    diff: str = ""
    conflicts: tuple[Conflict, ...] = ()

    @property
    def summary(self) -> str:
        """One sentence."""
        counts = {name: count for name, count in self.report.counts().items() if count}
        done = ", ".join(f"{count} {_WORDS[name]}" for name, count in counts.items())
        files = "1 file" if self.files == 1 else f"{self.files} files"
        if not self.files:
            return f"Nothing to write: {done or 'nothing new'}"
        return f"{files} {'would be written' if self.dry_run else 'written'}{': ' if done else ''}{done}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export is going to do. `name` and `text` are those of the first file that changes, or if none does, of
    the first there is: the beginning of it, as it is going to read. `done.diff` has the first files only."""

    done: Exported
    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Selected:
    """How much a query selects: the articles that it finds, and what is marked in them."""

    articles: int
    marked: int
    highlights: int
    bookmarks: int


@dataclass(frozen=True, slots=True)
class _Job:
    """A plan, with the name under which its bases are kept and those of the last time."""

    plan: Plan
    key: str
    before: Mapping[str, str]
    articles: int

    def outcome(self, *, dry_run: bool, diff: str = "") -> Exported:
        """What carrying it out does. Raises ExportError where it is sure to fail."""
        plan = self.plan
        paths = tuple(change.path for change in plan.changes)
        writer.check(plan)
        backups, unchanged = writer.backups(plan), len(plan.unchanged)
        return Exported(
            len(paths), self.articles, plan.report, paths, backups, unchanged, dry_run, diff, plan.conflicts
        )


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
        restore: bool = False,
    ) -> Exported:
        """Export to a file or a folder, keeping what the user changed there.

        `only` are ids of highlights, `articles` ids of articles with all their marks; without both, everything is
        exported. What is left out stays as it stands in the file. `restore` brings back what the user deleted.
        Raises ExportError, UsageError.
        """
        return self._carry_out(self._merged(target, look or Look(), Scope(articles, only), restore), dry_run)

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
        return self._carry_out(self._replaced(format, target, Scope(articles, only), feeds), dry_run)

    def convert(
        self,
        format: str,
        *,
        only: Collection[str] | None = None,
        articles: Collection[int] | None = None,
        feeds: Sequence[Subscription] = (),
    ) -> str:
        """Marks in a format of `FORMATS`; `feeds` are what OPML lists. Raises UsageError for an unknown format."""
        return self._converted(format, Scope(articles, only), feeds)

    # -- as chosen

    def selected(self, where: str) -> Selected:
        """How much a query selects, everything if it is empty. Raises QueryError."""
        ids = self._articles(where)
        with self._store.database.snapshot():
            marks = self._store.exports.counts()
            found = marks if ids is None else {id: marks[id] for id in ids if id in marks}
            articles = self._store.articles.count() if ids is None else len(ids)
        highlights, bookmarks = (sum(counts) for counts in zip(*found.values(), strict=True)) if found else (0, 0)
        return Selected(articles, len(found), highlights, bookmarks)

    def preview(self, choices: Choices, *, only: Collection[str] | None = None) -> Preview:
        """What `carry_out` would do now. Raises what that raises, but for what only writing brings to light."""
        job = self._job(choices, only)
        done = job.outcome(dry_run=True, diff=job.plan.diff(PREVIEW_FILES))
        if job.plan.changes:
            first = job.plan.changes[0]
            return Preview(done, first.path.name, _beginning(first.after))
        for path in job.plan.unchanged[:1]:
            with writer.told(path), path.open("rb") as file:
                return Preview(done, path.name, _beginning(file.read(4 * PREVIEW_CHARACTERS + 4)))
        return Preview(done)

    def carry_out(self, choices: Choices, *, only: Collection[str] | None = None) -> Exported:
        """Export as it was chosen; with `only`, ids of highlights, these instead of what the query finds.

        Raises ExportError, QueryError, UsageError.
        """
        return self._carry_out(self._job(choices, only), dry_run=False)

    def _job(self, choices: Choices, only: Collection[str] | None) -> _Job:
        if not choices.target.strip():
            raise UsageError("an export needs a file or a folder to go to")
        scope = Scope(self._articles(choices.where)) if only is None else Scope(highlights=frozenset(only))
        if choices.format == MARKDOWN:
            return self._merged(Path(choices.target), choices.look, scope, restore=False)
        return self._replaced(choices.format, Path(choices.target), scope, ())

    def _articles(self, where: str) -> Collection[int] | None:
        return frozenset(selecting.ids_of(self._store, parse(where))) if where.strip() else None

    # -- what is going to be done, and doing it

    def _merged(self, target: Path, look: Look, scope: Scope, restore: bool) -> _Job:
        layout = _layout(look)
        target, key = _canonical(target)
        to_file, target = _is_file(target, look.one_file)
        if to_file:
            key = str(target.resolve())
        marked = marked_articles(self._store, scope)
        bases = self._store.exports.bases(key)
        plan_target = planning.plan_file if to_file else planning.plan_folder
        plan = plan_target(target, marked, bases, layout, restore=restore)
        return _Job(plan, key, bases, sum(article.wanted for article in marked))

    def _replaced(self, format: str, target: Path, scope: Scope, feeds: Sequence[Subscription]) -> _Job:
        text = self._converted(format, scope, feeds)
        target, key = _canonical(target)
        bases = self._store.exports.bases(key)
        return _Job(formats.plan(target, FORMATS[format], text, bases), key, bases, 0)

    def _converted(self, format: str, scope: Scope, feeds: Sequence[Subscription]) -> str:
        if format == "json":
            return archive.dumps(archived_articles(self._store, scope))
        if format == "opml":
            return opml.dumps(feeds)
        writers = {"w3c": w3c.dumps, "readwise": readwise.dumps, "netscape": netscape.dumps}
        if format not in writers:
            raise UsageError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
        return writers[format]([article for article in marked_articles(self._store, scope) if article.wanted])

    def _carry_out(self, job: _Job, dry_run: bool) -> Exported:
        done = job.outcome(dry_run=dry_run, diff=job.plan.diff() if dry_run else "")
        if not dry_run:
            writer.write(job.plan)
            if job.plan.bases != job.before:
                with self._store.transaction():
                    self._store.exports.keep(job.key, job.plan.bases)
        return done


def _beginning(data: bytes) -> str:
    """The beginning of a file, cut at a line where it is long."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) <= PREVIEW_CHARACTERS:
        return text
    return text[:PREVIEW_CHARACTERS].rpartition("\n")[0] + "\n…"


def _layout(look: Look) -> Layout:
    template = look.template
    if template is not None:
        with writer.told(template):
            template = template.expanduser()
    return layouts.named(look.layout, template)


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
