"""Small questions: one line of text, a note, a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from tui_reader.document.sanitise import display
from tui_reader.ui.widgets.entries import LineEntry, TextEntry

SAVE_AFTER = 1.0
"""Seconds after a key until a note is saved."""
NARROW = 32
"""Cells of an option that fit into a narrow list."""


class LastWord(Suggester):
    """Completes the word being typed from a list; the words before it stay."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(use_cache=False)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line with its last word completed, or None."""
        typed = value.rpartition(" ")[2]
        if not typed:
            return None
        found = (word for word in self._words if word.casefold().startswith(typed) and len(word) > len(typed))
        word = next(found, None)
        return None if word is None else value + word[len(typed) :]


class PromptScreen(ModalScreen[str | None]):
    """Asks for one line. Answers None when the user steps back; Tab takes what is suggested."""

    def __init__(self, title: str, hint: str = "", value: str = "", suggestions: Sequence[str] = ()) -> None:
        super().__init__()
        self._title, self._hint, self._value, self._suggestions = title, hint, value, suggestions

    def compose(self) -> ComposeResult:
        """A framed box."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            suggester = LastWord(self._suggestions) if self._suggestions else None
            yield LineEntry(self._value, suggester=suggester, id="prompt-box")
            if self._hint:
                yield Static(Content(self._hint), classes="dialog-hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The answer."""
        event.stop()
        self.dismiss(event.value)

    def on_key(self, event: events.Key) -> None:
        """Escape steps back; Tab completes."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            self.query_one(LineEntry).take_suggestion()


class NoteScreen(ModalScreen[None]):
    """A small editor. What is typed is saved while typing; Escape closes it.

    `save` gets the text, and whether it goes on with what was saved before.
    """

    def __init__(self, quote: str, note: str, save: Callable[[str, bool], None]) -> None:
        super().__init__()
        self._quote, self._note, self._save = quote, note, save
        self._saved = note
        self._more = False
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The quote, and the note under it."""
        with Vertical(classes="dialog note") as box:
            box.border_title = Content("Note")
            yield Static(Content(self._quote), classes="dialog-quote")
            yield TextEntry(display(self._note), id="note-box", soft_wrap=True, tab_behavior="focus")
            yield Static(Content("saved as you type · Esc closes"), classes="dialog-hint")

    def on_mount(self) -> None:
        """Write on where the note ends."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Save soon."""
        event.stop()
        if self._timer is None:  # counted from the first unsaved key: who types on is saved too
            self._timer = self.set_timer(SAVE_AFTER, self.store)

    def store(self) -> None:
        """Save what is not saved yet."""
        self._timer = None
        text = self.query_one(TextArea).text
        if text != self._saved:
            self._saved = text
            self._save(text, self._more)
            self._more = True

    def on_key(self, event: events.Key) -> None:
        """Escape saves and closes."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.store()
            self.dismiss(None)


class ChoiceScreen(ModalScreen[str | None]):
    """A list to choose from; `preview` hears of every option the cursor comes to."""

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str, str]],
        chosen: str = "",
        preview: Callable[[str], None] | None = None,
        *,
        text: str = "",
    ) -> None:
        """`options` are (answer, words), the first line of the words being what one reads first. `text` stands above
        them."""
        super().__init__()
        self._title, self._options, self._chosen, self._preview = title, options, chosen, preview
        self._text = text

    def compose(self) -> ComposeResult:
        """A framed list."""
        wide = any(cell_len(words) > NARROW for _, words in self._options)
        with Vertical(classes="dialog choice wide" if wide else "dialog choice") as box:
            box.border_title = Content(self._title)
            if self._text:
                yield Static(Content(self._text), classes="dialog-text")
            yield OptionList(*(Option(_option(words)) for _, words in self._options), markup=False)

    def on_mount(self) -> None:
        """Begin on what is chosen now."""
        answers = [answer for answer, _ in self._options]
        choices = self.query_one(OptionList)
        choices.highlighted = answers.index(self._chosen) if self._chosen in answers else 0

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what it would be like."""
        event.stop()
        if self._preview is not None:
            self._preview(self._options[event.option_index][0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The answer."""
        event.stop()
        self.dismiss(self._options[event.option_index][0])

    def on_key(self, event: events.Key) -> None:
        """Escape steps back; j and k move as everywhere."""
        if event.key in ("escape", "q"):
            event.stop()
            self.dismiss(None)
        elif event.key in ("j", "k"):
            event.stop()
            choices = self.query_one(OptionList)
            choices.action_cursor_down() if event.key == "j" else choices.action_cursor_up()


def _option(words: str) -> Content:
    first, _, more = words.partition("\n")
    return Content.assemble((first, "bold"), "\n", more) if more else Content(first)


class PageScreen(ModalScreen[None]):
    """A text to read, of any length."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """A framed page."""
        with VerticalScroll(classes="dialog page") as box:
            box.border_title = Content(self._title)
            yield Static(Content(self._text))

    def on_mount(self) -> None:
        """Scroll with the keys at once."""
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: events.Key) -> None:
        """Any of the keys that step back closes it; j, k and blank scroll."""
        box = self.query_one(VerticalScroll)
        if event.key in ("escape", "q", "question_mark", "enter"):
            event.stop()
            self.dismiss(None)
        elif event.key == "j":
            box.scroll_down(animate=False)
        elif event.key == "k":
            box.scroll_up(animate=False)
        elif event.key == "space":
            box.scroll_page_down(animate=False)
