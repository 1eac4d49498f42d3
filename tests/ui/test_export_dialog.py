"""The dialog of the export: choosing with a preview, exporting, and exporting again as it was chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.ui.driving import BODY, Driver, add, running
from tui_reader.library import Library
from tui_reader.library.choices import Choices
from tui_reader.ui.screens.export import CHOICES, ExportScreen
from tui_reader.ui.screens.quotes import QuotesScreen
from tui_reader.ui.widgets.option_line import OptionLine

HARBOUR, BOATS, FISH = "The harbour was quiet before dawn.", "Two boats came in with the tide", "Fish is fish"
OTHER = BODY.replace("harbour", "valley").replace("Fish", "Cheese").replace("fish", "cheese")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of two articles with three highlights, one of them tagged and noted, and a bookmark."""
    data = tmp_path / "data"
    add(data, ("Slow boats", BODY), ("Hills", OTHER))
    library = Library(data)
    boats, hills = (article.id for article in library.reading.listing())
    library.marks.highlight_quote(boats, HARBOUR)
    library.marks.highlight_quote(boats, FISH, 2, note="hm", tags=["sea"])
    library.marks.highlight_quote(hills, "Cheese is cheese")
    library.marks.bookmark(hills, 0, "The valley")
    library.close()
    return data


def kept(folder: Path) -> Choices | None:
    """The choices that the next `e` goes by."""
    library = Library(folder)
    try:
        return Choices.recalled(library.reading.recall(CHOICES))
    finally:
        library.close()


def dialog(app: Driver) -> ExportScreen:
    screen = app.app.screen
    assert isinstance(screen, ExportScreen)
    return screen


def first_file(app: Driver) -> str:
    """What the first file is going to say."""
    preview = dialog(app).shown.preview
    return preview.text if preview is not None else ""


async def opened(app: Driver, key: str = "E") -> ExportScreen:
    await app.press(key)
    await app.until(lambda: isinstance(app.app.screen, ExportScreen))
    await app.until(lambda: dialog(app).query("#export-target"))
    return dialog(app)


async def fill(app: Driver, box: str, text: str) -> None:
    """Replace what stands in a box, as if pasted."""
    found = dialog(app).query_one(box, Input)
    found.focus()
    found.value = text
    await app.pilot.pause()


async def choose(app: Driver, line: str, value: str) -> None:
    """Go to a line and press right until it says `value`."""
    found = dialog(app).query_one(line, OptionLine)
    found.focus()
    for _ in range(9):
        if found.value == value:
            return
        await app.press("right")
        await app.pilot.pause()
    raise AssertionError(f"{line} never says {value}")


async def test_the_first_time_e_asks_and_enter_exports(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "notes.md"
    async with running(folder) as app:
        await opened(app, "e")
        await app.sees("~/newsreader-highlights.md", "3 highlights, 1 bookmark in 2 articles")
        await fill(app, "#export-target", str(target))
        await app.sees("1 file would be written: 3 new", "─notes.md─", "newsreader_id")
        assert not target.exists()
        await app.press("enter")
        await app.sees("1 file written: 3 new")
        assert app.app.screen is app.main
        assert HARBOUR in target.read_text("utf-8")
        await app.press("e")
        await app.sees("Nothing to write: nothing new")
    assert kept(folder) == Choices(str(target))


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 45)])
async def test_everything_has_its_place_at_every_width(folder: Path, size: tuple[int, int]) -> None:
    async with running(folder, size=size) as app:
        screen = await opened(app)
        await app.sees("would be written: 3 new")
        for label in ("To ", "Format", "Layout", "Template", "Only", "Shown", "by tag", "HTML", "what changes"):
            assert label in app.screen
        for line in ("Enter export", "Esc back", "3 highlights, 1 bookmark in 2 articles", "newsreader_id"):
            assert line in app.screen
        width, height = size
        for widget in screen.query("*"):
            region = widget.region
            assert region.right <= width
            assert region.bottom <= height or widget.id == "export-page"


