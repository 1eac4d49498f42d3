"""What changed in an article, in paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.anchoring.comparison import Paragraph, Place, Unchanged, compare, parts_of, places
from tui_reader.document.structure import blocks_of
from tui_reader.model import Block, Document

_FORMS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
_TEXT = st.text(st.sampled_from("ab. ,\n\t茶馆。\u0301\ud800é😀"), max_size=80)


def _document(text: str) -> Document:
    return Document(text, blocks_of(text))


def _shown(old: str | Document, new: str | Document) -> list[str]:
    """The rows as text, with what was removed and added in brackets."""
    documents = [_document(each) if isinstance(each, str) else each for each in (old, new)]
    return [
        row.summary
        if isinstance(row, Unchanged)
        else "".join(_FORMS[part.kind].format(part.text) for part in row.parts)
        for row in compare(*documents)
    ]


def _sentences(count: int) -> list[str]:
    kinds = ("herring", "cod", "plaice", "sprat", "eel")
    return [
        f"On day {n} the boats brought {n * 7 % 90} crates of {kinds[n % 5]} to the market by the old wall."
        for n in range(count)
    ]


def test_the_same_words_are_no_change() -> None:
    assert compare(_document("One two.\nThree."), _document(" One  two.\n\n\nThree. ")) == ()
    assert compare(_document("P one. P two."), Document("P one.\nP two.", (Block("quote", 0, 13),))) == ()
    assert compare(_document(""), _document("")) == ()


def test_a_body_of_one_line_shows_the_sentence_put_in_and_nothing_else() -> None:
    """Although the guessed borders of all the paragraphs behind it moved."""
    old = _sentences(60)
    new = [*old[:20], "A correction was added here.", *old[20:]]
    rows = _shown(" ".join(old), " ".join(new))
    assert sum("{+" in row or "[-" in row for row in rows) == 1
    assert sum(row.count("{+") for row in rows) == 1
    assert any("A correction was added here.+}" in row for row in rows)
    assert len([row for row in rows if row.endswith("paragraphs unchanged")]) == 2
    assert len(rows) == 5


def test_the_sentence_taken_out_stands_where_it_stood() -> None:
    old = _sentences(40)
    new = [*old[:20], *old[21:]]
    rows = _shown(" ".join(old), " ".join(new))
    (changed,) = [row for row in rows if "[-" in row]
    assert old[20] in changed[changed.index("[-") : changed.index("-]")]
    assert changed.startswith("[-") or old[19] in changed[: changed.index("[-")]
    assert "{+" not in "".join(rows)


def test_paragraphs_taken_out_and_put_in_stand_alone() -> None:
    old = "The first stays.\nThe second goes away for good.\nThe third stays."
    new = "The first stays.\nThe third stays.\nA fourth came."
    assert _shown(old, new) == [
        "The first stays.",
        "[-The second goes away for good.-]",
        "The third stays.",
        "{+A fourth came.+}",
    ]


def test_a_changed_first_word_stays_with_its_paragraph() -> None:
    old = "Nothing here.\nThe cat sat on the mat and purred."
    assert _shown(old, "Nothing here.\nA cat sat on the mat and purred.") == [
        "Nothing here.",
        "[-The -]{+A+} cat sat on the mat and purred.",
    ]
    assert _shown(old, "Nothing here.\nNew before it.\nA cat sat on the mat and purred.") == [
        "Nothing here.",
        "{+New before it.+}",
        "[-The -]{+A+} cat sat on the mat and purred.",
    ]
    assert (
        _shown(old, "Nothing here.\nCat sat on the mat and purred.")[1]
        == "[-The cat -]{+Cat+} sat on the mat and purred."
    )


def test_a_paragraph_written_anew_is_shown_as_a_whole() -> None:
    old = "Stays one.\nNobody knew the price of tulips then.\nStays two."
    new = "Stays one.\nEverything went under when rain fell.\nStays two."
    assert _shown(old, new) == [
        "Stays one.",
        "[-Nobody knew the price of tulips then-]{+Everything went under when rain fell+}.",
        "Stays two.",
    ]


def test_paragraphs_that_were_joined_read_as_one() -> None:
    old = "The evening was calm and the sea lay flat.\nThen the wind rose and all boats turned back."
    new = "The evening was calm, but then the wind rose and all boats turned back."
    rows = _shown(old, new)
    assert rows[0].startswith("The evening was calm")
    assert rows[-1].endswith("the wind rose and all boats turned back.")
    assert "[- and the sea lay flat" in rows[0]


def test_scripts_without_blanks_are_compared_by_characters() -> None:
    assert _shown(
        "老茶馆里的人很多。他们谈论天气和收成。后来下雨。", "老茶馆里的人很多。他们谈论天气和价格。后来下雨。晚上回家。"
    ) == ["老茶馆里的人很多。他们谈论天气和[-收成-]{+价格+}。后来下雨。{+晚上回家。+}"]


def test_kinds_of_blocks_are_kept_and_items_are_apart() -> None:
    old = Document(
        "one\ntwo\nsays he", (Block("item", 0, 3, 0, "•"), Block("item", 4, 7, 0, "•"), Block("quote", 8, 15))
    )
    text = "one\ntwo\nthree\nsays she"
    items = [Block("item", 0, 3, 0, "•"), Block("item", 4, 7, 0, "•"), Block("item", 8, 13, 0, "•")]
    rows = compare(old, Document(text, (*items, Block("quote", 14, 22))))
    assert [row.block.kind for row in rows if isinstance(row, Paragraph)] == ["item", "item", "item", "quote"]
    assert _shown(old, Document(text, (*items, Block("quote", 14, 22))))[-2:] == ["{+three+}", "says[- he-]{+ she+}"]


def test_what_stands_outside_all_blocks_is_no_change() -> None:
    old = "1. alpha\n2. beta\n3. gamma"
    assert "".join(_shown(old, "1. alpha\n2. new\n3. beta\n4. gamma")).count("{+") == 1


def test_a_long_unchanged_stretch_inside_a_paragraph_is_left_out() -> None:
    middle = " ".join(f"word{n}" for n in range(1_000))
    old, new = (Document(text, (Block("paragraph", 0, len(text)),)) for text in (f"a {middle} z", f"b {middle} y"))
    rows = _shown(old, new)
    assert rows[0].startswith("[-a -]{+b+} word0 word1")
    assert rows[1].endswith("words unchanged")
    assert rows[2].endswith("word999[- z-]{+ y+}")
    assert len(rows[0]) + len(rows[2]) < 1_500
    shown = [row for row in compare(old, new) if isinstance(row, Paragraph)]
    left_out = int(rows[1].split()[0])
    assert left_out + sum(len(part.text.split()) for row in shown for part in row.parts if part.kind == "same") == 1_000


def test_lines_of_code_are_cut_at_their_ends() -> None:
    lines = [f"    line_{n} = {n}" for n in range(400)]
    new = [*lines[:200], "    put_in = True", *lines[200:]]
    documents = [Document(text, (Block("code", 0, len(text)),)) for text in ("\n".join(lines), "\n".join(new))]
    rows = compare(*documents)
    assert isinstance(rows[0], Unchanged)
    assert isinstance(rows[1], Paragraph)
    assert rows[1].parts[0].text.startswith("    line_")
    assert [part.text for part in rows[1].parts if part.kind == "added"] == ["\n    put_in = True"]


def test_changes_are_numbered_and_know_their_place() -> None:
    old = "Stays one.\nThe cat sat here.\nGoes away now.\nStays two."
    new = "Stays one.\nThe dog sat here.\nStays two, really."
    rows = compare(_document(old), _document(new))
    found = places(rows)
    assert [new[place.start : place.end] for place in found] == [" dog", "", ", really"]
    assert found[1] == Place(new.index("\nStays two"), new.index("\nStays two"))
    numbers = [part.change for part in parts_of(rows) if part.change is not None]
    assert sorted(set(numbers)) == [0, 1, 2]


@settings(deadline=None, max_examples=200)
@given(_TEXT, _TEXT)
def test_no_text_raises_and_parts_are_of_the_texts(old: str, new: str) -> None:
    rows = compare(_document(old), _document(new))
    for part in parts_of(rows):
        assert part.text
        assert 0 <= part.at <= len(new)
        assert part.kind == "removed" or new.startswith(part.text, part.at)
        assert part.kind != "removed" or part.text in old
        assert (part.change is None) == (part.kind == "same")
    starts = [part.at for part in parts_of(rows) if part.kind != "removed"]
    assert starts == sorted(starts)
    assert len(places(rows)) == len({part.change for part in parts_of(rows)} - {None})
    assert bool(rows) == bool(places(rows))


@settings(deadline=None, max_examples=100)
@given(_TEXT, _TEXT)
def test_all_words_that_are_shown_of_the_new_text_are_there(old: str, new: str) -> None:
    document = _document(new)
    rows = compare(_document(old), document)
    if rows and not any(isinstance(row, Unchanged) for row in rows):
        shown = "".join(part.text for part in parts_of(rows) if part.kind != "removed")
        wanted = "".join(new[block.start : block.end] for block in document.blocks)
        assert "".join(shown.split()) == "".join(wanted.split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x " * 200_000, "y " * 200_000),
        ("ab " * 60_000, "ba " * 60_000),
        ("茶" * 100_000, "馆茶" * 50_000),
        ("a" * 1_000_000, "b" * 1_000_000),
        ("One. " * 20_000, "Two. " * 20_000),
        ("one\n" * 20_000, "two\n" * 20_000),
        ("word. " * 100_000, "other. " * 100_000),
    ],
)
def test_hostile_texts_are_compared_in_reasonable_time(old: str, new: str) -> None:
    rows = compare(_document(old), _document(new))
    assert {part.kind for part in parts_of(rows)} >= {"removed", "added"}
