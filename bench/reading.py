"""What reading costs: opening, paging, stepping, marking, finding, resizing; and the same in Textual's own widgets.

    python bench/reading.py [--runs N] [--without-peers] [--line-peers]

The texts are generated. Every figure is CPU time of the whole process (the library's thread too) from the key to
the next rest of the event loop, with the drawn cells encoded as a terminal would get them; a turn in which nothing
happens costs what the row "nothing" says. The reader runs whole, list and panes included, in 120 x 40 cells. A
peer is alone on its screen, in the same cells, on the same text without emphasis and marks. Figures are medians
and compare within one run only.

A peer does the nearest it can. It has no sentences: they are found for it before the clock starts, and a step or a
grown mark is another style of that range (Static: the cheapest update, without scrolling) or another selection
(TextArea). Find is all matches by regular expression, painted (Static), or the first one selected (TextArea).
Markdown can neither style a range nor find. Peers are measured fewer times, and only opened with the 5 MB line, which
takes them half a minute and is done only with --line-peers.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # read on import; without a terminal nothing would be coloured
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content, Span
from textual.document._document import Document as LineDocument
from textual.document._document import Selection
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Markdown, Static, TextArea

from tui_reader.config import Config
from tui_reader.document.sentences import sentences
from tui_reader.document.structure import blocks_of
from tui_reader.library import Library
from tui_reader.model import Placement
from tui_reader.paths import library_file
from tui_reader.store import Store
from tui_reader.store.marks import HighlightRow
from tui_reader.ui.app import NewsreaderApp
from tui_reader.ui.screens.main import MainScreen
from tui_reader.ui.widgets.document_view import DocumentView

SEED = 20_240_229
SIZE = (120, 40)
WIDTHS = (108, 104, 100, 96, 92)
SMALL, LARGE, MARKED, LINE = "1,000 words", "100,000 words", "100,000, marked", "5 MB in one line"
FIRST_WORDS = {SMALL: "Qabcq", LARGE: "Qbcdq", MARKED: "Qcdeq", LINE: "Qdefq"}
SPANS, HIGHLIGHTS, LINE_LENGTH = 5_000, 1_000, 5_000_000
WANTED = "harbour"
PAINT, OPEN, PAGE, STEP, GROW, FIND, FIND_ON, RESIZE, IDLE = (
    *("first paint", "open, settled", "page down", "sentence step", "grow a highlight"),
    *("find, first letter", "find, whole word", "resize", "nothing"),
)
GOALS = {PAGE: 16.0, STEP: 16.0, GROW: 16.0, RESIZE: 45.0}
PAINT_GOAL, LINE_GOAL = 1.5, 500.0

Figures = dict[str, list[float]]


def paragraphs(name: str, words: int) -> list[str]:
    """Paragraphs of about 80 words; the first word of all is found nowhere else."""
    rng = random.Random(SEED)
    made = [
        "".join(rng.choices("etaoinshrdlucmfwypvbgk", k=1 + min(10, int(rng.expovariate(0.22))))) for _ in range(4_000)
    ]
    weights = [1 / (rank + 3) for rank in range(4_000)]
    drawn = rng.choices(made, weights, k=words)
    drawn[0] = FIRST_WORDS[name]
    for at in range(97, words, 250):
        drawn[at] = WANTED
    out: list[str] = []
    at = 0
    while at < words:
        told: list[str] = []
        for _ in range(6):
            length = rng.randint(8, 19)
            if sentence := " ".join(drawn[at : at + length]):
                told.append(sentence[0].upper() + sentence[1:] + ".")
            at += length
        out.append(" ".join(told))
    return out


def with_emphasis(parts: list[str]) -> str:
    """Markdown with SPANS words in emphasis, spread evenly."""
    words = [part.split() for part in parts]
    places = [(i, j) for i, part in enumerate(words) for j in range(1, len(part))]
    for i, j in places[:: max(1, len(places) // SPANS)][:SPANS]:
        words[i][j] = f"*{words[i][j]}*"
    return "\n\n".join(" ".join(part) for part in words)


def fill(folder: Path) -> tuple[dict[str, int], dict[str, str]]:
    """A library of the four articles. Their ids, and their texts for the peers."""
    source = folder / "source"
    source.mkdir()
    texts = {name: "\n\n".join(paragraphs(name, words)) for name, words in ((SMALL, 1_000), (LARGE, 100_000))}
    texts[LINE] = " ".join(paragraphs(LINE, LINE_LENGTH // 4))[:LINE_LENGTH]
    for name, text in texts.items():
        (source / f"{name}.txt").write_text(f"{name}\n2026-03-01 07:36\n{text}", "utf-8")
    marked = with_emphasis(paragraphs(MARKED, 100_000))
    (source / f"{MARKED}.md").write_text(f"# {MARKED}\n\n{marked}", "utf-8")
    library = Library(folder)
    report = library.adding.add([str(source)])
    assert not report.skipped, report.skipped
    ids = {article.title: article.id for article in library.reading.listing()}
    opened = library.reading.open(ids[MARKED])
    library.close()
    assert len(opened.document.spans) == SPANS
    _mark(folder, ids[MARKED], opened.article.revision_id, opened.document.text, tuple(opened.sentences))
    return ids, texts


def _mark(folder: Path, article: int, revision: int, text: str, found: tuple[tuple[int, int], ...]) -> None:
    """Every so many sentences a highlight; written at once, as marking a thousand by hand is not what is measured."""
    store = Store(library_file(folder))
    with store.transaction():
        for number in range(HIGHLIGHTS):
            start, end = found[number * len(found) // HIGHLIGHTS]
            name, made = f"{number:026}", "2026-03-01T07:36:00Z"
            row = (name, f"z{number:05}", article, revision, start, end, text[start:end], "", "", number % 4 + 1, "")
            store.marks.put(HighlightRow(*row, made, made))
            store.marks.place(name, revision, Placement("exact", start, end), 1)
    store.close()


class Painted(App[None]):
    """Encodes what is drawn, which Textual leaves out without a terminal, and notes when a word was drawn first."""

    awaited = ""
    painted_at = 0.0
    frames = 0

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            drawn = renderable.render_segments(self.console)
            self.frames += 1
            if self.awaited and self.awaited in drawn:
                self.awaited, self.painted_at = "", time.process_time()
        super()._display(screen, renderable)


class Reader(Painted, NewsreaderApp):
    """The whole reader."""


@dataclass
class Stopwatch:
    """Measures one running app."""

    app: Painted
    pilot: Pilot[None]

    async def rest(self) -> None:
        """Until two stretches of 20 ms in a row cost next to nothing."""
        quiet = 0
        while quiet < 2:
            began = time.process_time()
            await asyncio.sleep(0.02)
            quiet = quiet + 1 if time.process_time() - began < 0.002 else 0

    async def cost(self, name: str, act: Callable[[], object], done: Callable[[], object] = lambda: True) -> float:
        """CPU milliseconds of what `act` sets off, until `done` holds and the loop rests."""
        gc.collect()
        began, began_by_clock = time.process_time(), time.monotonic()
        if isinstance(waiting := act(), Awaitable):
            await waiting
        while not done():
            assert time.monotonic() - began_by_clock < 90, f"{name} never ended"
            await asyncio.sleep(0.01)
        await self.rest()
        taken = time.process_time() - began
        return taken * 1_000

    async def open(self, name: str, act: Callable[[], object], figures: Figures) -> None:
        """Open a text: to the first frame that shows its first word, and to rest."""
        began = 0.0
        self.app.awaited = FIRST_WORDS[name][1:]  # a cursor on the first letter would part it from the rest

        def begin() -> object:
            nonlocal began
            began = time.process_time()
            return act()

        taken = await self.cost(OPEN, begin, lambda: not self.app.awaited)
        figures.setdefault(PAINT, []).append((self.app.painted_at - began) * 1_000)
        figures.setdefault(OPEN, []).append(taken)

    def key(self, key: str, character: str | None = None) -> None:
        """A key, as the terminal's driver hands it over."""
        self.app.post_message(events.Key(key, character))

    async def resize(self, width: int) -> None:
        await self.pilot.resize_terminal(width, SIZE[1])

    async def repeat(
        self, figures: Figures, name: str, runs: int, act: Callable[[], object], state: Callable[[], object]
    ) -> None:
        """Measure `act` so many times; each time `state` must become another."""
        for _ in range(runs):
            before = state()
            taken = await self.cost(name, act, lambda: state() != before)  # noqa: B023
            figures.setdefault(name, []).append(taken)


