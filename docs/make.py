"""Draw the README's screenshots from the real app on the texts in `docs/articles`, and write the table of keys.

Run: python docs/make.py
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import feeds

from tui_reader.config import Config
from tui_reader.library import Library
from tui_reader.ui.app import NewsreaderApp, Start
from tui_reader.ui.commands import COMMANDS
from tui_reader.ui.screens.main import MainScreen

DOCS = Path(__file__).parent
SIZE = (150, 38)
PLACES = {
    "list": "list",
    "reader": "text",
    "search": "search",
    "quotes": "highlights",
    "feeds": "feeds",
    "changes": "changes",
}


def keys_page() -> str:
    """`docs/keys.md`, from the table of commands."""
    lines = [
        "# Keys",
        "",
        "Made from the table of commands by `docs/make.py`. Every key can be changed in `config.toml`:",
        "",
    ]
    lines += ["```toml", "[keys]", '"deeds.bookmark" = ["b", "ctrl+b"]', "```"]
    group = ""
    for command in COMMANDS:
        if command.group != group:
            group = command.group
            lines += ["", f"## {group}", "", "| keys | does | where | id |", "|---|---|---|---|"]
        keys = " ".join(f"`{key}`" for key in command.keys)
        where = ", ".join(PLACES[place] for place in command.where)
        lines.append(f"| {keys} | {command.words}. {command.help} | {where} | `{command.id}` |")
    return "\n".join(lines) + "\n"


def _library(folder: Path) -> None:
    """The articles of `docs/articles`, with highlights in two of them."""
    library = Library(folder)
    library.adding.add([str(DOCS / "articles")])
    for words, quote, role, note in (
        ("tide tables", "a table that everyone looks at is a place where people meet", 1, "like a village well"),
        ("tide tables", "The cost, according to the minutes, is forty-one euros a year.", 3, ""),
        (
            "tide tables",
            "A first count in September gave an average of six minutes, of which reading took less than one.",
            4,
            "",
        ),
    ):
        article = next(a for a in library.reading.listing() if words in a.title)
        library.marks.highlight_quote(article.id, quote, role, note=note)
    for number, article in enumerate(a for a in library.reading.listing() if "tide tables" not in a.title):
        opened = library.reading.open(article.id)
        told = [each for each in opened.sentences if each[1] - each[0] > 60][1:3]
        for at, (start, end) in enumerate(told[: 1 + number % 2]):
            library.marks.highlight(article.id, start, end, 1 + (number + at) % 4)
    library.close()


def _library_with_feeds(folder: Path) -> None:
    """The same, and feeds in every state."""
    _library(folder)
    library = Library(folder)
    feeds.follow(library)
    library.close()


async def screenshot(
    target: Path, theme: str, keys: tuple[str, ...], library: Callable[[Path], None] = _library
) -> None:
    """What the reader shows after some keys, drawn as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        await asyncio.to_thread(library, Path(folder))  # visiting feeds has a loop of its own
        app = NewsreaderApp(Path(folder), Config(theme=theme), Start(offline=True))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            main = app.screen_stack[0]
            assert isinstance(main, MainScreen)
            rows = await main._desk.ask(lambda library: library.reading.listing())
            main.open_article(next(row.id for row in rows if "tide tables" in row.title))
            await pilot.pause(0.5)
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.3)
            await pilot.pause(4.0)  # until the notice has gone
            target.write_text(app.export_screenshot(title="newsreader"), "utf-8")
        app.close_library()


if __name__ == "__main__":
    (DOCS / "keys.md").write_text(keys_page(), "utf-8")
    for name, theme in (("light", "paper-light"), ("dark", "paper-dark")):
        asyncio.run(screenshot(DOCS / f"reader-{name}.svg", theme, (")", ")", "b")))
        asyncio.run(screenshot(DOCS / f"highlights-{name}.svg", theme, ("Q", "j")))
        asyncio.run(screenshot(DOCS / f"feeds-{name}.svg", theme, ("g", "h"), _library_with_feeds))
        asyncio.run(screenshot(DOCS / f"export-{name}.svg", theme, ("E", "down", "down", "right")))
