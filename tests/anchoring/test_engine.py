"""Placing anchors: statuses, the contract of offsets, regressions and bad input."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.anchoring.engine import Anchor, TextMap, anchor_at, place, place_all
from tui_reader.anchoring.normalise import normalise
from tui_reader.model import Placement

TEXT = (
    "A reading room has rules that nobody wrote down. People lower their voices at the door.\n"
    '"It\'s the waiting that I come for," said the woman by the window. She had three books open.\n'
    "At noon the light reached the long table. The librarian closed the blinds halfway, then changed her mind "
    "and opened them again. Nobody looked up.\n"
    "In the evening the room belonged to the night students, who left crumbs, which the caretaker forgave."
)
BLINDS = "The librarian closed the blinds halfway, then changed her mind and opened them again."
WAITING = '"It\'s the waiting that I come for," said the woman by the window.'


def anchor_of(text: str, quote: str) -> Anchor:
    start = text.index(quote)
    return anchor_at(text, start, start + len(quote))


def both(old: str, new: str, quote: str) -> list[Placement]:
    """With the old text and without."""
    anchor = anchor_of(old, quote)
    return [place_all(kept, new, [anchor])[0] for kept in (old, None)]


def test_an_unchanged_text_keeps_its_offsets() -> None:
    anchor = anchor_of(TEXT, BLINDS)
    for got in both(TEXT, TEXT, BLINDS):
        assert (got.status, got.start, got.end) == ("exact", anchor.start, anchor.end)


def test_a_quote_pushed_down_moves_and_is_literally_there() -> None:
    for got in both(TEXT, "A new first line.\n" + TEXT, BLINDS):
        assert (got.status, got.start) == ("moved", TEXT.index(BLINDS) + 18)


def test_a_quote_at_its_old_offset_in_an_edited_text_is_exact() -> None:
    for got in both(TEXT, TEXT.replace("crumbs", "bread"), BLINDS):
        assert got.status == "exact"


@pytest.mark.parametrize("quote", [BLINDS, WAITING, "Nobody looked up.\nIn the evening", "rules"])
def test_reflow_and_typography_are_changed_silently(quote: str) -> None:
    new = TEXT.replace(" ", "\n  ").replace("'", "’").replace('"', "”")
    for got in both(TEXT, new, quote):
        assert (got.status, got.quality) == (("changed", 1.0) if quote != "rules" else ("moved", 1.0))
        assert normalise(new[got.start : got.end]).text == normalise(quote).text


def test_decomposed_accents_are_the_same_quote() -> None:
    old = "Le matin, l'été s'était levé derrière l'église. On déchargeait des pêches."
    new = unicodedata.normalize("NFD", old)
    for got in both(old, new, "l'été s'était levé derrière l'église."):
        assert got.status == "changed"
        assert unicodedata.normalize("NFC", new[got.start : got.end]) == "l'été s'était levé derrière l'église."


def test_a_literal_quote_keeps_its_outer_blanks() -> None:
    quote = " Nobody looked up.\n"
    new = "First. " + TEXT
    for got in both(TEXT, new, quote):
        assert got.status == "moved"
        assert new[got.start : got.end] == quote


def test_an_edited_quote_is_changed_with_its_new_ends() -> None:
    new = TEXT.replace("closed the blinds halfway", "closed all the blinds half way")
    for got in both(TEXT, new, BLINDS):
        assert got.status == "changed"
        assert new[got.start : got.end].startswith("The librarian closed all")
        assert new[got.start : got.end].endswith("them again.")


def test_a_deleted_quote_is_an_orphan_without_offsets() -> None:
    for got in both(TEXT, TEXT.replace(BLINDS + " ", ""), BLINDS):
        assert (got.status, got.start, got.end) == ("orphan", None, None)
        assert got.reason


def test_a_deleted_quote_is_not_pinned_on_a_lookalike() -> None:
    alike = "The librarian closed the shutters halfway, then changed his mind and opened them again."
    for got in both(TEXT, TEXT.replace(BLINDS + " ", "") + " " + alike, BLINDS):
        assert got.status in ("review", "orphan")


def test_alpha_is_not_pinned_on_beta() -> None:
    """The shape of hypothesis/client#7571: two sections say nearly the same, and the marked one goes."""
    alpha = "Alpha: the committee will publish the figures before the end of the month."
    beta = "Beta: the committee will publish the figures before the end of the month."
    old = f"Introduction of the report.\n{alpha}\nA page about methods stands between.\n{beta}\nThe end of it."
    new = old.replace(alpha + "\n", "")
    for got in both(old, new, alpha):
        assert got.status in ("review", "orphan")
    assert place_all(old, new, [anchor_of(old, alpha)])[0].status == "orphan"