async def measure_reader(stopwatch: Stopwatch, main: MainScreen, ids: dict[str, int], runs: int) -> dict[str, Figures]:
    """All figures of the reader, opening interleaved."""
    found: dict[str, Figures] = {name: {} for name in ids}
    for turn in range(runs + 1):
        for name, article in ids.items():
            into: Figures = {} if not turn else found[name]  # the first round warms up
            await stopwatch.open(name, partial(main.open_article, article), into)
    for name, article in ids.items():
        await stopwatch.open(name, partial(main.open_article, article), {})
        await _measure_article(stopwatch, main, found[name], runs)
    return found


async def _measure_article(stopwatch: Stopwatch, main: MainScreen, figures: Figures, runs: int) -> None:
    view, key = main.query_one(DocumentView), stopwatch.key
    matches = lambda: view.overlay._layers["matches"]  # noqa: E731
    await stopwatch.repeat(figures, IDLE, runs, lambda: None, object)
    for _ in range(runs):
        await stopwatch.repeat(figures, PAGE, 1, lambda: key("pagedown"), lambda: view.scroll_offset.y)
        if view.at_end:
            await stopwatch.cost("", lambda: (key("g", "g"), key("g", "g")))
    await stopwatch.repeat(
        figures, STEP, runs * 2, lambda: key("right_parenthesis", ")"), lambda: view.current_sentence
    )
    marks = main.marks
    await stopwatch.repeat({}, "mark", 1, lambda: key("1", "1"), lambda: marks._highlights)
    await stopwatch.repeat(figures, GROW, runs, lambda: key("plus", "+"), lambda: marks._highlights)
    for _ in range(runs):
        await stopwatch.cost("", lambda: key("slash", "/"))
        await stopwatch.repeat(figures, FIND, 1, lambda: key(WANTED[0], WANTED[0]), matches)
        await stopwatch.cost("", lambda: [key(letter, letter) for letter in WANTED[1:-1]])
        await stopwatch.repeat(figures, FIND_ON, 1, lambda: key(WANTED[-1], WANTED[-1]), matches)
        await stopwatch.cost("", lambda: key("escape"))
    for width in WIDTHS:
        await stopwatch.repeat(figures, RESIZE, 1, lambda: stopwatch.resize(width), lambda: view.text_width)  # noqa: B023
    await stopwatch.resize(SIZE[0])


