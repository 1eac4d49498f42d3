"""Which article is open: it comes a page first, then whole, and again when its text, marks or state changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from tui_reader.errors import NotFoundError
from tui_reader.ui.background import Background, work
from tui_reader.ui.messages import ArticleOpened, ArticlesChanged, Notice
from tui_reader.ui.panes.reading.showing import Showing

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.reading import Opened


Where = tuple[int, int]
"""An article and the offset in its text of the first visible character."""


@dataclass(frozen=True, slots=True)
class _Left:
    """A text that was left, the offset of its first visible character, and that of its current sentence."""

    opened: Opened
    top: int
    sentence: int | None


class Opening:
    """Brings articles from the library to the page. `opened` is the one that is shown."""

    def __init__(
        self, pane: Widget, desk: Background, showing: Showing, before_showing: Callable[[Opened], None]
    ) -> None:
        """`before_showing` is called when another text takes the place of the one that is shown."""
        self._pane = pane
        self._desk = desk
        self._showing = showing
        self._before_showing = before_showing
        self.opened: Opened | None = None
        self._sentences: dict[int, tuple[int, int]] = {}  # of articles read before: revision, offset
        self._left: _Left | None = None
        self._looking = False

    async def open(self, article_id: int, start: int | None, top: int | None) -> None:
        """Read an article from an offset `top`, or from where reading stopped; `start` is in the part that comes first.

        Raises NotFoundError.
        """
        opened = await self.get(article_id, -1 if start is None else start)
        self._keep_sentence()
        self._looking = False
        self.show(opened, top, self._kept_sentence(opened) if top is None else None)
        self._pane.post_message(ArticleOpened(article_id))
        self._began(opened)

    async def get(self, article_id: int, page_at: int) -> Opened:
        """An article with at least the page at an offset, -1 for where reading stopped. Raises NotFoundError."""
        return await self._desk.ask(lambda library: library.reading.open(article_id, page_at=page_at))

    def _keep_sentence(self) -> None:
        """Whoever comes back to what is read finds the same sentence current."""
        if self.opened is not None and not self._looking and self._showing.sentence is not None:
            article = self.opened.article
            self._sentences[article.id] = article.revision_id, self._showing.sentence

    def _kept_sentence(self, opened: Opened) -> int | None:
        revision_id, sentence = self._sentences.get(opened.article.id, (None, None))
        return sentence if revision_id == opened.article.revision_id else None

    def show(self, opened: Opened, top: int | None = None, sentence: int | None = None) -> None:
        """Show this text from now on, from an offset or from where reading stopped; `sentence` is in the current one,
        if that is in view."""
        self._before_showing(opened)
        self.opened = opened
        self._showing.show(opened, opened.article.position if top is None else top, sentence)
        self._pane.call_after_refresh(self._showing.follow)
        if not opened.whole:
            # Only when the page is seen: the rest must not delay it.
            self._pane.call_after_refresh(work, self._pane, self._complete, group="reading-rest", exclusive=True)

    def _began(self, opened: Opened, *, told: bool = False) -> None:
        """A text is shown; whoever read another one before is told, if that is not so already."""
        article = opened.article

        def begin(library: Library) -> bool:
            library.reading.began(article.id)
            return bool(article.feed_id and article.url) and library.pages.facts(article.id).has_more

        async def began() -> None:
            more = await self._desk.ask(begin)
            if more and not (article.changed or told):
                self._pane.post_message(Notice("The feed gives only the beginning · X fetches the rest"))
            if article.changed:
                self._pane.post_message(ArticlesChanged([article.id]))

        work(self._pane, began, group="reading-save")
        if article.changed and not told:
            self._pane.post_message(Notice("The text has changed since you read it · d shows how"))

    # -- what is read, while another text is only looked at

    @property
    def looking(self) -> bool:
        """Whether the text that is shown is only looked at."""
        return self._looking

    @property
    def where(self) -> Where | None:
        """The article that is read and the place in it; not what is only looked at."""
        if self._looking:
            return None if self._left is None else (self._left.opened.article.id, self._left.top)
        return None if self.opened is None else (self.opened.article.id, self._showing.top)

    def leave(self) -> None:
        """What is shown from now on is only looked at."""
        self._keep_sentence()
        self._left = None if self.opened is None else self._here(self.opened)
        self._looking = True

    def _here(self, opened: Opened) -> _Left:
        return _Left(opened, self._showing.top, self._showing.sentence)

    async def come_back(self) -> None:
        """Show again what was left, at its place."""
        if not self._looking:
            return
        if self._left is None:
            self._looking, self.opened = False, None
            self._showing.show_nothing()
            return
        left = self._left
        opened, sentence = await self._again(left.opened, left.top, left.sentence)
        if self._looking:  # until then the place in what is only looked at is not to be remembered
            self._looking = False
            same = opened.article.revision_id == left.opened.article.revision_id
            self._show_again(opened, left.top if same else None, sentence)

    # -- more of it, and again

    async def _complete(self) -> None:
        """Bring in the part of a long article that no page needed so far."""
        before = self.opened
        if before is None or before.whole:
            return
        try:
            complete = await self._desk.ask(lambda library: library.reading.completed(before))
        except NotFoundError:  # the text was replaced, and its old version dropped, in between
            await self.reload()
            return
        now = self.opened
        if now is None or now.whole or now.article.revision_id != before.article.revision_id:
            return
        self.opened = replace(now, document=complete.document, sentences=complete.sentences, whole=True)
        self._showing.go_on_in(self.opened)

    async def reload(self, *, told: bool = False) -> None:
        """Read the open article again: its text, marks or state may have changed. `told`: the user knows of it."""
        before = self.opened
        if before is None:
            return
        place = (None, None) if self._looking else (self._showing.top, self._showing.sentence)
        opened, sentence = await self._again(before, *place)
        if self._took(opened, before, sentence, told=told):
            self._showing.set_facts(opened)

    async def _again(self, before: Opened, top: int | None, sentence: int | None) -> tuple[Opened, int | None]:
        """A text as it is now, and where its current sentence is in it. Raises NotFoundError."""

        def again(library: Library) -> tuple[Opened, int | None]:
            now = library.reading.again(before, top)
            return now, None if sentence is None else library.reading.followed(before, now, sentence)

        return await self._desk.ask(again)

    def _show_again(self, opened: Opened, top: int | None, sentence: int | None) -> None:
        """Show a text that was shown before. Its current sentence stays that, wherever it went."""
        self.show(opened, top, sentence)
        self._showing.reveal_sentence()

    async def toggle_paragraphs(self) -> None:
        """Change between guessed paragraphs and the text as it came."""
        before = self.opened
        if before is None:
            return
        article_id, as_it_came = before.article.id, not before.as_it_came
        opened = await self._desk.ask(lambda library: library.reading.open(article_id, as_it_came=as_it_came))
        if self._took(opened, before):
            self._showing.go_on_in(opened)
            self._pane.post_message(Notice("The text as it came" if as_it_came else "The text in paragraphs"))

    def _took(self, opened: Opened, before: Opened, sentence: int | None = None, *, told: bool = False) -> bool:
        """Go on with the open article as it is now; not if another was opened meanwhile, or if its text went on:
        then that is shown instead."""
        now = self.opened
        if now is None or now.article.id != before.article.id or now.article.revision_id != before.article.revision_id:
            return False
        if opened.article.revision_id != before.article.revision_id:
            self._show_again(opened, None, sentence)
            self._pane.post_message(ArticleOpened(opened.article.id))
            if not self._looking:
                self._began(opened, told=told)
            return False
        if now.whole and not opened.whole:
            opened = replace(opened, document=now.document, sentences=now.sentences, whole=True)
        self.opened = opened
        return True
