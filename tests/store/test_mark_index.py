"""Quotes and notes in the full-text table of the connection."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui_reader.errors import StoreError
from tui_reader.model import Entry
from tui_reader.store import Store
from tui_reader.store.expressions import Phrase
from tui_reader.store.index import Filter
from tui_reader.store.marks import HighlightRow


def row(key: str, article_id: int, revision_id: int, quote: str, note: str = "") -> HighlightRow:
    return HighlightRow(key, key, article_id, revision_id, 0, 1, quote, "", "", 1, note, f"2024-01-{key}", f"u{key}")


@pytest.fixture
def article(store: Store) -> tuple[int, int]:
    """An article's id and the id of its revision, with two highlights."""
    with store.transaction():
        made = store.articles.put(Entry(identity="a", title="A", text="x"))
        revision = store.articles.get(made.article_id).revision_id
        store.marks.put(row("01", made.article_id, revision, "Two boats in the HARBOUR", "Über مُحَمَّد"))
        store.marks.put(row("02", made.article_id, revision, "北京大学 harbours", "two notes"))
    return made.article_id, revision


def found(store: Store, text: str, *, prefix: bool = False, among: Filter | None = None) -> list[str]:
    clauses = [[Phrase.of(text, prefix=prefix)]]
    matches = store.mark_index.find(clauses) if among is None else store.mark_index.find(clauses, among=among)
    return [match.highlight_id for match in matches]


def test_words_of_quote_and_note_newest_first(store: Store, article: tuple[int, int]) -> None:
    assert found(store, "harbour") == ["01"]
    assert found(store, "harbour", prefix=True) == ["02", "01"]
    assert found(store, "two") == ["02", "01"]
    assert found(store, "uber") == found(store, "محمد") == ["01"]
    assert found(store, "京大") == ["02"]
    assert article


def test_only_the_articles_that_were_asked_for(store: Store, article: tuple[int, int]) -> None:
    assert found(store, "two", among=Filter("a.id = ?", (article[0],))) == ["02", "01"]
    assert found(store, "two", among=Filter("a.read = 1")) == []


def test_what_changed_is_taken_in_again(store: Store, article: tuple[int, int]) -> None:
    assert found(store, "two") == ["02", "01"]
    changed = replace(row("01", *article, "Three boats"), updated="later")
    store.marks.put(changed)
    assert (found(store, "two"), found(store, "three")) == (["02"], ["01"])
    store.marks.put(replace(changed, deleted_at="now", updated="later still"))
    assert found(store, "three") == []
    store.marks.put(changed)
    assert found(store, "three") == ["01"]


def test_what_another_connection_wrote_is_seen(store: Store, article: tuple[int, int]) -> None:
    assert found(store, "tide") == []
    other = Store(store.database.path)
    other.marks.put(row("03", *article, "the tide"))
    other.close()
    assert found(store, "tide") == ["03"]


@pytest.mark.parametrize("known_before", [True, False])
def test_a_rollback_takes_back_what_was_taken_in(store: Store, article: tuple[int, int], known_before: bool) -> None:
    if known_before:
        assert found(store, "two") == ["02", "01"]
    seen: list[str] = []

    def fail() -> None:
        with store.transaction():
            store.marks.put(row("03", *article, "the tide"))
            store.marks.put(replace(row("01", *article, "Three boats"), updated="later"))
            seen.extend(found(store, "tide"))
            raise StoreError("no")

    with pytest.raises(StoreError):
        fail()
    assert seen == ["03"]
    assert found(store, "tide") == []
    assert sorted(found(store, "two")) == ["01", "02"]


def test_phrases_in_notes_and_beginnings_where_no_word_is_whole(store: Store, article: tuple[int, int]) -> None:
    def noting(*texts: str) -> list[str]:
        return [match.highlight_id for match in store.mark_index.noting([Phrase.of(text) for text in texts])]

    assert noting("two notes") == ["02"]
    assert noting("notes two") == noting("harbour") == []
    assert noting("not") == noting("two", "notes") == ["02"]
    assert article
