"""Clearing old articles that were read: what would go is shown, and nothing goes before the answer is yes."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.document.sanitise import one_line
from tui_reader.library.feeds import KEPT, Clearing
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.widgets.entries import LineEntry

AT_ONCE: Final = 100
"""Articles deleted between two looks at whether to stop."""
_MOST = 9
"""Digits of a number that is looked at."""


class ClearingScreen(ModalScreen[int]):
    """Answers how many articles were deleted. What has a bookmark, a highlight, a note or a tag is never offered."""

    def __init__(self, desk: Background, spare: int | None) -> None:
        """`spare` is the article that is open."""
        super().__init__()
        self._desk, self._spare = desk, spare
        self._clearing: Clearing | None = None
        self._asking = False
        self._deleting = False
        self._stopped = False
        self._deleted = 0
        self._box = LineEntry(str(KEPT), id="clearing-keep", type="integer", max_length=_MOST)
        self._list = Static(classes="clearing-list", markup=False)
        self._hint = Static(classes="dialog-hint", markup=False)

    def compose(self) -> ComposeResult:
        """How many to keep, what would go, and the question."""
        with Vertical(classes="dialog form clearing") as box:
            box.border_title = Content("Delete old articles that were read")
            yield Static(
                Content(
                    "Articles to keep of each feed, the newest first (a feed's own number goes before; "
                    "of feeds you left, none):"
                ),
                classes="dialog-text",
            )
            yield self._box
            with VerticalScroll(can_focus=False):
                yield self._list
            yield self._hint

    def on_mount(self) -> None:
        """Look at once."""
        self._box.focus()
        self._look()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another number, other articles."""
        event.stop()
        self._look()

    def _look(self) -> None:
        self._clearing, self._asking = None, False
        typed = self._box.value.strip()
        if not typed.isdecimal():
            self._list.update(Content(""))
            self._hint.update(Content("Type a number · Esc leaves"))
            return
        keep = int(typed)

        async def look() -> None:
            self._show(await self._desk.ask(lambda library: library.feeds.clearing(keep, self._spare)))

        self._hint.update(Content("Looking…"))
        work(self, look, group="clearing", exclusive=True)

    def _show(self, clearing: Clearing) -> None:
        self._clearing = clearing
        lines = [
            f"{each.articles:>7,}  {one_line(each.name, 60)}{' · followed no more' if each.left else ''}"
            for each in clearing.by_feed
        ]
        self._list.update(Content("\n".join(lines) or "There is nothing to delete: no feed has more that was read."))
        if clearing.ids:
            self._hint.update(Content(f"Enter deletes these {len(clearing.ids):,} · marked ones stay · Esc leaves"))
        else:
            self._hint.update(Content("Esc leaves"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask once more: this cannot be taken back."""
        event.stop()
        if self._clearing is not None and self._clearing.ids and not self._deleting:
            self._asking = True
            count = wording.counted(len(self._clearing.ids), "article")
            self._hint.update(Content(f"Delete {count} for good? This cannot be undone: y deletes, any other key not"))
            self.set_focus(None)

    def on_key(self, event: events.Key) -> None:
        """The answer; and Escape, which also stops."""
        if self._deleting:
            event.stop()
            self._stopped = self._stopped or event.key == "escape"
        elif self._asking:
            event.stop()
            self._asking = False
            if event.character in ("y", "Y"):
                self._deleting = True
                work(self, self._delete, group="clearing-delete")
            else:
                self._box.focus()
                self._look()
        elif event.key == "escape":
            event.stop()
            self.dismiss(0)
        elif event.key in ("down", "up", "pagedown", "pageup"):
            event.stop()
            page = self.query_one(VerticalScroll)
            rows = page.size.height if event.key.startswith("page") else 1
            page.scroll_relative(y=rows if event.key.endswith("down") else -rows, animate=False)

    async def _delete(self) -> None:
        ids = self._clearing.ids if self._clearing is not None else ()
        for at in range(0, len(ids), AT_ONCE):
            if self._stopped:
                break
            self._hint.update(Content(f"Deleting · {at:,} of {len(ids):,} · Esc stops"))
            some = ids[at : at + AT_ONCE]
            self._deleted += await self._desk.ask(lambda library, some=some: library.feeds.clear(some))  # type: ignore[misc]
        self.dismiss(self._deleted)
