"""The same story once: which articles stand under another, and which never do."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.conftest import entry
from tui_reader.library import arrivals, stories
from tui_reader.library.muting import Muting
from tui_reader.library.reading import Reading
from tui_reader.library.undoing import Undoing
from tui_reader.store import Store

_chance = random.Random(7)
WORDS = ["".join(_chance.choices("aeioubcdfglmnprst", k=_chance.randint(3, 9))) for _ in range(900)]
DAY = "2026-03-0{}T10:00:00Z"


def text(seed: int, count: int = 12, first: int = 0) -> str:
    chance = random.Random(seed)
    made = [" ".join(chance.choices(WORDS, k=chance.randint(9, 24))).capitalize() + "." for _ in range(count)]
    return " ".join(made[first:])


class Feeds:
    """Brings entries as feeds do, one batch a call of `bring` unless they are given together."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._made = 0

    def bring(self, *entries: tuple[int, dict[str, Any]]) -> list[int]:
        with self.store.transaction():
            ids = []
            for feed_id, facts in entries:
                self._made += 1
                given = {"source": f"Source {feed_id}", "published": DAY.format(5)} | facts
                given.setdefault(
                    "title", f"{WORDS[self._made % 900]} {WORDS[-self._made % 900]} number {self._made} of its kind"
                )
                given.setdefault("url", f"https://source{feed_id}.example/{self._made}")
                name = given.pop("name", str(self._made))
                ids.append(arrivals.take(self.store, entry(name, **given), feed_id=feed_id).article_id)
            arrivals.settle(self.store, ids)
        return ids

    def one(self, feed_id: int, **facts: Any) -> int:
        return self.bring((feed_id, facts))[0]

    def leads(self, *ids: int) -> list[int]:
        found = self.store.articles.summaries(ids)
        return [found[each].story for each in ids]


@pytest.fixture
def feeds(store: Store) -> Feeds:
    return Feeds(store)


def test_a_copy_stands_under_what_was_there_first(feeds: Feeds) -> None:
    a = feeds.one(1, text=text(1))
    b = feeds.one(2, text=text(1, 5))
    c, other = feeds.bring((3, {"text": f"{text(1)} {text(9, 2)}"}), (4, {"text": text(2)}))
    assert feeds.leads(a, b, c, other) == [0, a, a, 0]
    assert feeds.store.articles.get(a).siblings == 2
    assert [each.id for each in Reading(feeds.store).others(b)] == [a, c]


def test_in_one_batch_too(feeds: Feeds) -> None:
    made = feeds.bring(*((feed, {"text": text(feed % 2 + 1)}) for feed in range(1, 7)))
    assert feeds.leads(*made) == [0, 0, made[0], made[1], made[0], made[1]]


def test_the_same_link_is_the_same_story_whatever_is_written_about_it(feeds: Feeds) -> None:
    a = feeds.one(1, text=text(1), url="https://paper.example/a/story")
    b = feeds.one(2, text="Comments", url="http://www.paper.example/a/story/?utm_source=x")
    assert feeds.leads(b) == [a]


def test_a_title_counts_if_the_texts_do_not_contradict(feeds: Feeds) -> None:
    title = "Harbour wakes before the market opens"
    a = feeds.one(1, text=text(1), title=title)
    short = feeds.one(2, text="Read it here.", title=f"{title} - BBC News")
    unlike = feeds.one(3, text="Mahler opened the winter season, and the orchestra played beautifully.", title=title)
    assert feeds.leads(short, unlike) == [a, 0]


def test_one_feed_does_not_tell_a_story_twice(feeds: Feeds) -> None:
    a, b = feeds.bring((1, {"text": text(1)}), (1, {"text": text(1)}))
    c = feeds.one(1, text=text(1))
    assert feeds.leads(a, b, c) == [0, 0, 0]
    # And a copy elsewhere does not bring them together either.
    d = feeds.one(2, text=text(1))
    e = feeds.one(1, text=text(1))
    assert feeds.leads(b, c, d, e) == [0, 0, a, 0]


