"""State, journal and export bases."""

from tui_reader.store import Store


def test_state_keeps_json_and_forgives_nonsense(store: Store) -> None:
    store.state.set("last", {"article": 3, "shelf": "unread"})
    assert store.state.get("last") == {"article": 3, "shelf": "unread"}
    assert store.state.get("absent", 7) == 7
    store.database.run("INSERT INTO state VALUES ('broken', '{')")
    assert store.state.get("broken", "default") == "default"


def test_the_journal_goes_back_and_forth_and_forgets_the_undone(store: Store) -> None:
    journal = store.journal
    journal.write("one", {"n": 1})
    journal.write("two", {"n": 2})
    last = journal.last_done()
    assert last is not None
    assert last.change == {"n": 2}
    journal.set_undone(last.id, True)
    redo = journal.last_undone()
    assert redo is not None
    assert redo.label == "two"
    journal.write("three", {"n": 3})
    assert journal.last_undone() is None
    top = journal.last_done()
    assert top is not None
    assert top.label == "three"


def test_no_look_for_a_feed_goes_through_all_of_them(store: Store) -> None:
    asked: list[str] = []
    connection = store.database.connection
    connection.set_trace_callback(asked.append)
    with store.transaction():
        feed_id, _ = store.feeds.follow("https://harbour.example/feed", now=0)
        assert store.feeds.follow("https://harbour.example/feed", now=0) == (feed_id, False)
        assert store.feeds.at("https://harbour.example/feed") == store.feeds.get(feed_id)
        assert store.feeds.moved(feed_id, "https://harbour.example/new")
    assert store.feeds.known_at("https://harbour.example/feed") == feed_id
    connection.set_trace_callback(None)
    plans = [
        step["detail"]
        for query in asked
        if query.startswith(("SELECT", "UPDATE"))
        for step in connection.execute(f"EXPLAIN QUERY PLAN {query}")
    ]
    assert len(plans) > 5
    assert not [step for step in plans if step.startswith("SCAN") and step.split()[1] in ("feeds", "f")]


def test_export_bases_are_replaced_per_target(store: Store) -> None:
    with store.transaction():
        store.exports.keep("/a.md", {"abc123": "one", "def456": "two"})
        store.exports.keep("/b.md", {"abc123": "other"})
        store.exports.keep("/a.md", {"abc123": "new"})
    assert store.exports.bases("/a.md") == {"abc123": "new"}
    assert store.exports.bases("/b.md") == {"abc123": "other"}
