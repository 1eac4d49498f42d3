"""What is asked about mute rules: one rule, tried while it is typed; and the list of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui_reader.document.sanitise import display, one_line
from tui_reader.errors import NewsreaderError, QueryError
from tui_reader.library import Library
from tui_reader.ui import wording
from tui_reader.ui.background import Background, work
from tui_reader.ui.widgets.entries import LineEntry

if TYPE_CHECKING:
    from tui_reader.library.muting import DryRun, MuteRule

Keep = Callable[[str], Awaitable[str]]
"""Makes a rule of a query and answers what to tell. Raises NewsreaderError."""


class RuleDeeds(Protocol):
    """What the list of rules can ask for. Each answers what to tell; all raise NewsreaderError."""

    async def rules(self) -> Sequence[MuteRule]:
        """The rules as they are now."""

    async def keep(self, query: str, number: int | None = None) -> str:
        """Make a rule, or change one."""

    async def remove(self, number: int) -> str:
        """Forget a rule."""

    async def undo(self, *, back: bool) -> str:
        """Take the last deed back, or do it again."""


class MuteScreen(ModalScreen[str | None]):
    """Asks for a rule and tells what it would hide while it is typed. Answers what to tell once the rule is kept,
    None when the user steps back; a rule that cannot be kept stays in the box with the reason under it."""

    def __init__(self, title: str, proposals: Sequence[str], desk: Background, keep: Keep, *, new: bool = True) -> None:
        """`proposals` are what may be meant, the likeliest first; Tab goes through them. What is typed takes the place
        of a proposal, unless it is the rule as it was, which is not `new`."""
        super().__init__()
        self._title, self._proposals, self._desk, self._keep = title, proposals, desk, keep
        self._box = LineEntry(
            proposals[0] if proposals else "", placeholder="words, “a phrase”, source: title: author: …", id="mute-box",
            select_on_focus=new,
        )  # fmt: skip
        self._outcome = Static(id="mute-outcome", markup=False)
        self._examples = Static(id="mute-examples", markup=False)
        self._asked = self._box.value
        self._keeping = False

    def compose(self) -> ComposeResult:
        """A box, and under it what the rule would have done."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            yield self._box
            yield self._outcome
            yield self._examples
            another = "Tab another proposal · " if len(self._proposals) > 1 else ""
            yield Static(Content(f"Enter keeps the rule · {another}Esc"), classes="dialog-hint")

    def on_mount(self) -> None:
        """Say at once what the proposal would do."""
        self._look()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Try what stands there now."""
        event.stop()
        if event.value != self._asked:
            self._asked = event.value
            self._look()

    def _look(self) -> None:
        query = self._asked
        work(self, lambda: self._try(query), group="mute-look", exclusive=True)

    async def _try(self, query: str) -> None:
        def ask(library: Library) -> DryRun | None:
            # The question may be stale before the thread comes to it: then it is not asked at all.
            return library.muting.dry_run(query) if query == self._asked else None

        try:
            run = await self._desk.ask(ask)
        except NewsreaderError as error:
            if query == self._asked:
                self._show_mistake(error)
            return
        if run is not None and query == self._asked:
            self._outcome.remove_class("-mistake")
            self._outcome.update(Content(wording.mute_outcome(run)))
            self._examples.update(Content(wording.mute_examples(run)))

    def _show_mistake(self, error: NewsreaderError) -> None:
        self._examples.update("")
        words = one_line(str(error), 400)
        if isinstance(error, QueryError):
            before = cell_len(display(self._asked[: error.position])) - round(self._box.scroll_offset.x)
            words = " " * max(0, min(before, self._box.content_size.width - 1)) + "^\n" + words
        self._outcome.set_class(bool(self._asked.strip()), "-mistake")
        self._outcome.update(Content(words))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the rule."""
        event.stop()
        if not self._keeping:
            self._keeping = True
            work(self, lambda: self._submit(event.value), group="mute-keep")

    async def _submit(self, query: str) -> None:
        try:
            told = await self._keep(query)
        except NewsreaderError as error:
            self._asked = query
            self._show_mistake(error)
            return
        finally:
            self._keeping = False
        self.dismiss(told)

    def on_key(self, event: events.Key) -> None:
        """Escape steps back; Tab goes to the next proposal."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            if self._proposals:
                value = self._box.value
                at = self._proposals.index(value) + 1 if value in self._proposals else 0
                self._box.value = self._proposals[at % len(self._proposals)]
                self._box.select_all()


class RulesScreen(ModalScreen[None]):
    """The mute rules with what each hides; one can be changed, removed, and brought back."""

    HINT = "Enter change · a new · x remove · u undo · Esc"

    def __init__(self, rules: Sequence[MuteRule], desk: Background, deeds: RuleDeeds) -> None:
        super().__init__()
        self._rules, self._desk, self._deeds = rules, desk, deeds
        self._list = OptionList(markup=False)
        self._nothing = Static(Content("There are no mute rules. a makes one, and so does M on an article."))
        self._frame = Vertical(classes="dialog choice rules")

    def compose(self) -> ComposeResult:
        """A framed list."""
        with self._frame:
            self._frame.border_title = Content("Mute rules")
            yield self._list
            yield self._nothing
            yield Static(Content(self.HINT), classes="dialog-hint")

    def on_mount(self) -> None:
        """Show the rules."""
        self._show()

    def _show(self) -> None:
        at = self._list.highlighted or 0
        self._list.clear_options()
        self._list.add_options([Option(Content(wording.mute_rule(rule))) for rule in self._rules])
        self._list.display = bool(self._rules)
        self._nothing.display = not self._rules
        if self._rules:
            self._list.highlighted = min(at, len(self._rules) - 1)
            self._list.focus()

    def _do(self, deed: Callable[[], Awaitable[str]]) -> None:
        async def do() -> None:
            self._tell(await deed())
            await self._reload()

        work(self, do, group="mute-keep")

    def _tell(self, words: str) -> None:
        self._frame.border_subtitle = Content(one_line(words, 300))

    async def _reload(self) -> None:
        self._rules = await self._deeds.rules()
        self._show()

    def _ask(self, title: str, query: str, number: int | None) -> None:
        def answered(told: str | None) -> None:
            if told is not None:
                self._tell(told)
                work(self, self._reload, group="mute-look")

        proposals = [query] if query else []
        dialog = MuteScreen(
            title, proposals, self._desk, lambda typed: self._deeds.keep(typed, number), new=number is None
        )
        self.app.push_screen(dialog, answered)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change a rule."""
        event.stop()
        rule = self._rules[event.option_index]
        self._ask("Change the rule", rule.query, rule.number)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Nobody above wants to know."""
        event.stop()

    def on_key(self, event: events.Key) -> None:
        """Escape steps back; j and k move as everywhere."""
        if event.key in ("escape", "q"):
            event.stop()
            self.dismiss(None)
        elif event.key in ("j", "k"):
            event.stop()
            self._list.action_cursor_down() if event.key == "j" else self._list.action_cursor_up()
        elif event.key == "a":
            event.stop()
            self._ask("New mute rule", "", None)
        elif event.key == "x" and self._rules:
            event.stop()
            number = self._rules[self._list.highlighted or 0].number
            self._do(lambda: self._deeds.remove(number))
        elif event.key in ("u", "U"):
            event.stop()
            back = event.key == "u"
            self._do(lambda: self._deeds.undo(back=back))