def test_one_feed_that_sends_the_same_link_again(feeds: Feeds) -> None:
    link = "https://source1.example/story"
    a = feeds.one(1, text=text(1), url=link)
    again = feeds.one(1, text=text(1), url=link + "?utm_medium=feed")
    assert feeds.leads(again) == [a]


def test_a_page_that_all_articles_link_to_joins_none(feeds: Feeds) -> None:
    link = "https://source1.example/status"
    made = [feeds.one(1, text=text(seed), url=link) for seed in range(4)]
    elsewhere = feeds.one(2, text=text(20), url=link)
    assert feeds.leads(*made, elsewhere) == [0, 0, 0, 0, 0]


def test_what_stands_under_every_article_joins_none(feeds: Feeds) -> None:
    footer = text(50, 1) + " " + text(51, 1)
    made = []
    for seed in range(6):
        made += feeds.bring((1, {"text": f"{text(seed, 3)} {footer}"}), (2, {"text": f"{text(seed + 10, 3)} {footer}"}))
    assert set(feeds.leads(*made)) == {0}


def test_sources_are_told_apart_by_name_where_there_is_no_feed(feeds: Feeds) -> None:
    a = feeds.one(0, text=text(1), path="/feeds/one.xml", source="One")
    b = feeds.one(0, text=text(1), path="/feeds/two.xml", source="Two")
    c = feeds.one(0, text=text(1), path="/feeds/other.xml", source="one")
    assert feeds.leads(a, b, c) == [0, a, 0]


def test_files_of_one_folder_without_a_source_are_never_joined(feeds: Feeds) -> None:
    facts = {"source": "", "url": "", "text": text(1)}
    a, b = feeds.bring((0, {"path": "/news/1.txt", **facts}), (0, {"path": "/news/2.txt", **facts}))
    assert feeds.leads(a, b) == [0, 0]


def test_days_apart_is_another_story(feeds: Feeds) -> None:
    a = feeds.one(1, text=text(1), published=DAY.format(1))
    near = feeds.one(2, text=text(1), published=DAY.format(4))
    far = feeds.one(3, text=text(1), published=DAY.format(8))
    assert feeds.leads(a, near, far) == [0, a, 0]


@pytest.mark.parametrize("touch", ["opened", "bookmarked", "highlights"])
def test_what_its_reader_has_touched_keeps_its_row(feeds: Feeds, touch: str) -> None:
    a, b = feeds.one(1, text=text(1)), feeds.one(2, text=text(2), name="b")
    feeds.store.database.run(f"UPDATE articles SET {touch} = 1 WHERE id = ?", (b,))
    feeds.one(2, text=text(1), name="b")
    assert feeds.leads(a, b) == [0, 0]


def test_a_page_that_was_saved_keeps_its_row_and_stands_for_others(feeds: Feeds) -> None:
    entry_of_feed = feeds.one(1, text=text(1), url="https://paper.example/a")
    saved = feeds.one(0, text=text(1), url="https://paper.example/a")
    assert feeds.leads(entry_of_feed, saved) == [0, 0]
    page = feeds.one(0, text=text(2), url="https://paper.example/b")
    assert feeds.leads(feeds.one(3, text=text(2))) == [page]


def test_muted_articles_stand_for_none(feeds: Feeds) -> None:
    a = feeds.one(1, text=text(1))
    feeds.store.database.run("UPDATE articles SET muted = 1 WHERE id = ?", (a,))
    stories.after_muting(feeds.store)
    b, c = feeds.one(2, text=text(1)), feeds.one(3, text=text(1))
    assert feeds.leads(b, c) == [0, b]
    feeds.store.database.run("UPDATE articles SET muted = 1 WHERE id = ?", (b,))
    arrivals.settle(feeds.store, [b])
    assert feeds.leads(c) == [0]


