"""Reading: lists, opening, read state, places, and what survives a restart."""

from __future__ import annotations

import pytest

from tests.conftest import entry, put
from tui_reader.errors import NotFoundError
from tui_reader.library.reading import Reading
from tui_reader.library.undoing import Undoing
from tui_reader.model import Block
from tui_reader.store import Store


def test_a_plain_body_is_opened_in_paragraphs_or_as_it_came(store: Store) -> None:
    text = " ".join(f"Sentence {n} of a long body that goes on for quite a few words." for n in range(60))
    (article_id,) = put(store, entry(text=text))
    reading = Reading(store)
    opened, raw = reading.open(article_id), reading.open(article_id, as_it_came=True)
    assert opened.document.text == raw.document.text == text
    assert len(opened.document.blocks) > 3
    assert [(b.start, b.end) for b in raw.document.blocks] == [(0, len(text))]
    assert len(list(opened.sentences)) == 60
    assert raw.as_it_came


def test_a_structured_body_keeps_its_own_blocks(store: Store) -> None:
    blocks = (Block("heading", 0, 4, 1), Block("paragraph", 5, 9))
    (article_id,) = put(store, entry(text="Head\nbody", blocks=blocks))
    assert Reading(store).open(article_id).document.blocks == blocks
    assert Reading(store).open(article_id, as_it_came=True).document.blocks == blocks


def test_reading_to_the_end_is_no_deed_but_marking_by_hand_is(store: Store) -> None:
    a, b = put(store, entry("a"), entry("b"))
    reading, undoing = Reading(store), Undoing(store)
    assert reading.finish(a)
    assert not reading.finish(a)
    assert undoing.undo() is None
    assert reading.set_read([a, b], True) == 1
    undone = undoing.undo()
    assert undone is not None
    assert undone.article_ids == (b,)
    assert store.articles.get(a).read
    assert not store.articles.get(b).read


def test_marking_many_read_is_one_deed(store: Store) -> None:
    ids = put(store, *(entry(str(n)) for n in range(700)))
    reading = Reading(store)
    assert reading.set_read(ids, True) == 700
    assert reading.counts().unread == 0
    Undoing(store).undo()
    assert reading.counts().unread == 700
    Undoing(store).redo()
    assert reading.counts().unread == 0


def test_places_and_facts_are_remembered(store: Store) -> None:
    (article_id,) = put(store, entry())
    reading = Reading(store)
    reading.began(article_id)
    reading.save_position(article_id, 77)
    reading.remember("last", {"article": article_id})
    assert reading.open(article_id).article.position == 77
    assert reading.recall("last") == {"article": article_id}
    assert [a.id for a in reading.head("begun")] == [article_id]


def test_files_are_listed_once(store: Store) -> None:
    put(store, entry("a", path="/x.jsonl"), entry("b", path="/x.jsonl"), entry("c", path="/a.txt"), entry("d"))
    assert Reading(store).files() == ["/a.txt", "/x.jsonl"]


def test_unknown_articles_are_told(store: Store) -> None:
    with pytest.raises(NotFoundError):
        Reading(store).open(5)
