"""What changed since an article was shown, and when nothing did."""

from __future__ import annotations

from typing import Any

from tests.conftest import BODY, entry, put
from tui_reader.anchoring.comparison import parts_of
from tui_reader.library import arrivals
from tui_reader.library.comparing import Comparing
from tui_reader.library.reading import Reading
from tui_reader.model import Block, Span
from tui_reader.store import Store

ADDED = "A correction was added to this story. "


def _arrive(store: Store, text: str, **facts: Any) -> None:
    with store.transaction():
        arrivals.take(store, entry(text=text, **facts))


def _changed(store: Store, article_id: int) -> list[tuple[str, str]]:
    changes = Comparing(store).changes_of(article_id)
    return [(part.kind, part.text.strip()) for part in parts_of(changes.rows) if part.kind != "same"]


def test_what_changed_since_it_was_read(store: Store) -> None:
    (article_id,) = put(store, entry())
    Reading(store).began(article_id)
    _arrive(store, ADDED + BODY.replace("quiet", "calm"))
    assert store.articles.get(article_id).changed
    changes = Comparing(store).changes_of(article_id)
    assert _changed(store, article_id) == [("added", ADDED.strip()), ("removed", "quiet"), ("added", "calm")]
    assert (changes.added, changes.removed, len(changes.places)) == (8, 1, 2)
    assert changes.summary == "2 changes · 8 words added · 1 word removed"


def test_it_can_still_be_seen_after_the_new_text_was_opened(store: Store) -> None:
    (article_id,) = put(store, entry())
    reading = Reading(store)
    reading.began(article_id)
    _arrive(store, ADDED + BODY)
    reading.began(article_id)
    assert not store.articles.get(article_id).changed
    assert _changed(store, article_id) == [("added", ADDED.strip())]
    reading.began(article_id)
    assert _changed(store, article_id) == [("added", ADDED.strip())]


def test_several_texts_that_nobody_saw_are_one_change(store: Store) -> None:
    (article_id,) = put(store, entry())
    Reading(store).began(article_id)
    for text in ("Something quite different.", ADDED, ADDED + BODY):
        _arrive(store, text)
    assert _changed(store, article_id) == [("added", ADDED.strip())]


def test_there_is_nothing_to_see_in_what_was_never_opened_or_never_changed(store: Store) -> None:
    unread, same = put(store, entry("a"), entry("b"))
    Reading(store).began(same)
    _arrive(store, ADDED + BODY)
    for article_id in (unread, same):
        changes = Comparing(store).changes_of(article_id)
        assert (changes.rows, changes.places, changes.summary) == ((), (), "")
        assert changes.opened == (article_id == same)


def test_other_links_and_other_spacing_are_no_change_for_the_reader(store: Store) -> None:
    blocks = (Block("paragraph", 0, len(BODY)),)
    (article_id,) = put(store, entry(blocks=blocks))
    Reading(store).began(article_id)
    _arrive(store, BODY, blocks=blocks, spans=(Span(0, 3, "link", "https://example.org/?visit=2"),))
    _arrive(store, BODY.replace(" ", "  "))
    assert not store.articles.get(article_id).changed
    _arrive(store, ADDED + BODY)
    assert _changed(store, article_id) == [("added", ADDED.strip())]


def test_a_text_that_came_back_has_not_changed(store: Store) -> None:
    (article_id,) = put(store, entry())
    Reading(store).began(article_id)
    _arrive(store, "The server is down for maintenance.")
    assert store.articles.get(article_id).changed
    _arrive(store, BODY)
    assert not store.articles.get(article_id).changed
    assert Comparing(store).changes_of(article_id).rows == ()
    assert store.database.value("SELECT count(*) FROM revisions") == 1


def test_titles_and_dates_are_no_change_of_the_text(store: Store) -> None:
    (article_id,) = put(store, entry())
    Reading(store).began(article_id)
    _arrive(store, BODY, title="Another title")
    assert not store.articles.get(article_id).changed
