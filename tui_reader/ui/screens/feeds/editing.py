"""The dialog for one feed's settings: every mistake is told in one sentence at its place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Static

from tui_reader.document.sanitise import one_line
from tui_reader.model import Feed
from tui_reader.ui.background import work
from tui_reader.ui.screens.feeds.fields import FIELDS, changed, typed_of
from tui_reader.ui.widgets.entries import LineEntry

Check = Callable[[dict[str, Any]], Awaitable[dict[str, str]]]
"""Gets settings and answers what makes no sense of them: a sentence by the name of each."""


class _Tick(Checkbox):
    """A box whose tick can be seen without colours."""

    def __init__(self, words: str, value: bool) -> None:
        super().__init__(words, value, compact=True)
        self.BUTTON_INNER = "X" if value else " "

    def watch_value(self) -> None:
        """Draw the tick, or none."""
        self.BUTTON_INNER = "X" if self.value else " "
        super().watch_value()


class EditFeedScreen(ModalScreen[None]):
    """Fields one under the other. Enter keeps all, Escape nothing."""

    def __init__(self, feed: Feed, check: Check, keep: Callable[[dict[str, Any]], None], at: str = "name") -> None:
        """`keep` gets the settings that were changed, once `check` finds nothing wrong; `at` is the field to begin
        in."""
        super().__init__()
        self._feed, self._check, self._keep_settings, self._first = feed, check, keep, at
        self._before = typed_of(feed)
        self._boxes: dict[str, Input] = {}
        self._problems: dict[str, Static] = {}
        self._full_text = _Tick("fetch the full text of its articles", feed.full_text)

    def compose(self) -> ComposeResult:
        """A framed form."""
        with Vertical(classes="dialog form") as box:
            box.border_title = Content(one_line(self._feed.shown, 60))
            with VerticalScroll(can_focus=False):
                for field in FIELDS:
                    hint = field.hint
                    if field.name == "password":
                        hint = "kept; type another one to change it" if self._feed.user else ""
                    if field.name == "name" and self._feed.title:
                        hint = one_line(self._feed.title, 80)
                    entry = LineEntry(
                        self._before[field.name], placeholder=hint, password=field.name == "password", id=field.name
                    )
                    problem = Static(classes="form-problem", markup=False)
                    problem.display = False
                    self._boxes[field.name], self._problems[field.name] = entry, problem
                    with Horizontal(classes="form-row"):
                        yield Static(Content(field.words), classes="form-label")
                        yield entry
                    yield problem
                yield self._full_text
            yield Static(Content("Enter keeps it · Tab goes on · Esc leaves"), classes="dialog-hint")

    def on_mount(self) -> None:
        """Begin in the first field, or where something is wrong."""
        self._boxes[self._first].focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it."""
        event.stop()
        self._keep()

    def on_key(self, event: events.Key) -> None:
        """Escape leaves; the arrows go from field to field."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key == "enter":  # on the box to tick, which takes the blank
            event.stop()
            event.prevent_default()
            self._keep()
        elif event.key in ("down", "up"):
            event.stop()
            self.focus_next() if event.key == "down" else self.focus_previous()

    def _keep(self) -> None:
        settings, mistakes = changed(self._before, {name: box.value for name, box in self._boxes.items()})
        if self._full_text.value != self._feed.full_text:
            settings["full_text"] = self._full_text.value

        async def keep() -> None:
            wrong = {**await self._check(settings), **mistakes}
            if not wrong and settings:
                self._keep_settings(settings)
            self._tell(wrong)

        work(self, keep, group="feed-settings", exclusive=True)

    def _tell(self, mistakes: dict[str, str]) -> None:
        if not mistakes:
            self.dismiss(None)
            return
        for name, problem in self._problems.items():
            problem.update(Content(one_line(mistakes.get(name, ""), 300)))
            problem.display = name in mistakes
        self._boxes[next(name for name in self._boxes if name in mistakes)].focus()
