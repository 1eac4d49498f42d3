"""Following spans from an old text to a new one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.anchoring.textmap import TextMap

OLD = (
    "The lamp has been automatic for years. A man still climbs the stairs every evening. "
    "Nobody pays him for it. The tower stands on a shelf of black rock."
)
MAN = (OLD.index("A man"), OLD.index(" Nobody"))


def test_an_untouched_span_is_traced_whole() -> None:
    trace = TextMap(OLD, "Foreword. " + OLD).trace(*MAN)
    assert (trace.start, trace.end) == (MAN[0] + 10, MAN[1] + 10)
    assert trace.share == trace.solid == 1
    assert trace.beside(trace.start, trace.end) == 2


def test_a_span_that_grew_is_traced_over_the_insertion() -> None:
    new = OLD.replace("the stairs", "the hundred and forty stairs")
    trace = TextMap(OLD, new).trace(*MAN)
    assert new[trace.start : trace.end] == "A man still climbs the hundred and forty stairs every evening."


def test_a_deleted_span_leaves_neighbours_that_meet() -> None:
    new = OLD[: MAN[0]] + OLD[MAN[1] + 1 :]
    trace = TextMap(OLD, new).trace(*MAN)
    assert trace.share < 0.2
    assert 0 <= trace.right - trace.left <= 2


def test_a_torn_span_says_so() -> None:
    first, second = "A man still climbs the stairs every evening.", "Nobody pays him for it, not even in winter."
    middle = "The tower stands on a shelf of black rock that the sea covers. " * 3
    old = f"{first} {second} {middle}"
    trace = TextMap(old, f"{second} {middle} {first}").trace(0, len(first) + 1 + len(second))
    assert trace.torn > 0.3


def test_a_passage_that_stood_elsewhere_is_foreign() -> None:
    mapping = TextMap(OLD, "Foreword. " + OLD)
    start = ("Foreword. " + OLD).index("The tower")
    assert mapping.foreign(start, start + 30, *MAN) == 1
    assert mapping.foreign(MAN[0] + 10, MAN[1] + 10, *MAN) == 0


def test_nothing_is_mapped_to_an_empty_text() -> None:
    trace = TextMap(OLD, "").trace(*MAN)
    assert (trace.start, trace.share) == (-1, 0)


_WORDS = st.lists(st.sampled_from(["sun", "moon.", "tide\n", "rope", "茶馆", "lamp"]), max_size=30).map(" ".join)


@settings(deadline=None, max_examples=80)
@given(_WORDS, _WORDS, st.integers(0, 60), st.integers(0, 60))
def test_a_trace_stays_inside_the_new_text(old: str, new: str, start: int, length: int) -> None:
    mapping = TextMap(old, new)
    start = min(start, len(mapping.old.text))
    end = min(start + length, len(mapping.old.text))
    trace = mapping.trace(start, end)
    assert -1 <= trace.start <= trace.end <= len(mapping.new.text)
    assert trace.left <= len(mapping.new.text)
    assert trace.right <= len(mapping.new.text)
    assert 0 <= mapping.foreign(0, len(mapping.new.text), start, end) <= 1
