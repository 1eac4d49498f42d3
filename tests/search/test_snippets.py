"""The passage that answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.search.snippets import WIDTH, Needle, Passage, best_passage, marks_in

FILLER = "Nothing of any interest happened on the quay that long grey morning. "
TEXT = FILLER * 5 + "Only with solidarity\n and cooperation  can the world prevail. " + FILLER * 5


def passage(text: str, *words: str) -> Passage:
    found = best_passage(text, [[Needle(word)] for word in words])
    assert found is not None
    return found


def marked(found: Passage) -> list[str]:
    return [found.snippet[start:end] for start, end in found.marks]


def test_one_line_around_the_match_with_its_words_marked() -> None:
    found = passage(TEXT, "solidarity", "cooperation")
    assert marked(found) == ["solidarity", "cooperation"]
    assert TEXT[slice(*found.match)] == "solidarity\n and cooperation"
    assert "solidarity and cooperation can" in found.snippet
    assert len(found.snippet) <= WIDTH
    assert found.snippet.startswith("…")
    assert found.snippet.endswith("…")
    assert found.start <= found.match[0] < found.match[1] <= found.end


def test_words_are_not_cut() -> None:
    words = set(TEXT.split())
    assert set(passage(TEXT, "prevail").snippet.strip("…").split()) <= words


def test_a_short_text_is_shown_whole() -> None:
    found = passage("The harbour was quiet.", "quiet")
    assert found.snippet == "The harbour was quiet."
    assert (found.start, found.end) == (0, 22)
    assert marked(found) == ["quiet"]


def test_the_place_with_most_of_the_words_wins() -> None:
    text = "tide " + FILLER * 9 + "quay " + FILLER * 9 + "the tide at the harbour " + FILLER * 9 + "harbour"
    found = passage(text, "tide", "harbour")
    assert text[slice(*found.match)] == "tide at the harbour"


def test_the_first_of_equals_wins() -> None:
    text = f"tide {FILLER * 5} tide"
    assert passage(text, "tide").match == (0, 4)


def test_whole_words_only_unless_open() -> None:
    text = "tidewater and the tide"
    assert passage(text, "tide").match == (18, 22)
    opened = best_passage(text, [[Needle("tide", open=True)]])
    assert opened is not None
    assert opened.match == (0, 4)
    assert best_passage("underwater", [[Needle("water", open=True)]]) is None


def test_phrases_follow_one_another() -> None:
    text = "the future is shared, a shared – future for mankind"
    assert text[slice(*passage(text, "shared future").match)] == "shared – future"
    assert best_passage("shared by the future", [[Needle("shared future")]]) is None


def test_any_alternative_counts() -> None:
    found = best_passage("He met Tokayev there", [[Needle("tokaev"), Needle("tokayev")]])
    assert found is not None
    assert marked(found) == ["Tokayev"]


def test_nothing_is_nothing() -> None:
    assert best_passage(TEXT, [[Needle("absent")]]) is None
    assert best_passage("", [[Needle("a")]]) is None
    assert best_passage(TEXT, []) is None
    assert best_passage(TEXT, [[Needle("")]]) is None


@pytest.mark.parametrize(
    ("text", "needle", "meant"),
    [
        ("er reiste nach Łódź weiter", "lodz", "Łódź"),
        ("die Straße, die Straße", "strasse", "Straße"),
        ("un Cafe\u0301 noir", "cafe", "Cafe\u0301"),
        ("他在清华大学读书", "大学", "大学"),
        ("他在清华大学读书", "学", "学"),
        ("最新COVID疫情", "covid", "COVID"),
        ("ประเทศไทย", "ไทย", "ไทย"),
        ("قال مُحَمَّد", "محمد", "مُحَمَّد"),
        ("서울에서 한국은", "한국", "한국"),
    ],
)
def test_all_scripts(text: str, needle: str, meant: str) -> None:
    found = passage(text, needle)
    assert text[slice(*found.match)] == meant
    assert marked(found)[0] == meant


def test_marks_do_not_overlap() -> None:
    assert marks_in("global community, global", [[Needle("global community")], [Needle("global")]]) == (
        (0, 16),
        (18, 24),
    )


def test_a_match_longer_than_a_line_is_cut() -> None:
    found = best_passage("z" * 500 + " end", [[Needle("z", open=True)], [Needle("z" * 500)]])
    assert found is not None
    assert len(found.snippet) <= WIDTH
    assert all(0 <= start < end <= len(found.snippet) for start, end in found.marks)


def test_a_huge_line_of_one_letter() -> None:
    text = "a" * 2_000_000
    assert best_passage(text, [[Needle("aa")]]) is None
    found = best_passage(text, [[Needle("aa", open=True)]])
    assert found is not None
    assert found.match == (0, 2)


@settings(deadline=None, max_examples=300)
@given(
    st.text(st.sampled_from("ab É\u0301ß京\n\t…\ud800") | st.characters(codec=None), max_size=400),
    st.lists(st.sampled_from(["a", "ab", "e", "ss", "京", "b a"]), min_size=1, max_size=3),
    st.booleans(),
)
def test_any_text_gives_a_passage_inside_of_itself(text: str, words: list[str], unfinished: bool) -> None:
    found = best_passage(text, [[Needle(word, unfinished)] for word in words])
    if found is None:
        return
    assert 0 <= found.start <= found.match[0] <= found.match[1] <= len(text)
    assert found.start < found.end <= len(text)
    assert len(found.snippet) <= WIDTH
    assert not any(character in "\n\t" for character in found.snippet)
    assert all(0 <= start < end <= len(found.snippet) for start, end in found.marks)