async def test_layouts_formats_and_scope_are_seen_before_they_are_done(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    async with running(folder, size=(120, 40)) as app:
        await opened(app)
        await fill(app, "#export-target", str(target))
        await app.sees("2 files would be written: 3 new", " Slow boats.md")
        await choose(app, "#export-layout", "vault")
        await app.sees("[!quote]")
        await choose(app, "#export-layout", "by-tag")
        await app.sees("sea.md", "2 files would be written")
        dialog(app).query_one(Input).focus()
        for _ in range(4):
            await app.press("down")
        await app.type("tag:sea")
        await app.sees("2 highlights in 1 article, of 1 found")  # an article is found by the tags of its highlights
        await app.press("enter")
        await app.until(lambda: app.app.screen is app.main)
        await app.sees("(tag:sea)")
    choices = kept(folder)
    assert choices is not None
    assert (choices.look.layout, choices.where) == ("by-tag", "tag:sea")


async def test_a_mistake_in_the_scope_is_told_under_its_place_and_nothing_is_done(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    async with running(folder, size=(60, 20)) as app:
        screen = await opened(app)
        await fill(app, "#export-target", str(target))
        await app.sees("would be written")
        screen.fields.where.focus()
        await app.type("boats after:nonsense")
        await app.until(lambda: any(line.strip("│ ") == "^" for line in app.screen.splitlines()))
        lines = app.screen.splitlines()
        box = next(line for line in lines if "after:nonsense" in line)
        caret = next(line for line in lines if line.strip("│ ") == "^")
        assert box[caret.index("^") :].startswith(("after", "nonsense"))
        await app.press("enter")
        await app.pilot.pause()
        assert dialog(app) is screen
        assert app.app.focused is screen.fields.where
        assert not target.exists()
        await app.press("ctrl+u")
        await app.until(lambda: not screen.query_one("#export-problem").has_class("-said"))
        await app.sees("2 files would be written")


async def test_e_goes_by_the_same_choices_and_says_what_changed(folder: Path, tmp_path: Path) -> None:
    template = tmp_path / "mine.j2"
    template.write_text("+ {{ quote }} +\n", "utf-8")
    target = tmp_path / "out"
    async with running(folder) as app:
        await opened(app)
        await fill(app, "#export-target", str(target))
        await choose(app, "#export-layout", "vault")
        await fill(app, "#export-template", str(template))
        await app.until(lambda: dialog(app).fields.choices.look.template == template)
        dialog(app).fields.where.value = "title:slow"
        await app.until(lambda: "+ The harbour" in first_file(app))
        await app.press("enter")
        await app.sees("1 file written: 2 new (title:slow)")
    (path,) = target.glob("*.md")
    assert "+ The harbour was quiet before dawn. +" in path.read_text("utf-8")
    async with running(folder) as app:
        await app.open_first()
        await app.press("}", "3", "e")
        await app.sees("1 file written: ")
        await app.until(lambda: path.read_text("utf-8").count("<!-- nr ") >= 3)
        assert len(list(target.glob("*.md"))) == 1


async def test_another_format_names_another_file_and_hides_the_layouts(folder: Path, tmp_path: Path) -> None:
    async with running(folder) as app:
        screen = await opened(app)
        await fill(app, "#export-target", str(tmp_path / "marks.md"))
        await choose(app, "#export-format", "json")
        await app.until(lambda: screen.query_one("#export-target", Input).value == str(tmp_path / "marks.json"))
        await app.sees('"format": "newsreader"', "1 file would be written")
        assert "Layout" not in app.screen
        assert "Template" not in app.screen
        await app.press("enter")
        await app.until(lambda: (tmp_path / "marks.json").exists())
        await app.until(lambda: app.app.screen is app.main)


async def test_what_changes_shows_edits_conflicts_and_removals(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "notes.md"
    library = Library(folder)
    library.exporting.carry_out(Choices(str(target)))
    library.reading.remember(CHOICES, Choices(str(target)).remembered())
    target.write_text(target.read_text("utf-8").replace(FISH, "Fish is MINE"), "utf-8")
    mine = next(mark for mark in library.marks.all() if mark.note == "hm")
    library.marks.set_note(mine.id, "another note")
    gone = next(mark for mark in library.marks.all() if mark.quote == HARBOUR)
    library.marks.delete(gone.id)
    library.close()
    async with running(folder, size=(100, 40)) as app:
        await opened(app)
        await app.sees("1 file would be written: 1 changed on both sides, yours kept, 1 removed")
        await choose(app, "#export-view", "changes")
        await app.sees("Changed on both sides, yours (-) stays: " + mine.short, "Fish is MINE", "+ another note")
        assert f"\n-> {HARBOUR}" in str(dialog(app).query_one("#export-page", Static).content)
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.main)
    assert HARBOUR in target.read_text("utf-8")


async def test_a_target_that_cannot_be_used_keeps_the_dialog_and_says_why(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    async with running(folder) as app:
        screen = await opened(app)
        for bad, why in (
            (str(tmp_path / "file" / "notes.md"), "is a file,"),
            ("~nosuchuser/x.md", "cannot be used for the export"),
            ("x" * 300 + ".md", "File name too long"),
        ):
            await fill(app, "#export-target", bad)
            await app.sees(why)
            await app.press("enter")
            await app.until(lambda: "Exporting" not in app.screen)
            await app.sees(why)
            assert dialog(app) is screen
        await fill(app, "#export-target", "")
        await app.sees("Say where to export")
        await app.press("enter")
        await app.pilot.pause()
        assert dialog(app) is screen
    assert kept(folder) is None


async def test_paths_are_completed_folder_by_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "place" / "of notes").mkdir(parents=True)
    async with running(folder) as app:
        screen = await opened(app)
        box = screen.query_one("#export-target", Input)
        await fill(app, "#export-target", "")
        await app.type(f"{tmp_path}/pl")
        await app.until(lambda: box._suggestion == f"{tmp_path}/place/")
        await app.press("tab")
        assert box.value == f"{tmp_path}/place/"
        await app.type("of")
        await app.until(lambda: box._suggestion.endswith("/of notes/"))
        await app.press("tab")
        assert box.value == f"{tmp_path}/place/of notes/"
        await app.press("tab")
        assert app.app.focused is screen.query_one("#export-format")
        await app.press("up")
        assert app.app.focused is box


async def test_the_preview_follows_the_template_while_it_is_edited(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.ui.screens.export.screen.TEMPLATE_EVERY", 0.02)
    template = tmp_path / "mine.j2"
    template.write_text("{{ nope }}\n", "utf-8")
    async with running(folder) as app:
        await opened(app)
        await fill(app, "#export-target", str(tmp_path / "out"))
        await fill(app, "#export-template", str(template))
        await app.sees("'nope' is undefined")
        template.write_text("=> {{ quote }}\n", "utf-8")
        await app.until(lambda: "=> " in first_file(app))


async def test_nothing_in_names_or_texts_is_taken_for_markup(tmp_path: Path) -> None:
    data = tmp_path / "data"
    add(data, ("[/b] [@click=app.leave]x[/] \u202e[red]", "A [bold]quote[/bold] [/] \x1b]0;x\x07 to be marked."))
    library = Library(data)
    library.marks.highlight_quote(1, "A [bold]quote[/bold] [/]")
    library.close()
    async with running(data) as app:
        await opened(app)
        await fill(app, "#export-target", str(tmp_path / "out [/b]"))
        await app.sees("1 file would be written: 1 new")
        await choose(app, "#export-view", "changes")
        await app.until(lambda: dialog(app).shown.view.value == "changes" and '+title: "[/b]' in app.screen)
        await app.press("pagedown")
        await app.sees("A \\[bold]quote")
        for hostile in ("\x1b", "\u202e", "\x07"):
            assert hostile not in app.screen.replace("\n", "")
        await app.press("enter")
        await app.until(lambda: (tmp_path / "out [/b]").exists())


async def test_what_is_shown_among_all_highlights_is_exported_alone(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "these.md"
    library = Library(folder)
    library.reading.remember(CHOICES, Choices(str(target), where="tag:nothing").remembered())
    library.close()
    async with running(folder) as app:
        await app.press("Q")
        await app.until(lambda: isinstance(app.app.screen, QuotesScreen))
        await app.press("/")
        await app.type("harbour")
        await app.press("tab")
        screen = await opened(app)
        await app.sees("Export these 1", "1 file would be written: 1 new", "1 highlight")
        assert "Only" not in app.screen
        await app.press("enter")
        await app.until(lambda: target.exists())
        await app.until(lambda: isinstance(app.app.screen, QuotesScreen))
        assert screen is not app.app.screen
    assert target.read_text("utf-8").count("^nr-") == 1
    choices = kept(folder)
    assert choices is not None
    assert choices.where == "tag:nothing"  # the scope of the other export is still what it was


async def test_a_click_chooses(folder: Path) -> None:
    async with running(folder) as app:
        screen = await opened(app)
        line = screen.query_one("#export-layout", OptionLine)
        at = app.screen.splitlines()[line.region.y].index("vault") - line.region.x
        await app.pilot.click("#export-layout", offset=(at + 1, 0))
        assert line.value == "vault"
        assert dialog(app).fields.choices.look.layout == "vault"


@pytest.mark.parametrize(
    "broken",
    [7, [], {}, "", {"target": ""}, {"target": "x", "layout": "no"}, {"target": 3}, {"target": "x", "format": "?"}],
)
def test_kept_choices_that_make_no_sense_are_none(broken: object) -> None:
    assert Choices.recalled(broken) is None


def test_choices_are_kept_whole_and_mean_the_same_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read: Callable[[Choices], Choices | None] = lambda choices: Choices.recalled(choices.remembered())  # noqa: E731
    assert read(Choices("out")) == Choices(str(tmp_path / "out"))
    assert read(Choices("~/out", "w3c", where="tag:sea")) == Choices("~/out", "w3c", where="tag:sea")
    assert Choices.recalled("/old/target.md") == Choices("/old/target.md")
    assert Choices("a.md").in_format("w3c").target == "a.jsonld"
    assert Choices("a.md").in_format("w3c").in_format("markdown").target == "a.md"
    assert Choices("folder").in_format("w3c").target == "folder"
