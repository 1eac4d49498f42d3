"""What panes tell each other. Past tense: a message says what happened, the screen decides who must know."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.message import Message

from tui_reader.model import Highlight


class ArticleChosen(Message):
    """The user wants to read an article; `start` and `end` are a passage to go to, if one was meant."""

    def __init__(self, article_id: int, start: int | None = None, end: int | None = None) -> None:
        super().__init__()
        self.article_id = article_id
        self.start = start
        self.end = end


class PassageSeen(Message):
    """The cursor rests on a passage that may be shown without leaving the place one reads at."""

    def __init__(self, article_id: int, start: int | None, end: int | None) -> None:
        super().__init__()
        self.article_id = article_id
        self.start = start
        self.end = end


class NoPassageSeen(Message):
    """There is no passage to look at: what is read may be seen again."""


class ArticleOpened(Message):
    """An article stands in the reading pane."""

    def __init__(self, article_id: int) -> None:
        super().__init__()
        self.article_id = article_id


class ArticlesChanged(Message):
    """Articles look different in lists now: read, bookmarked, begun, marked."""

    def __init__(self, article_ids: Sequence[int]) -> None:
        super().__init__()
        self.article_ids = article_ids


class MarksChanged(Message):
    """The highlights of an article are these now."""

    def __init__(self, article_id: int, highlights: Sequence[Highlight]) -> None:
        super().__init__()
        self.article_id = article_id
        self.highlights = highlights


class PassageChosen(Message):
    """A passage of the open article is to be shown."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__()
        self.start = start
        self.end = end


class CountsChanged(Message):
    """The figures of the header are these now."""

    def __init__(self, total: int, unread: int, bookmarked: int) -> None:
        super().__init__()
        self.total = total
        self.unread = unread
        self.bookmarked = bookmarked


class ReadOn(Message):
    """The end of the open article was reached, and the user wants the next one."""


class PlaceChanged(Message):
    """The reading place or mode changed: the hint line has something new to say."""

    def can_replace(self, message: Message) -> bool:
        """Only the last of many counts."""
        return isinstance(message, PlaceChanged)


class Notice(Message):
    """One sentence for the user, not sanitised; a `problem` is shown for longer."""

    def __init__(self, text: str, *, problem: bool = False) -> None:
        super().__init__()
        self.text = text
        self.problem = problem


class NoteWanted(Message):
    """The user wants to write a note on some words, which has come as far as `note`.

    `keep` gets what is written, and whether it goes on with what it got before.
    """

    def __init__(self, quote: str, note: str, keep: Callable[[str, bool], None]) -> None:
        super().__init__()
        self.quote = quote
        self.note = note
        self.keep = keep
