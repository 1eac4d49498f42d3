"""Names found by the beginnings of their words."""

from __future__ import annotations

from tui_reader.search.names import WHOLE, NameList


def found(names: list[str], *words: str, limit: int = 9) -> list[str]:
    listed = NameList()
    for name in names:
        listed.add([name])
    return [match.name for match in listed.find(words, limit)]


def test_whole_name_then_whole_words_then_beginnings() -> None:
    names = ["Timestamp", "The New York Times", "Times", "Sometimes"]
    assert found(names, "times") == ["Times", "The New York Times", "Timestamp"]


def test_all_words_in_any_order() -> None:
    assert found(["New York Times", "New Yorker"], "times", "new") == ["New York Times"]
    assert found(["Xīnhuá 新华社"], "xin") == found(["Xīnhuá 新华社"], "新华") == ["Xīnhuá 新华社"]


def test_limits_and_nothing() -> None:
    assert found(["a b", "a c"], "a", limit=1) == ["a b"]
    assert found(["a b"]) == found([], "a") == found(["", "…"], "a") == []


def test_a_number_in_a_name_is_no_number_of_a_name() -> None:
    assert found(["x", "24 heures", "y 1"], "1") == ["y 1"]
    assert found(["x", "24 heures"], "24") == ["24 heures"]


def test_a_known_name_is_taken_in_once() -> None:
    listed = NameList()
    listed.add(["Times", "Times"])
    listed.add(["Times"])
    assert listed.find(["times"], 9) == [("Times", WHOLE)]
