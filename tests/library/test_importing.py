"""Importing: new and known pages, quotes placed or waiting, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BODY, put
from tui_reader.errors import SourceError
from tui_reader.ingest.imports.values import (
    Imported,
    ImportedArticle,
    ImportedBookmark,
    ImportedHighlight,
    ImportedVersion,
    Problem,
)
from tui_reader.library import importing, unplaced
from tui_reader.library.adding import Adding
from tui_reader.library.importing import Importing, Report, Taken
from tui_reader.library.marks import Marks
from tui_reader.library.undoing import Undoing
from tui_reader.model import Entry, Highlight
from tui_reader.store import Store

URL = "https://example.org/harbour"
QUOTE = "Two boats came in with the tide"
HTML = "".join(f"<p>{sentence}.</p>" for sentence in BODY.split(". "))


def _page(*highlights: ImportedHighlight, **facts: Any) -> ImportedArticle:
    return ImportedArticle(2, url=facts.pop("url", URL), title="The harbour", highlights=highlights, **facts)


def _run(store: Store, *articles: ImportedArticle, **options: Any) -> Report:
    return Importing(store).run(iter([Imported("pocket", articles, (), 2)]), **options)


def _known(store: Store, text: str = BODY, url: str = URL) -> int:
    return put(store, Entry(identity=f"id:feed\x1f{url}", title="The harbour", text=text, url=url))[0]


def _everything(store: Store) -> Any:
    articles = store.shelves.listing(unread=False, bookmarked=False, limit=-1)
    return (
        articles,
        [store.marks.article_tags(article.id) for article in articles],
        store.marks.all_highlights(),
        store.marks.bookmarks(),
    )


def _only(store: Store) -> Highlight:
    (highlight,) = store.marks.all_highlights()
    return highlight


def test_a_new_page_with_its_state(store: Store) -> None:
    page = _page(tags=("sea", "web"), read=True, bookmark=ImportedBookmark(created="2024-01-02T00:00:00.000Z"))
    report = _run(store, page)
    assert (report.format, report.rows) == ("pocket", 2)
    assert report.articles == {"new": 1, "text": 0, "known": 0}
    (article,) = store.shelves.listing(unread=False, bookmarked=False, limit=-1)
    assert (article.title, article.url, article.read, article.bookmarked) == ("The harbour", URL, True, True)
    assert store.marks.article_tags(article.id) == ["sea", "web"]
    assert store.marks.bookmarks()[0].created == "2024-01-02T00:00:00.000Z"
    assert store.articles.text(article.id) == ""


def test_twice_is_the_same_as_once(store: Store) -> None:
    pages = (
        _page(ImportedHighlight(QUOTE, "n", ("t",), 3), tags=("a",), bookmark=ImportedBookmark(), html=HTML),
        _page(ImportedHighlight("A quote that waits.", "n"), ImportedHighlight("", "On the page"), url=URL + "/2"),
        ImportedArticle(4, title="A book", author="Ann", highlights=(ImportedHighlight("Words of a book."),)),
    )
    first = _run(store, *pages)
    before = _everything(store)
    second = _run(store, *pages)
    assert _everything(store) == before
    assert (first.articles["new"], second.articles) == (3, {"new": 0, "text": 0, "known": 3})
    assert first.highlights == {"placed": 1, "unplaced": 3, "merged": 0, "known": 0, "deleted": 0}
    assert second.highlights == {"placed": 0, "unplaced": 0, "merged": 0, "known": 4, "deleted": 0}
    assert (second.bookmarks, second.tagged) == (0, 0)
    last = store.journal.last_done()
    assert last is not None
    assert last.label == "import from pocket"
    Undoing(store).undo()
    assert Undoing(store).undo() is None


@pytest.mark.parametrize(
    "url",
    [
        URL, URL + "/", URL + "#part", URL + "?utm_source=x&fbclid=y", "http://www.EXAMPLE.org/harbour",
        "https://example.org:443/harbour",
    ],
)  # fmt: skip
def test_a_page_is_known_by_any_address_that_means_it(store: Store, url: str) -> None:
    article_id = _known(store)
    report = _run(store, _page(ImportedHighlight(QUOTE), url=url))
    assert report.articles == {"new": 0, "text": 0, "known": 1}
    found = _only(store)
    assert (found.article_id, found.status) == (article_id, "exact")
    assert BODY[found.start : found.end] == QUOTE


@pytest.mark.parametrize("url", [URL + "/2", URL + "?id=2", URL + "#!/two", "https://other.org/harbour"])
def test_other_pages_are_other_pages(store: Store, url: str) -> None:
    _known(store)
    assert _run(store, _page(url=url)).articles["new"] == 1


def test_spacing_and_typography_do_not_matter_and_the_words_are_those_of_the_text(store: Store) -> None:
    _known(store)
    _run(store, _page(ImportedHighlight('"Fish  is\nfish," said the oldest')))
    found = _only(store)
    assert (found.quote, found.status) == ("“Fish is fish,” said the oldest", "exact")
    (again,) = Marks(store).reanchor()
    assert not again.changed


def test_surroundings_tell_which_of_two_places_is_meant(store: Store) -> None:
    text = f"The boat came in and was seen by all. {BODY} At night the boat came in and nobody saw it at all."
    _known(store, text)
    _run(store, _page(ImportedHighlight("boat came in", prefix="At night the ", suffix=" and nobody saw")))
    assert _only(store).start == text.rindex("boat came in")


def test_a_quote_that_could_be_anywhere_is_a_question_and_one_that_is_nowhere_waits(store: Store) -> None:
    _known(store, "The sea. Nothing more to say here. The sea. Nothing more to say here. The sea.")
    report = _run(store, _page(ImportedHighlight("The sea."), ImportedHighlight("Words from some other page.")))
    assert {mark.quote: mark.status for mark in store.marks.all_highlights()} == {
        "The sea.": "review", "Words from some other page.": "orphan",
    }  # fmt: skip
    assert report.highlights["placed"] == 1
    assert report.highlights["unplaced"] == 1


def test_what_waits_is_placed_when_a_later_import_brings_the_text(store: Store) -> None:
    _run(store, _page(ImportedHighlight(QUOTE, "Mine"), bookmark=ImportedBookmark()))
    assert _only(store).status == "orphan"
    report = _run(store, _page(html=HTML, published="2024-01-01"))
    assert report.articles == {"new": 0, "text": 1, "known": 0}
    found = _only(store)
    text = store.articles.text(found.article_id)
    assert (found.status, found.note) == ("exact", "Mine")
    assert text[found.start : found.end] == QUOTE
    assert store.articles.get(found.article_id).published == "2024-01-01"
    (again,) = Marks(store).reanchor()
    assert not again.changed
    assert _run(store, _page(ImportedHighlight(QUOTE, "Mine"))).highlights["known"] == 1


def test_waiting_highlights_are_settled_on_a_text_from_anywhere(store: Store) -> None:
    _run(store, _page(ImportedHighlight(QUOTE), ImportedHighlight("Not in it at all.")))
    article_id = _only_article(store)
    with store.transaction():
        store.articles.put(Entry(identity=store.articles.identity(article_id), title="T", text=BODY, url=URL))
        unplaced.settle(store, article_id)
    assert [mark.status for mark in store.marks.highlights_of(article_id)] == ["exact", "orphan"]


def _only_article(store: Store) -> int:
    (article,) = store.shelves.listing(unread=False, bookmarked=False, limit=-1)
    return article.id


def test_the_text_of_the_library_is_not_replaced(store: Store) -> None:
    article_id = _known(store)
    report = _run(store, _page(html="<p>Another, shorter text.</p>"))
    assert report.articles["known"] == 1
    assert store.articles.text(article_id) == BODY


def test_the_same_words_from_another_tool_add_what_was_missing(store: Store) -> None:
    article_id = _known(store)
    mine = Marks(store).highlight_quote(article_id, QUOTE, note="Mine", tags=["x"])
    report = _run(store, _page(ImportedHighlight(f" {QUOTE.upper()} ", "Theirs", ("y",), 2)))
    found = _only(store)
    assert (found.id, found.note, found.tags, found.role) == (mine.id, "Mine\n\nTheirs", ("x", "y"), 2)
    assert report.highlights["merged"] == 1
    assert _run(store, _page(ImportedHighlight(QUOTE, "Theirs", ("y",), 2))).highlights["known"] == 1
    Undoing(store).undo()
    assert (_only(store).note, _only(store).tags, _only(store).role) == ("Mine", ("x",), 1)


def test_a_deleted_highlight_stays_deleted_and_an_edited_one_as_it_was_edited(store: Store) -> None:
    page = _page(ImportedHighlight(QUOTE, "a"), ImportedHighlight("She had seen worse winters", "b"), html=HTML)
    _run(store, page)
    first, second = store.marks.highlights_of(_only_article(store))
    Marks(store).delete(first.id)
    Marks(store).set_note(second.id, "edited")
    report = _run(store, page)
    assert (report.highlights["deleted"], report.highlights["known"]) == (1, 1)
    assert _only(store).note == "edited"


def test_an_import_is_one_deed(store: Store) -> None:
    article_id = _known(store)
    pages = [_page(ImportedHighlight(QUOTE), tags=("t",), bookmark=ImportedBookmark()), _page(url=URL + "/2")]
    Importing(store).run(iter([Imported("kindle", (page,), (), 1) for page in pages]))
    undone = Undoing(store).undo()
    assert undone is not None
    assert undone.label == "import from kindle"
    assert (store.marks.all_highlights(), store.marks.bookmarks(), store.marks.article_tags(article_id)) == ([], [], [])
    Undoing(store).redo()
    assert (_only(store).quote, _only(store).status) == (QUOTE, "exact")
    assert store.marks.article_tags(article_id) == ["t"]


def test_an_import_too_large_to_undo_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "UNDOABLE", 2)
    report = _run(store, _page(*(ImportedHighlight(f"Quote {number}") for number in range(3))))
    assert not report.undoable
    assert len(store.marks.all_highlights()) == 3
    assert store.journal.last_done() is None


def test_a_rehearsal_changes_nothing_and_tells_what_would_happen(store: Store) -> None:
    _known(store)
    before = _everything(store)
    batches = [Imported("pocket", (_page(ImportedHighlight(QUOTE), tags=("t",)), _page(url=URL + "/2")), (), 3)] * 2
    taken: list[Taken] = []
    report = Importing(store).run(iter(batches), dry_run=True, taken=taken.append)
    assert _everything(store) == before
    assert (report.articles["new"], report.articles["known"], report.highlights["placed"]) == (1, 1, 1)
    assert [page.change for page in taken] == ["known", "new", "known", "known"]
    assert store.journal.last_done() is None
    assert _run(store, _page(ImportedHighlight(QUOTE))).highlights["placed"] == 1


def test_an_interrupt_and_a_file_that_breaks_off_keep_what_went_in(store: Store) -> None:
    def batches() -> Iterator[Imported]:
        yield Imported("pocket", (_page(ImportedHighlight(QUOTE)),), (Problem(7, "no"),), 9)
        raise KeyboardInterrupt

    report = Report()
    with pytest.raises(KeyboardInterrupt):
        Importing(store).run(batches(), report=report)
    assert (report.articles["new"], report.rows, report.skipped[0].row) == (1, 9, 7)
    assert Undoing(store).undo() is not None
    assert store.marks.all_highlights() == []


def test_cancelling_stops_after_the_batch(store: Store) -> None:
    batches = (Imported("pocket", (_page(url=f"{URL}/{number}"),), (), number) for number in range(9))
    seen: list[int] = []
    report = Importing(store).run(batches, progress=lambda at: seen.append(at.rows), cancelled=lambda: len(seen) >= 3)
    assert (report.articles["new"], seen) == (3, [0, 1, 2])


def test_skipped_rows_beyond_a_number_are_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_SKIPPED", 2)
    problems = tuple(Problem(row, "no") for row in range(5))
    report = Importing(store).run(iter([Imported("pocket", (), problems, 5)]))
    assert (len(report.skipped), report.skipped_rows) == (2, 5)


def test_versions_come_back_with_the_marks_that_were_made_on_them(store: Store) -> None:
    identity = f"url:{URL}"
    old, new = (Entry(identity=identity, title="T", text=text, url=URL) for text in (BODY, f"Corrected. {BODY}"))
    start = BODY.index(QUOTE)
    mark = ImportedHighlight(
        QUOTE, "n", ("t",), 4, "2024-01-03T03:04:05.678Z", start=start, own_id="01J9Z6M3ABCDEFGHJKMNPQRSTV",
        short="k3f9a2", updated="2024-01-04T03:04:05.678Z", version="d1",
    )  # fmt: skip
    page = _page(
        mark, entry=new, versions=(ImportedVersion("d0", Entry(identity=identity, title="T", text="Drop me")),
        ImportedVersion("d1", old)), version="d2", position=5, bookmark=ImportedBookmark(3, "q", None, "d1"),
    )  # fmt: skip
    _run(store, page)
    found = _only(store)
    assert (found.id, found.short, found.role, found.updated) == (mark.own_id, "k3f9a2", 4, mark.updated)
    assert (found.status, found.start, found.marked_start) == ("moved", start + len("Corrected. "), start)
    assert store.articles.revision_text(found.revision_id) == BODY
    article = store.articles.get(found.article_id)
    assert (article.position, store.articles.text(article.id)) == (5, new.text)
    before = _everything(store)
    _run(store, page)
    assert _everything(store) == before


def test_a_file(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "pinboard.json"
    path.write_text(json.dumps([{"href": URL, "description": "T", "time": "2024-01-01T00:00:00Z"}, {}]), "utf-8")
    report = Importing(store).file(path)
    assert (report.format, report.articles["new"], report.skipped[0].row) == ("pinboard", 1, 2)
    with pytest.raises(SourceError, match="not an export of kindle"):
        Importing(store).file(path, "kindle")


def test_an_imported_page_is_the_article_when_its_page_is_added(store: Store, tmp_path: Path) -> None:
    _run(store, _page(tags=("t",)))
    (tmp_path / "dump.jsonl").write_text(json.dumps({"title": "T", "text": BODY, "url": URL}), "utf-8")
    report = Adding(store).add([str(tmp_path / "dump.jsonl")])
    assert report.updated == 1
    assert store.marks.article_tags(_only_article(store)) == ["t"]