class Room(Painted):
    """A screen for one peer at a time."""

    def compose(self) -> ComposeResult:
        yield VerticalScroll(id="room")

    def on_mount(self) -> None:
        self.animation_level = "none"

    async def show(self, widget: Widget) -> None:
        """Put this peer there instead of what was."""
        room = self.query_one("#room")
        await room.remove_children()
        await room.mount(widget)
        (widget if isinstance(widget, TextArea) else room).focus()


class Peer:
    """A widget of Textual with a text in it, and how it does what the reader does."""

    def __init__(self, kind: str, text: str) -> None:
        self.kind, self.text = kind, text
        self.widget: Static | Markdown | TextArea
        if kind == "Static":
            self.widget = Static(Content(text))
        elif kind == "Markdown":
            self.widget = Markdown(text)
        else:
            self.widget = TextArea(text, read_only=True, soft_wrap=True, show_line_numbers=False)
            self.widget.styles.height = "1fr"

    def select(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Show ranges: all of them, or the first where a peer knows only one."""
        if isinstance(self.widget, Static):
            spans = [Span(start, end, "reverse") for start, end in ranges]
            self.widget.update(Content(self.text, spans), layout=False)
        elif isinstance(self.widget, TextArea):
            assert isinstance(self.widget.document, LineDocument)
            at = self.widget.document.get_location_from_index
            self.widget.selection = next(Selection(at(start), at(end)) for start, end in ranges)


async def measure_peer(stopwatch: Stopwatch, room: Room, kind: str, name: str, text: str, runs: int) -> Figures:
    """All figures of one peer on one text."""
    figures: Figures = {}
    for _ in range(runs):
        peer = Peer(kind, text)
        await stopwatch.open(name, lambda: room.show(peer.widget), figures)  # noqa: B023
    if name == LINE:
        return figures
    scrolled = peer.widget if kind == "TextArea" else room.query_one("#room")
    await stopwatch.repeat(figures, PAGE, 1, lambda: stopwatch.key("pagedown"), lambda: scrolled.scroll_offset.y)
    if kind != "Markdown":
        told = sentences(text, blocks_of(text))[20 : 21 + runs]
        for start, end in told[1:]:
            frames = room.frames
            for figure, first in ((STEP, start), (GROW, told[0][0])):
                act, done = (lambda: peer.select([(first, end)])), lambda: room.frames > frames  # noqa: B023
                figures.setdefault(figure, []).append(await stopwatch.cost(figure, act, done))
        for figure, wanted in ((FIND, WANTED[0]), (FIND_ON, WANTED)):
            found = partial(re.finditer, wanted, text, re.IGNORECASE)
            figures[figure] = [await stopwatch.cost(figure, lambda: peer.select(m.span() for m in found()))]  # noqa: B023
    for width in WIDTHS[:runs]:
        resized = partial(stopwatch.resize, width)
        await stopwatch.repeat(figures, RESIZE, 1, resized, lambda: room.size.width)
    await stopwatch.resize(SIZE[0])
    return figures


def missed(figure: float, goal: float) -> str:
    return "" if figure <= goal else " MISSED"


def show_reader(found: dict[str, Figures]) -> None:
    """Milliseconds by text, and beside them what the long text costs as a multiple of the short one."""
    print(f"{'CPU ms':<20}" + "".join(f"{name:>18}" for name in found) + f"{'long : short':>14}   goal")
    for name in (PAINT, OPEN, PAGE, STEP, GROW, FIND, FIND_ON, RESIZE, IDLE):
        times = {text: statistics.median(figures[name]) for text, figures in found.items()}
        ratio, goal = times[LARGE] / times[SMALL], ""
        if name == PAINT:
            goal = f"long : short <= {PAINT_GOAL}{missed(ratio, PAINT_GOAL)}"
            goal += f"; 5 MB <= {LINE_GOAL:.0f}{missed(times[LINE], LINE_GOAL)}"
        elif name in GOALS:
            goal = f"<= {GOALS[name]:.0f}{missed(max(times[LARGE], times[MARKED]), GOALS[name])}"
        print(f"{name:<20}" + "".join(f"{taken:>18.1f}" for taken in times.values()) + f"{ratio:>13.2f}x   {goal}")


def show_peers(text: str, ours: Figures, peers: dict[str, Figures]) -> None:
    """What the peers take, as multiples of what we take."""
    print(f"\n{text:<20}{'reader':>10}" + "".join(f"{kind:>22}" for kind in peers))
    for name in ours:
        if not any(name in figures for figures in peers.values()):
            continue
        own, row = statistics.median(ours[name]), ""
        for figures in peers.values():
            taken = statistics.median(figures.get(name, [0.0]))
            row += f"{taken:>11,.1f} ms {taken / own:>6.1f}x " if taken else f"{'-':>22}"
        print(f"{name:<20}{own:>7.1f} ms{row}")


async def run(folder: Path, options: argparse.Namespace) -> None:
    ids, texts = fill(folder)
    app = Reader(folder, Config(mark_read="hand"))
    async with app.run_test(size=SIZE) as pilot:
        stopwatch = Stopwatch(app, pilot)
        main = app.screen_stack[0]
        assert isinstance(main, MainScreen)
        await stopwatch.rest()
        found = await measure_reader(
            stopwatch, main, {name: ids[name] for name in (SMALL, LARGE, MARKED, LINE)}, options.runs
        )
    app.close_library()
    show_reader(found)
    if options.without_peers:
        return
    for name in (SMALL, LARGE, *((LINE,) if options.line_peers else ())):
        peers: dict[str, Figures] = {}
        for kind in ("Static", "Markdown", "TextArea"):
            room = Room()
            async with room.run_test(size=SIZE) as room_pilot:
                runs = 3 if name == SMALL else 1
                peers[kind] = await measure_peer(Stopwatch(room, room_pilot), room, kind, name, texts[name], runs)
        show_peers(name, found[name], peers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--line-peers", action="store_true", help="let the peers open the 5 MB line too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder), options))


if __name__ == "__main__":
    main()
