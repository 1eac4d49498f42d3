"""What comes in and goes out: adding, reading files again, exporting, copying."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.document.sanitise import one_line
from tui_reader.errors import NewsreaderError
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.screens.export import Exports, These
from tui_reader.ui.screens.prompt import PromptScreen
from tui_reader.ui.screens.stage import Stage

if TYPE_CHECKING:
    from tui_reader.library.adding import Progress, Report


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


class Keeping:
    """Runs long jobs in a thread of their own and tells how far they are."""

    def __init__(self, screen: Stage, desk: Background, adding_desk: Background, export_desk: Background) -> None:
        self.exports = Exports(screen, desk, export_desk)
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
        """Export as it was chosen last, or choose."""
        self.exports.export(These())

    def do_export_to(self) -> None:
        """Choose where to export, how and what."""
        self.exports.export(These(), ask=True)

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
