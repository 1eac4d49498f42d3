"""Mute rules: what they hide, what they never hide, on arrival and when they change, and how they are undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import entry
from tui_reader.errors import NotFoundError, QueryError, UsageError
from tui_reader.library import arrivals, muted
from tui_reader.library.feeds import Feeds
from tui_reader.library.finding import Finding
from tui_reader.library.importing import Importing
from tui_reader.library.marks import Marks
from tui_reader.library.muting import Muting
from tui_reader.library.reading import Reading
from tui_reader.library.searches import Searches
from tui_reader.library.undoing import Undoing
from tui_reader.model import Entry
from tui_reader.search.patterns import Pattern
from tui_reader.store import Store
from tui_reader.store.secrets import Secrets


@pytest.fixture
def muting(store: Store) -> Muting:
    return Muting(store)


def arrive(store: Store, *entries: Entry, index: bool = True) -> list[int]:
    """Articles come, as they do from everywhere."""
    with store.transaction():
        ids = [arrivals.take(store, each, index=index).article_id for each in entries]
        arrivals.settle(store, ids)
    return ids


def hidden(store: Store) -> set[int]:
    return set(store.shelves.order("muted").ids)


def football(name: str, **facts: str) -> Entry:
    return entry(name, title=facts.pop("title", f"Football {name}"), text="The match was long.", **facts)


def test_a_rule_hides_what_is_there_and_what_comes(store: Store, muting: Muting) -> None:
    a, b = arrive(store, football("a"), entry("b"))
    assert muting.add("football") == 1
    assert hidden(store) == {a}
    c, _ = arrive(store, football("c"), entry("d"))
    assert hidden(store) == {a, c}
    assert Reading(store).counts().unread == 2
    assert [(rule.number, rule.query, rule.hidden) for rule in muting.rules()] == [(1, "football", 2)]
    assert muting.remove(1) == 2
    assert hidden(store) == set()
    assert muting.rules() == []
    assert b in set(store.shelves.order("unread").ids)


def test_an_article_that_waits_for_the_index_is_muted_when_it_comes_and_when_a_rule_does(
    store: Store, muting: Muting
) -> None:
    muting.add("match -cricket")
    a, _ = arrive(store, football("a"), entry("b", text="The match of cricket."), index=False)
    assert hidden(store) == {a}
    muting.remove(1)
    assert hidden(store) == set()
    muting.add("football")
    assert hidden(store) == {a}
    muting.add("zebra")
    muting.remove(2)
    assert hidden(store) == {a}


def test_an_article_that_changes_is_asked_again(store: Store, muting: Muting) -> None:
    muting.add("football")
    (a,) = arrive(store, entry("a", title="Cricket"))
    assert hidden(store) == set()
    arrive(store, entry("a", title="Football after all"))
    assert hidden(store) == {a}
    arrive(store, entry("a", title="Cricket again"))
    assert hidden(store) == set()


def test_what_was_opened_or_marked_is_never_hidden(store: Store, muting: Muting) -> None:
    opened, bookmarked, highlighted, tagged, plain = arrive(store, *(football(name) for name in "abcde"))
    marks = Marks(store)
    Reading(store).began(opened)
    marks.bookmark(bookmarked)
    marks.highlight_quote(highlighted, "The match was long.", 1, note="so it was")
    marks.set_article_tags(tagged, ["sport"])
    assert muting.add("football") == 1
    assert hidden(store) == {plain}
    run = muting.dry_run("football")
    assert (run.hidden, run.of, run.spared, run.unread) == (1, 5, 4, 1)
    arrive(store, *(football(name, author="X") for name in "abcde"))
    assert hidden(store) == {plain}


def test_marks_bring_an_article_back_and_taking_them_back_hides_it_again(store: Store, muting: Muting) -> None:
    (a,) = arrive(store, football("a"))
    muting.add("football")
    marks, undoing = Marks(store), Undoing(store)
    marks.bookmark(a)
    assert hidden(store) == set()
    undoing.undo()
    assert hidden(store) == {a}
    undoing.redo()
    assert hidden(store) == set()
    marks.remove_bookmark(a)
    assert hidden(store) == {a}
    marks.set_article_tags(a, ["keep"])
    assert hidden(store) == set()
    marks.set_article_tags(a, [])
    assert hidden(store) == {a}
    made = marks.highlight_quote(a, "The match was long.", 1)
    assert hidden(store) == set()
    marks.delete(made.id)
    assert hidden(store) == {a}
    Reading(store).began(a)
    assert hidden(store) == set()


def test_every_change_of_rules_can_be_undone_and_done_again(store: Store, muting: Muting) -> None:
    a, b, c = arrive(store, football("a"), football("b", title="Cricket b"), entry("c"))
    undoing = Undoing(store)
    states = [hidden(store)]
    changes: list[Callable[[], int]] = [
        lambda: muting.add("football"),
        lambda: muting.add("title:cricket"),
        lambda: muting.edit(1, "harbour"),
        lambda: muting.remove(2),
    ]
    for change in changes:
        change()
        states.append(hidden(store))
    assert states == [set(), {a}, {a, b}, {b, c}, {c}]
    for expected in reversed(states[:-1]):
        done = undoing.undo()
        assert done is not None
        assert done.lists_changed
        assert hidden(store) == expected
    assert muting.rules() == []
    for expected in states[1:]:
        undoing.redo()
        assert hidden(store) == expected
    assert [rule.query for rule in muting.rules()] == ["harbour"]


def test_undoing_something_else_changes_no_list(store: Store) -> None:
    (a,) = arrive(store, entry("a"))
    Marks(store).bookmark(a)
    done = Undoing(store).undo()
    assert done is not None
    assert not done.lists_changed


def test_removing_one_of_two_rules_leaves_what_the_other_means(store: Store, muting: Muting) -> None:
    a, b = arrive(store, football("a", source="The Paper"), football("b"))
    assert muting.add("source:paper") == 1
    assert muting.add("football") == 1
    assert [rule.hidden for rule in muting.rules()] == [1, 2]
    assert muting.remove(2) == 1
    assert hidden(store) == {a}
    assert muting.edit(1, "football") == 1
    assert hidden(store) == {a, b}


def test_a_rule_is_meant_to_the_letter(store: Store, muting: Muting) -> None:
    a, b = arrive(store, football("a"), entry("b", title="Foot and mouth"))
    muting.add("foot")
    assert hidden(store) == {b}
    muting.edit(1, "footbal")
    assert hidden(store) == set()
    muting.edit(1, "FOOTBALL")
    assert hidden(store) == {a}


def test_a_date_so_long_ago_counts_from_the_day_the_rule_was_made(store: Store, muting: Muting) -> None:
    def days_ago(days: int) -> str:
        return (datetime.now(UTC) - timedelta(days=days)).isoformat()

    old, young = arrive(store, football("a", published=days_ago(20)), football("b", published=days_ago(5)))
    muting.add("football after:7d")
    assert hidden(store) == {young}
    (rule,) = muted.rules(store)
    muted.keep(store, [muted.Rule(rule.query, days_ago(15))])
    muting.add("zebra")
    (late, early) = arrive(store, football("c", published=days_ago(20)), football("d", published=days_ago(30)))
    assert late in hidden(store)
    assert early not in hidden(store)
    muting.remove(2)
    assert hidden(store) == {young, late}
    assert old not in hidden(store)


def test_what_cannot_be_a_rule(muting: Muting) -> None:
    for query, position in (("is:unred", 3), ("x is:muted", 2), ("-is:Muted", 0), ("re:/(/", 4)):
        for ask in (muting.add, muting.dry_run):
            with pytest.raises(QueryError) as caught:
                ask(query)
            assert caught.value.position == position, query
    for query in ("", "  ", "title:", '""'):
        for ask in (muting.add, muting.dry_run):
            with pytest.raises(UsageError):
                ask(query)
    muting.add("a \ud800")
    with pytest.raises(UsageError):
        muting.add(" a \ud800 ")
    muting.edit(1, "a \ud800")
    for call in (muting.remove, lambda number: muting.edit(number, "x")):
        for number in (0, 2, -1):
            with pytest.raises(NotFoundError):
                call(number)
    assert len(muting.rules()) == 1


def test_patterns(store: Store, muting: Muting) -> None:
    a, _ = arrive(store, football("a"), entry("b"))
    assert muting.dry_run("re:/foot.all/").hidden == 1
    assert muting.add("re:/foot.all/") == 1
    (c,) = arrive(store, football("c"))
    assert hidden(store) == {a, c}
    assert muting.rules()[0].hidden == 2
    muting.remove(1)
    Undoing(store).undo()
    assert hidden(store) == {a, c}


def test_a_pattern_that_takes_too_long_is_no_rule_and_keeps_nothing_out(store: Store, muting: Muting) -> None:
    hopeless = "re:/(a|aa)+$/"
    arrive(store, entry("x", text="a" * 4000 + "!"))
    with pytest.raises(QueryError):
        muting.add(hopeless)
    assert muting.rules() == []
    muted.keep(store, [muted.Rule(hopeless, "2026-01-01T00:00:00Z"), muted.Rule("football", "2026-01-01T00:00:00Z")])
    _, c = arrive(store, entry("y", text="a" * 4000 + "!"), football("c"))
    assert hidden(store) == {c}


def test_a_pattern_that_runs_out_of_time_is_told(store: Store, muting: Muting, monkeypatch: pytest.MonkeyPatch) -> None:
    arrive(store, football("a"), football("b"))
    clock = count(step=100)
    monkeypatch.setattr("tui_reader.library.selecting.time.monotonic", lambda: float(next(clock)))
    with pytest.raises(QueryError, match="only the newest"):
        muting.add("re:/foot/")
    assert hidden(store) == set()
    monkeypatch.undo()
    muting.add("re:/foot/")
    muting.add("zebra")
    monkeypatch.setattr("tui_reader.library.selecting.time.monotonic", lambda: float(next(clock)))
    assert muting.rules()[0].hidden is None
    with pytest.raises(QueryError):
        muting.remove(2)  # what the pattern means must stay muted, and nobody knows what that is
    assert len(hidden(store)) == 2
    assert len(muting.rules()) == 2


def test_a_rule_of_another_version_mutes_nothing_and_says_why(store: Store, muting: Muting) -> None:
    muted.keep(store, [muted.Rule("is:future", "2026-01-01T00:00:00Z"), muted.Rule("football", "2026-01-01T00:00:00Z")])
    (a,) = arrive(store, football("a"))
    assert hidden(store) == {a}
    first, second = muting.rules()
    assert first.hidden is None
    assert "there is no is:future" in first.problem
    assert (second.hidden, second.problem) == (1, "")
    assert muting.remove(2) == 1
    Undoing(store).undo()
    assert hidden(store) == {a}
    assert muting.remove(1) == 0
    assert hidden(store) == {a}


def test_a_dry_run_says_what_it_would_hide_and_changes_nothing(store: Store, muting: Muting) -> None:
    arrive(store, *(football(str(n), published=f"2026-01-{1 + n:02}") for n in range(9)), entry("x"))
    store.reading.set_read(list(store.shelves.order("all").ids)[-2:], True)
    run = muting.dry_run("football")
    assert run.words == "would have hidden 9 of the last 10"
    assert run.more == ("7 of all unread",)
    assert [article.title for article in run.examples] == ["Football 8", "Football 7", "Football 6"]
    assert hidden(store) == set()
    assert muting.rules() == []
    muting.add("football")
    assert muting.dry_run("football").hidden == 9


def test_a_dry_run_looks_at_the_newest(store: Store, muting: Muting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_reader.library.muting.LAST", 4)
    arrive(store, *(football(str(n), published=f"2026-01-{1 + n:02}") for n in range(3)))
    arrive(store, *(entry(f"x{n}", published=f"2026-02-{1 + n:02}") for n in range(3)))
    run = muting.dry_run("football")
    assert (run.hidden, run.of, run.unread) == (1, 4, 3)


def test_articles_that_come_while_a_pattern_is_tried_are_muted_too(
    store: Store, muting: Muting, monkeypatch: pytest.MonkeyPatch
) -> None:
    (a,) = arrive(store, football("a"))
    ask = muted.matching

    def slow(store: Store, rule: muted.Rule, **how: Any) -> Any:
        found = ask(store, rule, **how)
        arrive(store, football("late"), entry("late too"))
        return found

    monkeypatch.setattr("tui_reader.library.muted.matching", slow)
    assert muting.add("re:/football/") == 2
    assert hidden(store) == {a, a + 1}


def test_a_tag_of_its_feed_is_a_tag_of_an_article(store: Store, muting: Muting) -> None:
    feeds = Feeds(store, _no_secrets)
    feed, _ = feeds.follow("https://example.org/feed", tags=["Loud news", "🔥"])

    def from_feed(name: str) -> int:
        with store.transaction():
            article_id = arrivals.take(store, football(name), feed_id=feed.id, index=False).article_id
            arrivals.settle(store, [article_id])
        return article_id

    a, plain = from_feed("a"), arrive(store, entry("b"))[0]
    for query, meant in (("tag:loud", set()), ("tag:loud-news", {a}), ("tag:🔥", {a}), ("-tag:🔥", {plain})):
        muting.add(query)
        assert hidden(store) & {a, plain} == meant, query
        b = from_feed(f"late {query}")
        assert (b in hidden(store)) == (a in meant), query
        muting.remove(1)
        assert hidden(store) == set()


@pytest.mark.parametrize("index", [True, False])
def test_a_feed_that_is_called_or_tagged_otherwise_is_asked_about_again(
    store: Store, muting: Muting, index: bool
) -> None:
    feeds, undoing = Feeds(store, _no_secrets), Undoing(store)
    feed, _ = feeds.follow("https://example.org/feed", name="Harbour")
    with store.transaction():
        a, b = (
            arrivals.take(store, football(name, source="Harbour"), feed_id=feed.id, index=index).article_id
            for name in "ab"
        )
        arrivals.settle(store, [a, b])
    Marks(store).bookmark(b)
    muting.add("feed:quay OR tag:loud")
    for changes in ({"name": "Quay"}, {"tags": ["loud"]}):
        feeds.set(feed.id, **changes)
        assert hidden(store) == {a}
        undone = undoing.undo()
        assert undone is not None
        assert undone.lists_changed
        assert hidden(store) == set()
        undoing.redo()
        assert hidden(store) == {a}
        undoing.undo()
    assert hidden(store) == set()
    feeds.follow("https://example.org/feed", tags=["loud"])  # once more, with a tag
    assert hidden(store) == {a}


def test_a_new_name_asks_patterns_only_where_nobody_waits(
    store: Store, muting: Muting, monkeypatch: pytest.MonkeyPatch
) -> None:
    feeds, undoing = Feeds(store, _no_secrets), Undoing(store)
    feed, _ = feeds.follow("https://example.org/feed", name="Harbour")
    with store.transaction():
        a, b, c = (arrivals.take(store, football(name, source="Harbour"), feed_id=feed.id).article_id for name in "abc")
    muting.add("re:/Football a/")
    muting.add("feed:quay title:b")
    muting.add("feed:quay re:/Football c/")
    assert hidden(store) == {a}
    writing = []
    search = Pattern.search

    def watched(self: Pattern, text: str) -> tuple[int, int] | None:
        writing.append(store.database.connection.in_transaction)
        return search(self, text)

    monkeypatch.setattr(Pattern, "search", watched)
    feeds.set(feed.id, name="Quay")
    assert hidden(store) == {a, b, c}
    undoing.undo()
    assert hidden(store) == {a}
    undoing.redo()
    assert hidden(store) == {a, b, c}
    assert writing
    assert not any(writing)


def test_patterns_that_take_too_long_leave_articles_as_they_are(store: Store, muting: Muting) -> None:
    a, b = arrive(store, football("a"), football("b"))
    muting.add("re:/Football a/")
    with store.transaction():
        store.muting.set_muted([a], False)
        store.muting.set_muted([b], True)
    muted.settle_slowly(store, [b, a], patience=-1)
    assert hidden(store) == {b}
    muted.settle_slowly(store, [b, a])
    assert hidden(store) == {a}


def test_what_an_import_brings_is_muted_unless_it_is_marked(store: Store, muting: Muting, tmp_path: Path) -> None:
    muting.add("title:football")
    exported = tmp_path / "pocket.csv"
    exported.write_text(
        "title,url,time_added,tags,status\n"
        "Football night,https://example.org/1,1700000000,,unread\n"
        "Football day,https://example.org/2,1700000000,sport,unread\n"
        "A quiet harbour,https://example.org/3,1700000000,,unread\n",
        "utf-8",
    )
    Importing(store).file(exported)
    assert [article.title for article in store.shelves.head("muted", 9)] == ["Football night"]
    assert store.shelves.count("all") == 2


def _no_secrets() -> Secrets:
    raise AssertionError("no password was typed")


def test_what_is_muted_is_still_found_and_says_so(store: Store, muting: Muting) -> None:
    a, _ = arrive(store, football("a"), entry("b", title="A match of chess"))
    muting.add("football")
    finding = Finding(store)
    assert {hit.article_id: hit.muted for hit in finding.find("match")} == {a: True, a + 1: False}
    for query in ("is:muted", "is:muted match", "re:/foot/ is:muted"):
        assert [(hit.article_id, hit.muted) for hit in finding.find(query)] == [(a, True)], query
    assert [hit.article_id for hit in finding.find("-is:muted")] == [a + 1]


def test_saved_searches_leave_out_what_is_muted_unless_they_ask_for_it(store: Store, muting: Muting) -> None:
    a, b = arrive(store, football("a"), football("b", title="Chess"))
    muting.add("title:football")
    searches = Searches(store)
    for name, query, ids in (
        ("words", "match", [b]),
        ("pattern", "re:/match/", [b]),
        ("muted", "match is:muted", [a]),
        ("either", "match (is:muted OR title:chess)", [b, a]),
    ):
        searches.save(name, query)
        assert list(searches.articles(name).ids) == ids, name
        assert {saved.name: saved.unread for saved in searches.all()}[name] == len(ids)
        if name != "pattern":
            assert [article.id for article in searches.head(name, 9)] == ids


def test_proposals(store: Store, muting: Muting) -> None:
    a, b, c = arrive(
        store,
        football("a", title="The Harbour’s football night", source='The “Paper" of 1', author="Ann Lee"),
        football("b", title="Football with the goalkeeper"),
        entry("c", title="港", source=""),
    )
    assert muting.proposals(a) == [
        *('source:"The Paper of 1" title:football', "title:football", 'source:"The Paper of 1"', 'author:"Ann Lee"'),
    ]
    assert muting.proposals(a, ' the "long\n match” ')[0] == '"the long match"'
    assert muting.proposals(b) == ["title:football"]
    assert muting.proposals(c) == ['title:"港"']
    for article_id in (a, b, c):
        for query in muting.proposals(article_id, "The match was long"):
            if query.startswith('"'):
                continue
            assert article_id in set(muted.matching(store, muted.Rule(query, "2026-01-01T00:00:00Z"))), query
    with pytest.raises(NotFoundError):
        muting.proposals(99)


_WORDS = st.sampled_from(
    ["Tide", "tide", "boat", "café", "Ünder", "東京", "京の", "港", "x1", "a-b", "Łódź", "е́", "ﬁsh"]
)
_PIECE = st.one_of(
    _WORDS,
    st.builds('"{} {}"'.format, _WORDS, _WORDS),
    st.builds("-{}".format, _WORDS),
    st.builds("{}:{}".format, st.sampled_from(["title", "source", "author", "tag", "note"]), _WORDS),
    st.builds("-{}:{}".format, st.sampled_from(["title", "source", "tag"]), _WORDS),
    st.builds('title:"{} {}"'.format, _WORDS, _WORDS),
    st.builds("({} OR {})".format, _WORDS, _WORDS),
    st.builds("{} OR source:{}".format, _WORDS, _WORDS),
    st.sampled_from(
        ["words:>2", "words:<3", "after:2020-01-02", "before:2020-01-02", "is:unread", "is:read", "re:/i.e/"]
    ),
)
_TEXT = st.lists(_WORDS, max_size=4).map(" ".join)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(_TEXT, _TEXT, _TEXT, _TEXT), min_size=1, max_size=5),
    st.lists(_PIECE, min_size=1, max_size=3).map(" ".join),
    st.text(max_size=8),
)
def test_arrivals_and_the_store_mean_the_same_by_a_rule(
    store: Store, articles: list[tuple[str, str, str, str]], query: str, more: str
) -> None:
    store.database.connection.execute("PRAGMA synchronous = OFF")
    with store.transaction():
        store.articles.delete(store.shelves.order("all").ids)
        store.articles.delete(store.shelves.order("muted").ids)
        muted.keep(store, [])
        store.journal.write("x", {})
    arrive(
        store,
        *(
            Entry(
                identity=f"{number}",
                title=f"{title} {more}",
                text=text,
                source=source,
                author=author,
                published=f"2020-01-0{1 + number}",
            )
            for number, (title, text, source, author) in enumerate(articles)
        ),
    )
    Muting(store).add(query)
    by_index = hidden(store)
    everything = [*store.shelves.order("all").ids, *by_index]
    with store.transaction():
        store.muting.set_muted(everything, False)
        muted.settle(store, everything)
    assert hidden(store) == by_index
