"""Which title a person would expect first."""

from __future__ import annotations

from tui_reader.search.nearest import Near
from tui_reader.search.query import parse
from tui_reader.search.ranking import BEGINNING, EXACT, Ranked, rank


def ranked(typed: str, titles: list[str], near: dict[str, list[Near]] | None = None) -> list[Ranked]:
    return rank([(number, title, number) for number, title in enumerate(titles)], parse(typed).clauses, near or {}, 50)


def order(typed: str, *titles: str, near: dict[str, list[Near]] | None = None) -> list[str]:
    return [one.title for one in ranked(typed, list(titles), near)]


def test_whole_word_before_beginning_before_guess() -> None:
    near = {"war": [Near("wear", 0.75)]}
    assert order("war", "Wear and tear", "A warning", "The war", near=near) == ["The war", "A warning", "Wear and tear"]


def test_a_nearly_complete_word_before_a_long_one() -> None:
    assert order("coop", "Cooperation", "Coops") == ["Coops", "Cooperation"]


def test_nearer_guesses_first() -> None:
    near = {"solidarty": [Near("solidarity", 0.9), Near("solidary", 0.8)]}
    assert order("solidarty", "A solidary act", "An act of solidarity", near=near)[0] == "An act of solidarity"


def test_short_titles_before_long_ones() -> None:
    assert order("tide", "The tide and a great many other things of the sea", "The tide") == [
        "The tide",
        "The tide and a great many other things of the sea",
    ]


def test_words_as_typed_before_words_in_order_before_words_in_disorder() -> None:
    titles = ["community and the global", "global and the community", "and the global community"]
    assert order("global community", *titles) == titles[::-1]


def test_the_newer_of_two_equals_comes_first() -> None:
    assert [one.article_id for one in ranked("tide", ["The tide", "The tide", "The tide"])] == [2, 1, 0]


def test_accents_and_case_do_not_matter() -> None:
    assert ranked("lodz", ["ŁÓDŹ"])[0].poorest == EXACT
    assert ranked("STRASSE", ["Straße"])[0].poorest == EXACT


def test_unspaced_scripts_are_found_inside_of_a_run() -> None:
    best, other = ranked("大学", ["清华大学在北京", "大地"])
    assert best.title == "清华大学在北京"
    assert best.poorest == EXACT
    assert other.poorest == 0
    assert ranked("京", ["北京市"])[0].poorest == EXACT


def test_a_quoted_phrase_is_meant_to_the_letter() -> None:
    titles = ["global community", "a community of the global", "global communities"]
    assert order('"global community"', *titles) == ["global community"]


def test_one_of_two_alternatives_is_enough() -> None:
    assert ranked("cats OR dogs", ["On dogs"])[0].poorest == EXACT


def test_a_compound_may_be_apart_but_is_better_together() -> None:
    assert order("covid-19", "19 cases of covid", "covid 19") == ["covid 19", "19 cases of covid"]
    assert ranked("covid-19", ["19 cases of covid"])[0].poorest >= BEGINNING


def test_a_missing_word_shows() -> None:
    (one,) = ranked("tide quay", ["The tide"])
    assert one.poorest == 0
    assert one.score < BEGINNING


def test_beginnings_of_words_only() -> None:
    (one,) = ranked("ide", ["The tide"])
    assert one.poorest == 0
    near = {"tide": [Near("side", 0.75), Near("tid", 0.75, cut=True)]}
    assert ranked("tide", ["sidewalk"], near)[0].poorest == 0
    assert ranked("tide", ["tidal"], near)[0].poorest > 0
