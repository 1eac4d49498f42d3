"""Draw the README's screenshot from the real app on the texts in `docs/articles`, and write the table of keys.

Run: python docs/make.py
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tui_reader.config import Config
from tui_reader.library import Library
from tui_reader.ui.app import NewsreaderApp
from tui_reader.ui.commands import COMMANDS

DOCS = Path(__file__).parent
SIZE = (150, 38)
PLACES = {"list": "list", "reader": "text", "search": "search", "quotes": "highlights"}


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


async def screenshot(target: Path, theme: str, size: tuple[int, int] = SIZE) -> None:
    """The reader with three highlights in an article, drawn as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        library.adding.add([str(DOCS / "articles")])
        article = next(a for a in library.reading.listing() if "tide tables" in a.title)
        for quote, role, note in (
            ("a table that everyone looks at is a place where people meet", 1, "like a village well"),
            ("The cost, according to the minutes, is forty-one euros a year.", 3, ""),
            ("A first count in September gave an average of six minutes, of which reading took less than one.", 4, ""),
        ):
            library.marks.highlight_quote(article.id, quote, role, note=note)
        library.close()
        app = NewsreaderApp(Path(folder), Config(theme=theme))
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            for key in ("enter", ")", ")", "b"):
                await pilot.press(key)
                await pilot.pause(0.2)
            await pilot.pause(4.0)  # until the notice has gone
            target.write_text(app.export_screenshot(title="newsreader"), "utf-8")
        app.close_library()


if __name__ == "__main__":
    (DOCS / "keys.md").write_text(keys_page(), "utf-8")
    asyncio.run(screenshot(DOCS / "reader.svg", "paper-light"))
