"""Sentence cursor, visual selection, labels and history: pure, so tested without an app."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.sentences import Sentences
from tui_reader.model import Block
from tui_reader.ui.panes.reading.cursor import SentenceCursor
from tui_reader.ui.panes.reading.labels import Labels, label_all
from tui_reader.ui.panes.reading.visual import Visual
from tui_reader.ui.screens.history import History

TEXT = "One is first. Two is next.\nThree begins a paragraph. Four ends it."
SENTENCES = [(0, 13), (14, 26), (27, 52), (53, 66)]
BLOCKS = [Block("paragraph", 0, 26), Block("paragraph", 27, 66)]
ALL = (0, len(TEXT))


def _cursor() -> SentenceCursor:
    return SentenceCursor(Sentences(TEXT, BLOCKS), BLOCKS)


def test_the_first_visible_sentence_is_current_until_one_moves() -> None:
    cursor = _cursor()
    assert cursor.current(ALL) == (0, 13)
    assert cursor.current((20, 66)) == (27, 52)
    cursor.to(15)
    assert cursor.current((20, 66)) == (14, 26)  # one that was moved to stays while a part of it is in view


def test_stepping_stops_at_the_ends() -> None:
    cursor = _cursor()
    assert [cursor.step(1, ALL) for _ in range(5)] == [*SENTENCES[1:], SENTENCES[-1], SENTENCES[-1]]
    assert [cursor.step(-1, ALL) for _ in range(5)] == [*reversed(SENTENCES[:3]), SENTENCES[0], SENTENCES[0]]


def test_paragraphs_and_neighbours() -> None:
    cursor = _cursor()
    assert cursor.paragraph(1, ALL) == (27, 52)
    assert cursor.paragraph(1, ALL) == (53, 66)
    assert cursor.paragraph(-1, ALL) == (27, 52)
    assert cursor.paragraph(-1, ALL) == (0, 13)
    assert cursor.neighbour(13, 1) == (14, 26)
    assert cursor.neighbour(14, -1) == (0, 13)
    assert cursor.neighbour(66, 1) is None
    assert cursor.covering(10, 30) == SENTENCES[:3]


def test_a_document_without_sentences_has_no_cursor() -> None:
    cursor = SentenceCursor(Sentences("", ()), ())
    assert cursor.current((0, 0)) is None
    assert cursor.step(1, (0, 0)) is None
    assert cursor.paragraph(1, (0, 0)) is None
    assert cursor.to(5) is None


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("", "One is first."),
        ("bb", "One is "),
        ("h", "One is first"),
        (")", "One is first. Two is next."),
        ("}", "One is first. Two is next.\n"),
        ("ow", " is first."),
    ],
)
def test_visual_moves_one_end(keys: str, selected: str) -> None:
    visual = Visual(TEXT, _cursor(), 0, 13, [0, 27])
    for key in keys:
        visual.press(key)
    assert TEXT[slice(*visual.selection)] == selected


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.text(alphabet="wbehl)(}{o", max_size=30))
def test_visual_never_leaves_the_text(text: str, keys: str) -> None:
    blocks = [Block("paragraph", 0, len(text))]
    cursor = SentenceCursor(Sentences(text, blocks), blocks)
    visual = Visual(text, cursor, 0, len(text), [0])
    for key in keys:
        visual.press(key)
        start, end = visual.selection
        assert 0 <= start <= end <= len(text)
        assert not text or start < end


def test_labels_are_letters_in_reading_order_and_none_begins_another() -> None:
    assert label_all([50, 10, 30], near=30) == {"a": 10, "b": 30, "c": 50}
    many = label_all(list(range(0, 1000, 10)), near=500)
    assert len(many) == 100
    assert sorted(many.values()) == list(range(0, 1000, 10))
    assert not any(a != b and b.startswith(a) for a in many for b in many)
    assert many["a"] < 500 < max(many[name] for name in many if len(name) == 1)


def test_a_label_marks_and_a_capital_begins_a_range() -> None:
    labels = Labels({"a": 0, "b": 14, "c": 27})
    assert labels.press("b") == 14
    labels = Labels({"a": 0, "b": 14, "c": 27})
    assert labels.press("C") is None
    assert labels.press("a") == (0, 27)
    with pytest.raises(KeyError):
        Labels({"a": 0}).press("x")
    two = Labels({"a": 0, "zb": 14})
    assert two.press("z") is None
    assert two.press("b") == 14


def test_history_goes_back_and_forward() -> None:
    history = History()
    history.leave((1, 0))
    history.leave((2, 40))
    assert history.back((3, 7)) == (2, 40)
    assert history.back((2, 41)) == (1, 0)
    assert history.back((1, 0)) is None
    assert history.forward((1, 0)) == (2, 41)
    assert history.forward((2, 41)) == (3, 7)
    assert history.forward((3, 7)) is None


def test_a_selection_takes_more_and_less_unit_by_unit() -> None:
    text = "One, which is long, ends here. Two.\nThree."
    blocks = [Block("paragraph", 0, 35), Block("paragraph", 36, 42)]
    visual = Visual(text, SentenceCursor(Sentences(text, blocks), blocks), 6, 7, [0, 36])
    seen = []
    for _ in range(5):
        visual.press("+")
        seen.append(text[slice(*visual.selection)])
    sentence = "One, which is long, ends here."
    assert seen == ["which", "which is long,", "which is long, ends here.", sentence, f"{sentence} Two."]
    for _ in range(5):
        visual.press("-")
    assert visual.selection == (6, 7)


def test_less_without_more_goes_to_the_next_smaller_unit() -> None:
    visual = Visual(TEXT, _cursor(), 0, 26, [0, 27])
    seen = []
    for _ in range(4):
        visual.press("-")
        seen.append(TEXT[slice(*visual.selection)])
    assert seen == ["One is first.", "One", "O", "O"]
