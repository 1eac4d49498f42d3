"""The full-text index: what goes in is found, what is typed is never syntax."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_reader.document.terms import fold, singled, term_line, terms
from tui_reader.errors import StoreError
from tui_reader.store.expressions import Phrase
from tui_reader.store.index import SCHEMA, TITLE_LIMIT, Index

ARTICLES = "CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT NOT NULL, sort_key INTEGER NOT NULL);"


class Shelf:
    """An index and the table it joins."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.executescript(ARTICLES + SCHEMA)
        self.index = Index(self.connection)

    def put(self, number: int, title: str, body: str = "") -> None:
        self.connection.execute("INSERT INTO articles VALUES (?, ?, ?)", (number, title, 1000 + number))
        self.index.add(number, title, body)

    def titles(self, *typed: str) -> list[int]:
        found = self.index.titles([[Phrase.of(word, prefix=True)] for word in typed])
        return [match.article_id for match in found]

    def bodies(self, *typed: str, limit: int = 50) -> list[int]:
        found = self.index.bodies([[Phrase.of(word)] for word in typed], limit=limit).best
        return [match.article_id for match in found]


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()
    yield made
    made.connection.close()


def test_titles_by_beginnings_of_words_in_any_order_newest_first(shelf: Shelf) -> None:
    shelf.put(1, "COVID fight adds urgency")
    shelf.put(2, "Urgent fight for Łódź")
    shelf.put(3, "Nothing of it")
    assert shelf.titles("urg", "fig") == [2, 1]
    assert shelf.titles("urgency") == [1]
    assert shelf.titles("lodz") == [2]
    assert shelf.index.titles([[Phrase.of("urgen")]]) == []


def test_titles_come_with_what_ranking_needs(shelf: Shelf) -> None:
    shelf.put(7, "Café society")
    (match,) = shelf.index.titles([[Phrase.of("cafe")]])
    assert match == (7, "Café society", 1007)


def test_titles_are_limited_to_the_newest(shelf: Shelf) -> None:
    for number in range(1, TITLE_LIMIT + 11):
        shelf.put(number, "The same words")
    found = shelf.titles("same")
    assert found == list(range(TITLE_LIMIT + 10, 10, -1))


@pytest.mark.parametrize("words", [3, 60])
def test_long_beginnings_of_few_and_of_many_words(shelf: Shelf, words: int) -> None:
    for number in range(words):
        shelf.put(number + 1, f"harbo{chr(97 + number % 26)}{chr(97 + number // 26)}")
    shelf.put(100, "harp")
    assert shelf.titles("harb") == list(range(words, 0, -1))
    assert shelf.titles("harboa") == [number for number in range(words, 0, -1) if number % 26 == 1]
    assert shelf.index.in_titles(Phrase.of("harbo", prefix=True))
    assert not shelf.index.in_titles(Phrase.of("harbz", prefix=True))
    either = [[Phrase.of("x harbo", prefix=True), Phrase.of("harp")]]
    assert [match.article_id for match in shelf.index.titles(either)] == [100]


def test_beginnings_of_numbers_and_of_very_long_words(shelf: Shelf) -> None:
    shelf.put(1, "in 2024 " + "x" * 100)
    assert shelf.titles("2024") == [1]
    assert shelf.titles("202") == [1]
    assert shelf.titles("x" * 100) == [1]
    assert shelf.titles("x" * 40) == [1]


def test_alternatives_and_exclusions(shelf: Shelf) -> None:
    shelf.put(1, "cats and dogs")
    shelf.put(2, "cats and birds")
    shelf.put(3, "fish")
    either = [[Phrase.of("dogs"), Phrase.of("fish")]]
    assert {match.article_id for match in shelf.index.titles(either)} == {1, 3}
    without = shelf.index.titles([[Phrase.of("cats")]], [Phrase.of("birds")])
    assert [match.article_id for match in without] == [1]
    bodies = shelf.index.bodies([[Phrase.of("cats")]], [Phrase.of("birds"), Phrase.of("fish")]).best
    assert [match.article_id for match in bodies] == [1]


def test_bodies_by_words_of_title_and_text_together(shelf: Shelf) -> None:
    shelf.put(1, "Harbour news", "The boats came in with the tide.")
    shelf.put(2, "Market news", "Nobody came.")
    assert shelf.bodies("harbour", "tide") == [1]
    assert shelf.bodies("came", "news") in ([1, 2], [2, 1])


def test_the_most_relevant_body_comes_first(shelf: Shelf) -> None:
    shelf.put(1, "a", "tide " + "other words of no use here " * 20)
    shelf.put(2, "b", "tide tide tide")
    shelf.put(3, "c", "nothing to see")
    found = shelf.index.bodies([[Phrase.of("tide")]]).best
    assert [match.article_id for match in found] == [2, 1]
    assert found[0].relevance > found[1].relevance
    assert shelf.bodies("tide", limit=1) == [2]


