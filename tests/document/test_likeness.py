"""What makes two articles tell the same story, and what only looks like it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.document import likeness
from tui_reader.document.likeness import Kind, Told, keys_of, kind_of, plain_title, same_subject, same_text

_chance = random.Random(5)
WORDS = ["".join(_chance.choices("aeioubcdfglmnprst", k=_chance.randint(3, 9))) for _ in range(900)]


def sentences(seed: int, count: int = 12) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=chance.randint(9, 24))).capitalize() + "." for _ in range(count)]


def shared(a: list[int], b: list[int]) -> set[Kind]:
    return {kind_of(key) for key in set(a) & set(b)}


def keys(title: str = "", text: str = "", url: str = "", source: str = "") -> list[int]:
    return keys_of(title, text, url, source)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/a/story/", "https://example.org/a/story?utm_source=rss#top",
        "HTTPS://Example.org:443/a/story?fbclid=1",
    ],
)  # fmt: skip
def test_a_link_is_the_page_it_names(url: str) -> None:
    assert shared(keys(url=url), keys(url="https://example.org/a/story")) == {Kind.LINK}


def test_another_page_and_the_front_page_are_no_common_link() -> None:
    assert not shared(keys(url="https://example.org/a?id=1"), keys(url="https://example.org/a?id=2"))
    assert keys(url="https://www.example.org/") == keys(url="https://example.org") == keys(url="") == []


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Harbour “wakes” before the market opens", ""),
        ("Harbour wakes before the market opens - BBC News", ""),
        ("HARBOUR WAKES BEFORE THE MARKET OPENS | Reuters", ""),
        ("Harbour wakes before the market opens — the daily fish", "The Daily Fish"),
        ("Reuters: Harbour wakes before the market opens", "Reuters World"),
        ("Harbour wakes  before the market opens – example.org", ""),
    ],
)
def test_a_title_is_its_words_without_the_publication(title: str, source: str) -> None:
    assert plain_title(title, source) == "harbour wakes before the market opens"


def test_what_follows_a_dash_is_kept_if_it_is_no_name() -> None:
    assert plain_title("The cup is won at last – but at what cost").endswith("but at what cost")
    assert plain_title("Long sentence about this: Reuters wins a prize").startswith("long sentence")


@pytest.mark.parametrize(
    "title",
    [
        "", "Untitled", "Daily briefing", "Links", "Links for 2026-03-05", "The week in pictures", "Open thread",
        "Morning news briefing for Thursday 5 March", "Photos of the day", "Episode 312", "Ukraine war", "今日",
    ],
)  # fmt: skip
def test_a_title_that_may_stand_over_anything_gives_no_key(title: str) -> None:
    assert keys(title) == []


def test_a_title_without_blanks_counts_by_its_characters() -> None:
    assert shared(keys("港口在市场开门前醒来"), keys("港口在市场开门前醒来")) == {Kind.TITLE}


def test_copies_share_keys_whatever_was_cut_off_or_added() -> None:
    text = sentences(1)
    whole = keys(text=" ".join(text))
    assert shared(whole, keys(text=" ".join(text[:4]))) == {Kind.TEXT}
    assert shared(whole, keys(text="LONDON — " + "\n".join([*text, *sentences(2, 2)]))) == {Kind.TEXT}
    assert not shared(whole, keys(text=" ".join(sentences(3))))


def test_quotes_capitals_and_blanks_make_no_difference() -> None:
    text = "“It is the eye that sets the limit,” the note’s author says – not the page, nor the desk it lies on."
    plain = '"It is the eye that sets  the limit," the note\'s author says - not the page, nor the desk it lies on.'
    assert keys(text=text) == keys(text=plain.upper()) != []


def test_sentences_without_blanks_make_keys() -> None:
    text = "港口在黎明前很安静没有人说话只有两条船进来。市场像往常一样开门大家都来买鱼一直到中午才散去。"
    assert shared(keys(text=text), keys(text=text + "完。")) == {Kind.TEXT}


def test_short_lines_make_no_keys() -> None:
    assert keys(text="Comments") == keys(text="Read more on our site.\nFollow us.\nAll rights reserved.") == []


ONE = "The harbour was quiet before dawn, and nobody on the quay said a word to the two men in the boats."
TWO = "Later the market opened as on any other day, and the oldest of the sellers had seen worse winters."
CHINESE = "港口在黎明前很安静没有人说话只有两条船进来。市场像往常一样开门大家都来买鱼一直到中午才散去。"


@pytest.mark.parametrize(
    ("article", "found"),
    [
        (
            (
                "Harbour wakes before the market opens - BBC News", f"{ONE} {TWO}",
                "https://www.example.org/2024/boats/", "BBC",
            ),
            [-2501075086591798524, 2973098682256935281, 2900093658255505658, -7005762580085894818],
        ),
        (
            (
                "Reuters: Übergang “am Hafen” – was nun folgt", f"“{TWO[:-1]}…” Für {ONE}\nShort.",
                "HTTPS://Example.org:443/a?utm_source=x&id=3#top", "Reuters",
            ),
            [-1616630866929314364, -4369640282873176023, 4678407927098135670, 2900093658255505658],
        ),
        (
            ("港口在市场开门前醒来", CHINESE, "", ""),
            [2300971018908502901, -3251958080129564218, 6289062141520923026],
        ),
    ],
    ids=["plain", "typographic", "Chinese"],
)  # fmt: skip
def test_keys_are_those_that_libraries_hold(article: tuple[str, str, str, str], found: list[int]) -> None:
    assert keys_of(*article) == found


@given(st.text(st.sampled_from("abcde FG_.,'\t\x1f\n-7"), max_size=130))
def test_a_sentence_in_ascii_is_folded_as_any_other(sentence: str) -> None:
    words = likeness._plain_words(sentence)
    enough = len(words) >= likeness._FEWEST_WORDS and len(sentence) >= likeness._SHORTEST
    assert likeness._folded_sentence(sentence) == (" ".join(words) if enough else "")


@given(st.text(max_size=300), st.text(max_size=3_000), st.text(max_size=100), st.text(max_size=30))
def test_keys_are_few_and_fit_into_the_store(title: str, text: str, url: str, source: str) -> None:
    found = keys_of(title, text, url, source)
    assert found == keys_of(title, text, url, source)
    assert len(found) == len(set(found)) <= 6
    assert all(-(2**63) <= key < 2**63 and kind_of(key) in Kind for key in found)


def test_a_huge_line_is_no_sentence_and_costs_nothing() -> None:
    assert keys(text="word " * 400_000) == []
    assert same_text(Told("word " * 400_000), Told("word " * 400_000)) is False  # one run, however often


def test_the_same_text_shortened_edited_or_with_something_added() -> None:
    text = sentences(1)
    whole = Told(" ".join(text))
    assert same_text(whole, Told(" ".join(text[:4])))
    assert same_text(Told(" ".join([*text, *sentences(2, 3)])), whole)
    assert not same_text(whole, Told(" ".join(sentences(2))))


def test_a_common_quotation_is_not_the_same_text() -> None:
    a, b = sentences(1), sentences(2)
    b[3:3] = a[4:6]
    assert not same_text(Told(" ".join(a)), Told(" ".join(b)))


def test_what_a_roundup_quotes_in_its_middle_is_not_its_story() -> None:
    short = sentences(1, 4)
    roundup = [*sentences(2, 6), *short, *sentences(3, 6)]
    assert not same_text(Told(" ".join(short)), Told(" ".join(roundup)))


def test_texts_too_short_to_tell_are_not_the_same() -> None:
    assert not same_text(
        Told("Hosted on Acast. See acast.com/privacy."), Told("Hosted on Acast. See acast.com/privacy.")
    )


def test_the_subject_of_two_texts_under_one_title() -> None:
    a = "Fishermen landed record catches of mackerel yesterday, harbour officials reported in Bergen."
    b = "Record mackerel catches were landed by Bergen fishermen; officials called the harbour crowded."
    c = "The orchestra opened its winter season with Mahler, conducted by a young pianist from Vienna."
    assert same_subject(Told(a), Told(b))
    assert not same_subject(Told(a), Told(c))
    assert same_subject(Told("Comments"), Told(c))