def test_a_copy_that_stood_there_before_is_another_passage() -> None:
    line = "The door was locked at four minutes past nine by the caretaker."
    old = f"First floor, and a word on heating.\n{line}\nSecond floor, quite another story.\n{line}\nThird floor."
    new = old.replace(line + "\n", "", 1)
    assert place_all(old, new, [anchor_of(old, line)])[0].status == "orphan"


def test_identical_places_are_a_question() -> None:
    row = "yes | no | yes | no | perhaps | "
    anchor = Anchor("perhaps", "yes | no | yes | no | ", " | yes | no | yes | no", 22, 29, 32 * 8)
    got = place("x" + row * 8, anchor)
    assert got.status in ("review", "moved")
    assert "perhaps" in ("x" + row * 8)[got.start : got.end]


def test_a_name_changed_inside_the_quote() -> None:
    """The shape of hypothesis/h#2798."""
    new = TEXT.replace("The librarian", "Mrs Hale")
    for got in both(TEXT, new, BLINDS):
        assert got.status == "changed"


def test_emoji_before_and_in_the_quote_count_as_code_points() -> None:
    old = "😀😀 The launch 🚀 was seen from the pier. 👩‍🚀 Nobody said a word for a while."
    quote = "The launch 🚀 was seen from the pier. 👩‍🚀"
    new = "👍🏽 " + old
    for got in both(old, new, quote):
        assert new[got.start : got.end] == quote


def test_a_short_quote_is_never_guessed() -> None:
    for got in both(TEXT, TEXT.replace("crumbs", "crusts"), "crumbs"):
        assert got.status == "orphan"


def test_a_quote_torn_apart_is_a_question() -> None:
    first, second = TEXT.split("\n")[1:3]
    new = "\n".join([second, TEXT.split("\n")[3], TEXT.split("\n")[0], first])
    quote = first[30:] + "\n" + second[:60]
    assert both(TEXT, new, quote)[0].status in ("review", "orphan")


@pytest.mark.parametrize(
    ("text", "quote", "edited"),
    [
        (
            "茶馆在老桥的南头，门前有一棵歪脖子柳树。每天清晨五点，陈师傅就把炉子点着。",
            "门前有一棵歪脖子柳树。",
            "门前有两棵歪脖子柳树。",
        ),
        (
            "店には後継ぎがいない。それでも店主は心配していないようだ。時計は長生きする。",
            "それでも店主は心配していないようだ。",
            "それでも店主はまだ心配していないようだ。",
        ),
        (
            "يجتمع الأطفال حول السيارة. يعرفون صوت محركها من بعيد. لكل واحد كتاب.",
            "يعرفون صوت محركها من بعيد.",
            "يعرفون صوت محركها جيدا من بعيد.",
        ),
    ],
)
def test_other_scripts(text: str, quote: str, edited: str) -> None:
    new = "— " + text.replace(quote, edited)
    for got in both(text, new, quote):
        assert got.status == "changed"
        assert new[got.start : got.end] == edited


def test_a_very_long_quote_is_followed_by_the_diff() -> None:
    long = "\n".join(f"Paragraph {n} speaks of {n * 7} trees and of the lane number {n % 13}." for n in range(120))
    old = f"Start.\n{long}\nEnd."
    new = old.replace("speaks of 350 trees", "is silent about trees").replace("Start.", "Beginning.")
    for got in both(old, new, long):
        assert got.status == "changed"
        assert new[got.start : got.end].startswith("Paragraph 0 ")
        assert new[got.start : got.end].endswith("number 2.")


def test_many_anchors_come_back_in_order_and_match_the_single_call() -> None:
    new = TEXT.replace("People", "All people").replace("noon", "midday")
    anchors = [anchor_of(TEXT, quote) for quote in (BLINDS, "Nobody looked up.", WAITING)]
    mapping = TextMap(TEXT, new)
    assert place_all(TEXT, new, anchors) == [place(new, anchor, mapping) for anchor in anchors]


