from __future__ import annotations

import pytest
import sentencex
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.sentences import first_sentence, sentences, split_sentences
from tui_reader.model import Block, BlockKind


def split(text: str, lang: str = "en", kind: BlockKind = "paragraph") -> list[str]:
    return [text[start:end] for start, end in sentences(text, [Block(kind, 0, len(text))], lang)]


@pytest.mark.parametrize(
    ("lang", "pieces"),
    [
        ("en", ["Dr. Lund met Ms. Orr at 5 p.m. on Jan. 3.", "It cost $3.50.", "“Why?” he asked.", "Nobody knew."]),
        ("en", ["She said, “Stop it.”", "He did.", "(It was late by then.)", "The U.S. team left."]),
        ("en", ["The claim is old.[81]", "It was tested.[1][2]", "It failed."]),
        ("en", ["1. Wash it.", "2. Dry it.", "3. Put it away."]),
        ("de", ["Am 3. Oktober kam Dr. Behn.", "„Geht es?“", "Es ging."]),
        ("fr", ["Mme. Roux est là.", "M. Petit aussi.", "Bien !"]),
        ("zh", ["渡轮晚点了。", "为什么？", "因为大雾！"]),
        ("ja", ["船は遅れた。", "誰も怒らなかった。"]),
        ("hi", ["नाव देर से आई।", "कोई नाराज़ नहीं हुआ।"]),
        ("ar", ["تأخرت العبارة.", "لماذا؟", "بسبب الضباب."]),
    ],
)
def test_sentences_of_a_paragraph(lang: str, pieces: list[str]) -> None:
    blank = "" if lang in ("zh", "ja") else " "
    assert split(blank.join(pieces), lang) == pieces


def test_the_language_is_guessed() -> None:
    assert split("渡轮晚点了。没有人生气。", "") == ["渡轮晚点了。", "没有人生气。"]


def test_brackets_that_hold_one_word_end_nothing() -> None:
    assert split("He paid ten (approx.) Dollars for it.") == ["He paid ten (approx.) Dollars for it."]


def test_a_sentence_stays_in_its_block() -> None:
    text = "no end here  And here. Two."
    blocks = [Block("paragraph", 0, 11), Block("paragraph", 13, len(text))]
    assert [text[start:end] for start, end in sentences(text, blocks, "en")] == ["no end here", "And here.", "Two."]


@pytest.mark.parametrize("kind", ["heading", "caption", "dateline", "image"])
def test_units_that_are_never_cut(kind: BlockKind) -> None:
    assert split(" One. Two. ", kind=kind) == ["One. Two."]


@pytest.mark.parametrize("kind", ["code", "table"])
def test_a_line_of_code_or_a_row_is_a_unit(kind: BlockKind) -> None:
    assert split("a = 1. B\n\n    c = a\n", kind=kind) == ["a = 1. B", "c = a"]


def test_a_rule_holds_no_sentence() -> None:
    assert split("* * *", kind="rule") == []


def test_hard_wrapped_lines_are_no_ends() -> None:
    assert split("It went\non. It\nended.") == ["It went\non.", "It\nended."]


@pytest.mark.parametrize("blank", ["\xa0", "\u2028", "\u3000", "\u202f", "\x85"])
@pytest.mark.parametrize("lang", ["en", "my", "zh"])
def test_a_wide_blank_between_a_letter_and_a_stop(blank: str, lang: str) -> None:
    assert split(f"It was plan B{blank}. Then we left.", lang)[-1].endswith("Then we left.")


def test_a_splitter_that_breaks_down_leaves_the_text_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def broken(lang: str, text: str) -> list[str]:
        raise PanicException

    monkeypatch.setattr(sentencex, "segment", broken)
    assert split("One. Two.") == ["One. Two."]


def test_surrogates_and_nul() -> None:
    assert split("a\ud800b is. C d\x00e is. F.") == ["a\ud800b is.", "C d\x00e is.", "F."]


@given(
    st.text(st.sampled_from("aB1 .!?。”“(\n)\xa0\ud800\x00字é"), max_size=60), st.sampled_from(["", "en", "zh", "xx"])
)
@settings(deadline=None, max_examples=300)
def test_ranges_are_in_order_apart_and_not_blank(text: str, lang: str) -> None:
    middle = len(text) // 2
    blocks = [Block("paragraph", 0, middle), Block("item", middle, len(text))]
    previous = 0
    for start, end in sentences(text, blocks, lang):
        assert previous <= start < end <= len(text)
        assert not start < middle < end
        assert text[start:end] == text[start:end].strip() != ""
        previous = end
    covered = "".join(text[start:end] for start, end in sentences(text, blocks, lang))
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]


def test_a_long_text_is_cut_as_a_short_one() -> None:
    # longer than the window through which the splitter sees it
    sentence = "Die Fähre fuhr „ohne Hast. Sehr ruhig“ über den Fluss. "
    pieces = list(split_sentences(sentence * 400, "de"))
    assert set(pieces) == {sentence}
    assert len(pieces) == 400


def test_a_sentence_longer_than_the_window_stays_whole() -> None:
    long = "字、" * 3_000 + "。"
    assert list(split_sentences(long + "短。", "zh")) == [long, "短。"]


@pytest.mark.parametrize("unit", ["“", "梁。", "「a。", "1! ", ".) A", "1. ", "M. ", "é\u0301" * 9])
def test_long_hostile_texts_come_back_whole(unit: str) -> None:
    text = unit * 20_000
    assert "".join(split_sentences(text, "zh")) == text


def test_first_sentence() -> None:
    assert first_sentence("\n \n  The ferry was late. Nobody minded.\nMore.") == "The ferry was late."
    assert first_sentence("A line without an end\nAnd another.") == "A line without an end"
    assert first_sentence("渡轮晚点了。没有人生气。") == "渡轮晚点了。"
    assert first_sentence("a\ud800. B") == "a\ud800."
    assert first_sentence(" \n\t") == ""
