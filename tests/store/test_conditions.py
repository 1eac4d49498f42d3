"""Names, and conditions as SQL. (What each condition selects is tested where queries are.)"""

from __future__ import annotations

import pytest

from tui_reader.model import Condition, Entry
from tui_reader.store import Store


@pytest.fixture
def names(store: Store) -> Store:
    with store.transaction():
        for source, author in (("The Times", "Ann Lee"), ("Timestamp", "Zoë"), ("", "")):
            put = store.articles.put(
                Entry(identity=source or "none", title="x", text="y", source=source, author=author)
            )
            store.marks.set_article_tags(put.article_id, ["🔥", "C++", "Öl"])
    return store


def test_whole_words_before_beginnings(names: Store) -> None:
    assert names.names.like("source", "times") == ["The Times"]
    assert sorted(names.names.like("source", "time")) == ["The Times", "Timestamp"]
    assert names.names.like("author", "ZOE") == ["Zoë"]
    assert names.names.like("author", "lee ann") == []


def test_a_tag_is_meant_as_a_whole(names: Store) -> None:
    assert names.names.like("tag", "oil") == []
    assert names.names.like("tag", "ol") == ["Öl"]
    assert names.names.like("tag", "🔥") == ["🔥"]
    assert names.names.like("tag", "🌊") == []


def test_names_are_read_again_when_something_was_written(names: Store) -> None:
    assert names.names.like("source", "gazette") == []
    with names.transaction():
        names.articles.put(Entry(identity="The Times", title="x", text="y", source="The Gazette"))
    assert names.names.like("source", "gazette") == ["The Gazette"]
    assert names.names.like("source", "the times") == []


def test_every_condition_is_one_statement_whatever_it_holds(names: Store) -> None:
    hostile = ["'", '"', "a' OR 1=1 --", "*", "NEAR(", "{title} : x", "\0", "%", "]", "🔥", "x" * 5000]
    for value in hostile:
        for test in ("text", "title", "author", "source", "tag", "note"):
            condition = Condition(test, value=value)
            both = Condition("any", (condition, Condition("not", (condition,))))
            assert len(names.shelves.ids_of(names.conditions.filter(both))) == 3


def test_no_bound_is_no_condition(names: Store) -> None:
    assert names.shelves.count_of(names.conditions.filter(Condition("time"))) == 3
    assert names.shelves.count_of(names.conditions.filter(None)) == 3
    assert names.shelves.count_of(names.conditions.among([1, 3, 99])) == 2


@pytest.mark.parametrize(("test", "parts"), [("all", 0), ("not", 0), ("not", 2), ("text", 1)])
def test_conditions_that_make_no_sense(test: str, parts: int) -> None:
    with pytest.raises(ValueError, match="parts"):
        Condition(test, (Condition("time"),) * parts)  # type: ignore[arg-type]