def test_a_map_of_another_text_is_ignored() -> None:
    mapping = TextMap("Something else entirely stood here.", TEXT + " More.")
    got = place("Before. " + TEXT + " More.", anchor_of(TEXT, BLINDS), mapping)
    assert got.status == "moved"


@pytest.mark.parametrize("new", ["", " \n\t", "\u200b"])
def test_a_text_that_shrank_to_nothing_orphans_everything(new: str) -> None:
    for got in both(TEXT, new, BLINDS):
        assert (got.status, got.reason) == ("orphan", "the text is empty")


@pytest.mark.parametrize("quote", ["", " ", "\n\n", "\u200b"])
def test_a_blank_quote_is_an_orphan_once_its_text_changed(quote: str) -> None:
    got = place("Another text.", Anchor(quote, "before", "after", 3, 3 + len(quote), 50))
    assert got.status == "orphan"


def test_the_whole_article_as_a_quote() -> None:
    for got in both(TEXT, TEXT + "\nOne more line.", TEXT):
        assert (got.status, got.start, got.end) == ("exact", 0, len(TEXT))
    for got in both(TEXT, TEXT.replace("noon", "midday"), TEXT):
        assert got.status == "changed"


def test_a_single_character_stays_where_its_surroundings_are() -> None:
    start = TEXT.index("long table")
    new = "Oh. " + TEXT
    got = place_all(TEXT, new, [anchor_at(TEXT, start, start + 1)])[0]
    assert (got.status, got.start) == ("moved", start + 4)


def test_nonsense_offsets_do_no_harm() -> None:
    for start, end, length in ((-5, -1, 10), (10**9, 10**9 + 3, 0), (3, 1, -1)):
        got = place_all(TEXT, "x " + TEXT, [Anchor(BLINDS, "", "", start, end, length)])[0]
        assert got.status in ("moved", "review")


def test_ten_thousand_marks_do_no_harm() -> None:
    old = "x" + "\u0301" * 10_000 + f" {BLINDS} The end."
    new = "y" + "\u0315\u0301" * 5_000 + f" {BLINDS} The end."
    got = place_all(old, new, [anchor_of(old, BLINDS), anchor_at(old, 5, 9_000)])
    assert new[got[0].start : got[0].end] == BLINDS


_ANY = st.text(max_size=60) | st.text(st.sampled_from('ab .\n\u0301\u00ad\ud800\0é茶…-"’'), max_size=80)


@settings(deadline=None, max_examples=150)
@given(_ANY, _ANY, st.integers(0, 80), st.integers(0, 80), st.booleans())
def test_any_text_gives_a_placement_inside_it(old: str, new: str, start: int, length: int, kept: bool) -> None:
    start = min(start, len(old))
    anchor = anchor_at(old, start, min(len(old), start + length))
    got = place_all(old if kept else None, new, [anchor])[0]
    if got.status == "orphan":
        assert got.start is None
        return
    assert got.start is not None
    assert got.end is not None
    assert 0 <= got.start < got.end <= len(new)
    assert 0 <= got.quality <= 1
    assert 0 <= got.context <= 1
    if got.status in ("exact", "moved"):
        assert new[got.start : got.end] == anchor.quote
        assert (got.status == "exact") == (got.start == anchor.start)


@settings(deadline=None, max_examples=100)
@given(_ANY, st.integers(0, 80), st.integers(1, 80))
def test_a_quote_re_anchors_to_itself_exactly(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    anchor = anchor_at(text, start, min(len(text), start + length))
    if anchor.quote:
        for kept in (text, None):
            assert place_all(kept, text, [anchor])[0] == Placement("exact", start, anchor.end, reason="unchanged")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(TEXT.split()), min_size=20, max_size=60), st.integers(0, 150), st.integers(12, 90))
def test_placing_a_placed_quote_again_changes_nothing(words: list[str], start: int, length: int) -> None:
    new = TEXT[:200] + " ".join(words) + TEXT[200:]
    got = place_all(TEXT, new, [anchor_at(TEXT, start, start + length)])[0]
    if got.start is not None and got.end is not None:
        again = place_all(new, new, [anchor_at(new, got.start, got.end)])[0]
        assert (again.status, again.start, again.end) == ("exact", got.start, got.end)
