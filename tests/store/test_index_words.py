"""The words of the library, for correcting mistyped ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from tui_reader.store.index import SCHEMA, Index


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    opened.executescript(SCHEMA)
    yield opened
    opened.close()


def test_words_of_titles_in_the_order_they_came(connection: sqlite3.Connection) -> None:
    index = Index(connection)
    index.add(1, "Zebra crossing", "")
    index.add(2, "Crossing apes", "")
    words, last = index.title_words()
    assert words == ["crossing", "zebra", "apes"]
    index.add(3, "Zebra Łódź", "")
    assert index.title_words(last) == (["lodz"], last + 1)
    assert index.title_words(last + 1) == ([], last + 1)


def test_words_of_titles_and_bodies_together(connection: sqlite3.Connection) -> None:
    index = Index(connection)
    index.add(1, "Solid title", "solidarity other")
    words, last = index.body_words()
    assert words == ["other", "solid", "solidarity", "title"]
    index.add(2, "Solid", "sold")
    assert index.body_words(last)[0] == ["sold"]


def test_what_nobody_mistypes_is_not_kept(connection: sqlite3.Connection) -> None:
    index = Index(connection)
    index.add(1, "in 2024 北京 ok word", "x" * 500 + " 12345 word")
    assert index.title_words()[0] == ["word"]
    assert index.body_words()[0] == ["word"]


def test_an_empty_index_has_no_words(connection: sqlite3.Connection) -> None:
    index = Index(connection)
    assert index.title_words() == ([], 0)
    assert index.body_words() == ([], 0)


def test_words_lost_in_a_rollback_are_taken_in_again(connection: sqlite3.Connection) -> None:
    index = Index(connection)
    index.add(1, "first", "first")
    connection.execute("BEGIN")
    index.add(2, "second third", "second third")
    connection.execute("ROLLBACK")
    connection.execute("BEGIN")
    index.add(2, "second", "second")
    connection.execute("COMMIT")
    assert index.title_words()[0] == ["first", "second"]
    assert index.body_words()[0] == ["first", "second"]


def test_a_second_connection_adds_no_word_twice(connection: sqlite3.Connection) -> None:
    Index(connection).add(1, "same words", "same words")
    Index(connection).add(2, "same words again", "same words again")
    assert Index(connection).title_words()[0] == ["same", "words", "again"]
