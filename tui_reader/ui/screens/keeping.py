"""What comes in and goes out: adding, reading files again, exporting, copying."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.prompt import PromptScreen
from tui_reader.ui.screens.stage import Stage

if TYPE_CHECKING:
    from tui_reader.library.adding import Progress, Report

TARGET = "export-target"
"""The key under which the last export target is kept."""
DEFAULT_TARGET = "~/newsreader-highlights.md"


def summary(report: Report) -> str:
    """What adding did, in one sentence."""
    parts = [f"{count} {word}" for count, word in ((report.added, "added"), (report.updated, "updated")) if count]
    if report.unchanged:
        parts.append(f"{report.unchanged} unchanged")
    if report.skipped:
        first = report.skipped[0]
        more = f" (and {len(report.skipped) - 1} more)" if len(report.skipped) > 1 else ""
        parts.append(f"skipped {one_line(first.source, 120)}: {first.reason}{more}")
    return ", ".join(parts) or "Nothing was found to add"


class Exported(NamedTuple):
    """What is to be exported: the highlights `only` (ids), everything if None. `tell` says how it went, `opened` hears
    that the question for a target stands; both are the main screen's if None."""

    only: Sequence[str] | None = None
    tell: Callable[[str], None] | None = None
    opened: Callable[[], None] | None = None


class Keeping:
    """Runs long jobs in a thread of their own and tells how far they are."""

    def __init__(self, screen: Stage, desk: Background, adding_desk: Background) -> None:
        self._screen = screen
        self._desk = desk
        self._adding_desk = adding_desk
        self._stopped = False

    # -- in

    def add(self, names: Sequence[str], *, stdin: bytes | None = None, open_first: bool = True) -> None:
        """Add sources in the background and open the first article that came."""
        work(self._screen, lambda: self._add(names, stdin, open_first), group="adding")

    async def _add(self, names: Sequence[str], stdin: bytes | None, open_first: bool) -> None:
        screen, loop_call = self._screen, self._screen.app.call_from_thread
        before = (screen.place, screen.reading.opened)

        def progress(at: Progress) -> None:
            of = f"/{at.total}" if at.total and at.total > 1 else ""
            words = f"adding {at.done}{of}" if at.total and at.total > 1 else f"adding · {at.articles} articles"
            if not self._stopped:
                loop_call(screen.show_activity, words)

        try:
            report = await self._adding_desk.ask(
                lambda library: library.adding.add(
                    names,
                    stdin=None if stdin is None else lambda: stdin,
                    progress=progress,
                    cancelled=lambda: self._stopped,
                )
            )
        except NewsreaderError as error:
            screen.tell(str(error), problem=True)
            return
        finally:
            screen.show_activity("")
        changed = bool(report.added or report.updated)
        # Whoever went on reading or searching meanwhile is not torn away.
        open_first = open_first and before == (screen.place, screen.reading.opened)
        if report.skipped or changed or open_first:
            screen.tell(summary(report), problem=bool(report.skipped))
        if open_first and report.article_ids:
            screen.open_article(report.article_ids[0])
        if changed:
            screen.articles.load(cursor=report.article_ids[0] if open_first and report.article_ids else None)
            screen.search.refresh_results()
            if not open_first:
                await screen.reading.reload()

    def stop(self) -> None:
        """End what goes on; what was added stays."""
        self._stopped = True

    def do_add(self) -> None:
        """Ask for a path."""

        def answered(text: str | None) -> None:
            if text and text.strip():
                name = text.strip()
                self.add([name if "://" in name else os.path.expanduser(name)])  # noqa: PTH111 - never raises

        self._screen.open_dialog(PromptScreen("Add", "a file or a folder of articles"), answered)

    def do_refresh(self) -> None:
        """Read the file of the article at hand again."""
        article = self._screen.article()
        if article is None or not article.path:
            self._screen.tell("This article has no file to read again")
            return
        self._screen.tell("Reading the file again")
        self.add([article.path], open_first=False)

    def do_refresh_all(self) -> None:
        """Read every file of the library again."""

        async def refresh() -> None:
            names = await self._desk.ask(lambda library: library.reading.files())
            if names:
                await self._add(names, None, False)
            else:
                self._screen.tell("The library holds no files to read again")

        work(self._screen, refresh, group="adding")

    # -- out

    def do_export(self) -> None:
        """Export to the last target, or ask for one."""
        self.export(Exported())

    def do_export_to(self) -> None:
        """Ask where to export."""
        self.export(Exported(), ask=True)

    def export(self, what: Exported, *, ask: bool = False) -> None:
        """Export to the last target; ask for one if there is none, or if that is wanted."""

        async def export() -> None:
            target = await self._desk.ask(lambda library: library.reading.recall(TARGET))
            known = isinstance(target, str) and bool(target)
            if known and not ask:
                await self._export(what, target)
            else:
                self._ask_target(what, target if known else DEFAULT_TARGET)

        work(self._screen, export, group="export", exclusive=True)

    def _ask_target(self, what: Exported, value: str) -> None:
        def answered(text: str | None) -> None:
            if text and text.strip():
                work(self._screen, lambda: self._export(what, text.strip()), group="export", exclusive=True)

        hint = "one .md file, or a folder for one file an article"
        dialog = PromptScreen("Export to" if what.only is None else f"Export these {len(what.only)} to", hint, value)
        self._screen.open_dialog(dialog, answered)
        if what.opened is not None:
            dialog.call_after_refresh(what.opened)

    async def _export(self, what: Exported, target: str) -> None:
        tell = what.tell or self._screen.tell
        try:
            report = await self._desk.ask(lambda library: library.exporting.export(Path(target), only=what.only))
        except NewsreaderError as error:
            self._screen.tell(str(error), problem=True)
            return
        await self._desk.ask(lambda library: library.reading.remember(TARGET, target))
        tell(f"{report.summary} → {target}")

    def do_copy(self) -> None:
        """Copy the selection, or the sentence, with its source."""
        reading = self._screen.reading
        target = reading.pointing.target()
        if target is None or reading.opened is None:
            return
        article = reading.opened.article
        self._screen.app.copy_to_clipboard(wording.cited(reading.text[slice(*target)], article.title, article))
        reading.pointing.leave_mode()
        self._screen.tell("Copied with its source")
