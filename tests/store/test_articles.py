"""Articles and revisions on real SQLite."""

from dataclasses import replace

import pytest

from tests.conftest import BODY, entry, put
from tui_reader.errors import NotFoundError
from tui_reader.model import Block, Placement, Span
from tui_reader.store import Store
from tui_reader.store.marks import HighlightRow


def _highlight(store: Store, article_id: int, start: int, end: int) -> HighlightRow:
    article = store.articles.get(article_id)
    text = store.articles.text(article_id)
    moment = "2026-01-01T00:00:00.000Z"
    row = HighlightRow(
        "H1", "abc123", article_id, article.revision_id, start, end, text[start:end], "", "", 1, "", moment, moment
    )
    with store.transaction():
        store.marks.put(row)
        store.marks.place(row.id, article.revision_id, Placement("exact", start, end), 1)
    return row


def test_an_entry_is_stored_with_its_exact_text(store: Store) -> None:
    body = "  blanks  and\ttabs\xa0\xa0stay. 😀 e\u0301 \u202e end  "
    (article_id,) = put(store, entry(text=body, published="2020-03-25T07:36:00", source="Paper", author="A. B."))
    article = store.articles.get(article_id)
    assert store.articles.text(article_id) == body
    assert (article.title, article.published, article.source, article.author) == (
        "Title a",
        "2020-03-25T07:36:00",
        "Paper",
        "A. B.",
    )
    assert article.sort_key == 1585121760
    assert not article.read
    assert not article.bookmarked


def test_the_same_entry_twice_adds_nothing(store: Store) -> None:
    with store.transaction():
        first, second = store.articles.put(entry()), store.articles.put(entry())
    assert (first.change, second.change) == ("added", "unchanged")
    assert first.article_id == second.article_id
    assert store.articles.count() == 1


def test_structure_survives_the_round_trip(store: Store) -> None:
    blocks = (Block("heading", 0, 4, 2), Block("item", 5, 9, 1, "3."), Block("code", 10, 13, 0, "py"))
    spans = (Span(0, 2, "em"), Span(5, 9, "link", "https://example.org/?a=1&b=[x]"))
    (article_id,) = put(store, replace(entry(text="Head\nitem\na=1"), blocks=blocks, spans=spans))
    revision = store.articles.revision(store.articles.get(article_id).revision_id)
    assert (revision.blocks, revision.spans) == (blocks, spans)


def test_a_changed_text_is_a_new_revision_and_the_old_one_goes(store: Store) -> None:
    (article_id,) = put(store, entry())
    old = store.articles.get(article_id).revision_id
    with store.transaction():
        outcome = store.articles.put(entry(text=BODY + " More."))
        store.articles.prune(article_id)
    assert (outcome.change, outcome.article_id, outcome.old_revision) == ("updated", article_id, old)
    assert store.articles.text(article_id).endswith("More.")
    with pytest.raises(NotFoundError):
        store.articles.revision(old)


def test_the_old_text_is_kept_while_a_highlight_lives_on_it(store: Store) -> None:
    (article_id,) = put(store, entry())
    row = _highlight(store, article_id, 0, 34)
    with store.transaction():
        store.articles.put(entry(text="Something else entirely."))
        store.articles.prune(article_id)
    assert store.articles.revision(row.revision_id).text == BODY


def test_changed_facts_are_an_update_without_a_new_revision(store: Store) -> None:
    (article_id,) = put(store, entry())
    revision = store.articles.get(article_id).revision_id
    with store.transaction():
        outcome = store.articles.put(entry(title="A better headline"))
    assert (outcome.change, outcome.old_revision) == ("updated", None)
    article = store.articles.get(article_id)
    assert (article.title, article.revision_id) == ("A better headline", revision)


def test_an_update_keeps_what_the_reader_did(store: Store) -> None:
    (article_id,) = put(store, entry())
    store.reading.set_read([article_id], True)
    assert store.reading.set_position(article_id, 40)
    assert not store.reading.set_position(article_id, 41, 99)
    put(store, entry(text=BODY + " More."))
    article = store.articles.get(article_id)
    assert article.read
    assert article.position == 40


def test_set_read_tells_what_changed(store: Store) -> None:
    ids = put(store, *(entry(str(n)) for n in range(1_200)))
    assert store.reading.set_read(ids[:700], True) == ids[:700]
    assert sorted(store.reading.set_read(ids, True)) == ids[700:]
    assert store.reading.set_read(ids, True) == []


def test_summaries_and_texts_of_many(store: Store) -> None:
    ids = put(store, *(entry(str(n), text=f"Text {n}.") for n in range(600)))
    assert set(store.articles.summaries([*ids, 99_999])) == set(ids)
    assert store.articles.texts(ids)[ids[599]] == "Text 599."


def test_an_unknown_article_is_one_sentence(store: Store) -> None:
    with pytest.raises(NotFoundError, match="there is no article 7"):
        store.articles.get(7)
    with pytest.raises(NotFoundError):
        store.articles.text(7)


def test_a_text_that_a_deed_can_bring_back_is_kept_as_long_as_the_deed(store: Store) -> None:
    (article_id,) = put(store, entry())
    old = store.articles.get(article_id).revision_id
    with store.transaction():
        store.articles.put(entry(text="Another text."))
        store.journal.write("one", {}, [old, old])
        store.articles.prune(article_id)
    assert store.articles.has_revision(old)
    last = store.journal.last_done()
    assert last is not None
    with store.transaction():
        store.journal.set_undone(last.id, True)
        store.articles.prune(article_id)
        assert store.articles.has_revision(old)
        store.journal.write("two", {})
        store.articles.prune(article_id)
    assert not store.articles.has_revision(old)


def test_an_older_text_is_shown_again_and_found_again(store: Store) -> None:
    (article_id,) = put(store, entry())
    before = store.articles.get(article_id)
    with store.transaction():
        store.articles.put(entry(text="Another text."))
        store.articles.show(article_id, before.revision_id)
    assert store.articles.get(article_id) == before
    assert store.articles.text(article_id) == BODY
    store.articles.delete([article_id])