def test_very_many_are_ranked_among_the_newest_and_it_is_said(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_reader.store.index.BODY_LIMIT", 3)
    for number in range(1, 6):
        shelf.put(number, "", "tide " * (6 - number))
        found = shelf.index.bodies([[Phrase.of("tide")]])
        assert found.capped == (number >= 3)
    assert [match.article_id for match in found.best] == [3, 4, 5]


def test_phrases_follow_one_another_in_bodies(shelf: Shelf) -> None:
    shelf.put(1, "", "a shared future for mankind")
    shelf.put(2, "", "the future is shared")
    assert shelf.bodies("shared future") == [1]
    beginning = shelf.index.bodies([[Phrase.of("shared fut", prefix=True)]]).best
    assert [match.article_id for match in beginning] == [1]


def test_two_and_one_characters_of_unspaced_scripts(shelf: Shelf) -> None:
    shelf.put(1, "北京大学", "他在清华大学读书。")
    shelf.put(2, "東京タワー", "ประเทศไทย 한국은")
    assert shelf.titles("大学") == [1]
    assert shelf.titles("京大学") == [1]
    assert shelf.titles("京") == [2, 1]
    assert shelf.titles("学") == [1]
    assert shelf.bodies("华大") == [1]
    assert shelf.bodies("大华") == []
    assert shelf.bodies("书") == [1]
    assert shelf.bodies("เทศ") == [2]
    assert shelf.bodies("국은") == [2]


def test_letters_of_small_scripts_wherever_they_stand(shelf: Shelf) -> None:
    shelf.put(1, "", "昨日の夜、ありがとうメールboxで東京のタワー。")
    for typed in (
        "昨日",
        "日の",
        "昨日の",
        "の夜",
        "の",
        "ありがとう",
        "がと",
        "とうメ",
        "ール",
        "メールbox",
        "京のタ",
        "ー",
    ):
        assert shelf.bodies(typed) == [1], typed
    for typed in ("夜の", "のの", "あがり", "ルー", "昨の", "boxメール", "日夜"):
        assert shelf.bodies(typed) == [], typed


@given(
    st.text(st.sampled_from("京大学のはカーกท한국a ,"), max_size=12),
    st.integers(0, 12),
    st.integers(1, 5),
    st.text(st.sampled_from("京大学のはカーกท한국a"), min_size=1, max_size=4),
)
@settings(deadline=None, max_examples=300)
def test_unspaced_text_is_found_by_just_the_runs_it_holds(text: str, start: int, length: int, other: str) -> None:
    def holds(piece: str) -> bool:
        return any(piece in run for run in re.split(r"[ ,a]+", text))

    shelf = Shelf()
    try:
        shelf.put(1, "", text)
        for piece in (text[start : start + length], other):
            if piece and not set(piece) & set(" ,a"):
                assert shelf.bodies(piece) == ([1] if holds(piece) else []), piece
    finally:
        shelf.connection.close()


def test_nothing_goes_on_beyond_a_full_stop(shelf: Shelf) -> None:
    shelf.put(1, "", "他在清华。大学很好, 北京 上海の夜 ไทย")
    for typed in ("华大", "好北", "京上", "清华大学", "夜ไ"):
        assert shelf.bodies(typed) == [], typed
    shelf.put(2, "", "他说：“好。”她走了")
    assert shelf.bodies("说好") == shelf.bodies("好她") == []
    assert shelf.bodies("说：好") == shelf.bodies("好。她走") == [2]
    for typed in ("清华", "大学", "清华 大学", "很好，北京", "上海の夜"):
        assert shelf.bodies(typed) == [1], typed


def test_a_phrase_of_two_scripts(shelf: Shelf) -> None:
    shelf.put(1, "", "最新疫情covid消息")
    assert shelf.bodies("疫情covid消") == [1]
    assert shelf.bodies("疫情 COVID") == [1]
    assert shelf.bodies("最新covid") == []


def test_what_was_removed_is_not_found(shelf: Shelf) -> None:
    shelf.put(1, "Straße in 北京", "ﬁne weather in Łódź")
    shelf.put(2, "Straße", "weather")
    shelf.index.remove(1, "Straße in 北京", "ﬁne weather in Łódź")
    assert shelf.titles("strasse") == [2]
    assert shelf.titles("北京") == []
    assert shelf.bodies("weather") == [2]
    assert shelf.bodies("fine") == []
    for table in ("titles", "bodies"):
        shelf.connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


def test_a_removed_article_may_come_back_changed(shelf: Shelf) -> None:
    shelf.put(1, "old title", "old text")
    shelf.index.remove(1, "old title", "old text")
    shelf.index.add(1, "new title", "new text")
    assert shelf.titles("old") == []
    assert shelf.titles("new") == [1]
    assert shelf.bodies("text") == [1]


def test_whether_something_is_there(shelf: Shelf) -> None:
    shelf.put(1, "Harbour", "the quiet quay")
    assert shelf.index.in_titles(Phrase.of("harb", prefix=True))
    assert not shelf.index.in_titles(Phrase.of("harb"))
    assert shelf.index.in_bodies(Phrase.of("quiet quay"))
    assert shelf.index.in_bodies(Phrase.of("harbour"))
    assert not shelf.index.in_bodies(Phrase.of("quay quiet"))
    assert not shelf.index.in_bodies(Phrase.of("!?"))


def test_having(shelf: Shelf) -> None:
    shelf.put(1, "a", "tide")
    shelf.put(2, "b", "quay")
    shelf.put(3, "tide", "c")
    assert shelf.index.having([Phrase.of("tide")], [1, 2, 3]) == {1, 3}
    assert shelf.index.having([Phrase.of("tide")], [2]) == set()
    assert shelf.index.having([], [1]) == set()


def test_nothing_asked_for_is_nothing_found(shelf: Shelf) -> None:
    shelf.put(1, "a", "a")
    assert shelf.index.titles([]) == []
    assert shelf.index.bodies([[Phrase.of("…")], []]).best == []
    assert shelf.index.titles([[Phrase.of("")]], [Phrase.of("a")]) == []


SYNTAX = ['"', "*", "a*", "NEAR(a b, 2)", "(", "a AND", "NOT", "title:a", "^a", "{a}", "a\0b", "-a", "+", "a' OR 1"]


@pytest.mark.parametrize("typed", SYNTAX)
def test_syntax_is_text(shelf: Shelf, typed: str) -> None:
    shelf.put(1, typed.replace("\0", "␀"), typed.replace("\0", "␀"))
    raw = Phrase((typed,), prefix=True)
    for phrase in (Phrase.of(typed, prefix=True), Phrase.of(typed)):
        assert [match.article_id for match in shelf.index.titles([[phrase]])] == ([1] if phrase.terms else [])
        assert [match.article_id for match in shelf.index.bodies([[phrase]]).best] == ([1] if phrase.terms else [])
    assert shelf.index.in_bodies(raw) in (True, False)


def test_many_terms_are_no_trouble(shelf: Shelf) -> None:
    shelf.put(1, "a", " ".join(f"w{number}" for number in range(3000)))
    every = [[Phrase.of(f"w{number}")] for number in range(3000)]
    assert [match.article_id for match in shelf.index.bodies(every).best] == [1]
    any_of = [[Phrase.of(f"w{number}") for number in range(3000)]]
    assert [match.article_id for match in shelf.index.bodies(any_of).best] == [1]


def test_trouble_with_the_file_is_a_store_error(shelf: Shelf) -> None:
    shelf.connection.execute("DROP TABLE titles")
    with pytest.raises(StoreError):
        shelf.titles("a")
    with pytest.raises(StoreError):
        shelf.index.add(1, "a", "b")


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs", "Cn"])))  # Cn: may be letters one day
@example("00Þｦ")
def test_any_text_is_found_by_its_own_words(text: str) -> None:
    shelf = Shelf()
    try:
        shelf.put(1, text, text)
        for term in terms(text)[:20]:
            assert shelf.titles(term) == [1]
            assert shelf.bodies(term) == [1]
        if terms(text):
            assert shelf.bodies(text) == [1]
    finally:
        shelf.connection.close()


def test_the_tokenizer_and_our_folding_agree_on_every_letter() -> None:
    """Each letter of the first two planes' common blocks, inside a word and by itself."""
    shelf = Shelf()
    blocks = [range(0x20, 0x2E80), range(0x3000, 0x3400), range(0xA640, 0xABFF), range(0xF900, 0xFFFE)]
    letters = [chr(code) for block in blocks for code in block if term_line(chr(code)).strip()]
    texts = {number: f"q{letter}q {letter}" for number, letter in enumerate(letters, 1)}
    for number, text in texts.items():
        shelf.index.add(number, text, "")
    shelf.connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab('bodies', 'instance')")
    held: dict[int, list[str]] = {}
    for number, term in shelf.connection.execute("SELECT doc, term FROM vocabulary ORDER BY doc, offset"):
        held.setdefault(number, []).append(term)
    unlike = {text: held[number] for number, text in texts.items() if held[number] != fold(singled(text)).split()}
    shelf.connection.close()
    assert len(letters) > 8_000
    assert unlike == {}