def test_a_rule_that_mutes_the_first_lets_another_stand_for_the_story(feeds: Feeds) -> None:
    first, second, third = (feeds.one(n, text=text(1), author="Ann" if n == 1 else "Ben") for n in (1, 2, 3))
    assert feeds.leads(first, second, third) == [0, first, first]
    muting = Muting(feeds.store)
    muting.add("author:Ann")
    assert feeds.leads(first, second, third) == [second, 0, second]
    assert feeds.store.shelves.count("unread") == 1
    Undoing(feeds.store).undo()
    assert feeds.store.shelves.count("unread") == 1
    assert [article.siblings for article in feeds.store.articles.summaries([second]).values()] == [2]


def test_settling_again_changes_nothing(feeds: Feeds) -> None:
    made = [feeds.one(feed, text=text(feed % 3)) for feed in range(1, 10)]
    before = feeds.store.articles.summaries(made)
    keys = feeds.store.database.rows("SELECT * FROM story_keys")
    for ids in (made, made[::-1], made[4:5], []):
        arrivals.settle(feeds.store, ids)
        assert feeds.store.articles.summaries(made) == before
        assert [tuple(row) for row in feeds.store.database.rows("SELECT * FROM story_keys")] == [*map(tuple, keys)]


def test_a_text_that_went_on_to_another_story_leaves(feeds: Feeds) -> None:
    a, b = feeds.one(1, text=text(1), name="a"), feeds.one(2, text=text(1), name="b")
    c = feeds.one(3, text=text(1), name="c")
    feeds.one(2, text=text(5), name="b", title="Quite another headline than it was")
    assert feeds.leads(a, b, c) == [0, 0, a]
    feeds.one(1, text=text(6), name="a", title="This one is about something else now")
    assert feeds.leads(a, b, c) == [0, 0, 0]
    assert [feeds.store.articles.get(each).siblings for each in (a, b, c)] == [0, 0, 0]


def test_a_correction_stays(feeds: Feeds) -> None:
    a, b = feeds.one(1, text=text(1), name="a"), feeds.one(2, text=text(1), name="b")
    feeds.one(1, text=text(1) + " This article was corrected.", name="a")
    feeds.one(2, text=text(1).replace(" ", "  ", 3), name="b")
    assert feeds.leads(a, b) == [0, a]


def test_a_lead_whose_text_changed_leaves_the_others_together(feeds: Feeds) -> None:
    a = feeds.one(1, text=text(1), name="a")
    b, c = feeds.one(2, text=text(1)), feeds.one(3, text=text(1))
    feeds.one(1, text=text(6), name="a", title="This one is about something else now")
    assert feeds.leads(a, b, c) == [0, 0, b]


def test_reading_one_reads_all_and_is_taken_back_in_one_step(feeds: Feeds) -> None:
    reading, store = Reading(feeds.store), feeds.store
    a, b, c = feeds.one(1, text=text(1)), feeds.one(2, text=text(1)), feeds.one(3, text=text(2))
    assert reading.set_read([a], True, whole_story=True) == 1
    assert [store.articles.get(each).read for each in (a, b, c)] == [True, True, False]
    Undoing(store).undo()
    assert not any(store.articles.get(each).read for each in (a, b, c))
    assert reading.set_read([b], True) == 1
    assert [store.articles.get(each).read for each in (a, b)] == [False, True]
    assert reading.set_read([b], False, whole_story=True) == 1
    assert sorted(reading.finish(b, whole_story=True)) == [a, b]
    assert reading.finish(a, whole_story=True) == []


def test_all_of_a_list_is_one_deed(feeds: Feeds) -> None:
    reading = Reading(feeds.store)
    made = [feeds.one(feed, text=text(feed % 4)) for feed in range(1, 13)]
    shown = list(reading.order("unread").ids)
    assert len(shown) == 4
    assert reading.set_read(shown, True, whole_story=True) == 4
    assert all(article.read for article in feeds.store.articles.summaries(made).values())
    Undoing(feeds.store).undo()
    assert not any(article.read for article in feeds.store.articles.summaries(made).values())


def test_a_large_batch_is_settled_in_parts(feeds: Feeds) -> None:
    made = feeds.bring(*((seed % 2 + 1, {"text": text(seed // 2, 4)}) for seed in range(2 * stories.BATCH + 20)))
    assert sum(lead == 0 for lead in feeds.leads(*made)) == len(made) // 2
