"""Files that are broken, huge, or made to harm: one sentence each, and the good rows around a bad one."""

from __future__ import annotations

import io
import json
import os
import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.imports.readers import read
from tui_reader.errors import SourceError
from tui_reader.ingest.imports import reading, tables
from tui_reader.ingest.imports.omnivore import read_highlights
from tui_reader.ingest.imports.reading import read_stream
from tui_reader.ingest.imports.values import FORMATS, FeedListError

PINBOARD = '{"href": "https://e.org/%d", "description": "T%d", "time": "2020-01-01T00:00:00Z"}'
NOISE = random.Random(7).randbytes(5_000)
POCKET_HEAD = "title,url,time_added,tags,status\n"


def _pinboard(count: int) -> str:
    return "[" + ",\n".join(PINBOARD % (number, number) for number in range(count)) + "]"


def test_half_an_array_gives_what_was_whole_and_where_it_breaks_off() -> None:
    whole = _pinboard(5)
    found = read(whole[: whole.rindex('"description"')])
    assert len(found.articles) == 4
    (problem,) = found.problems
    assert problem.row == 5
    assert "line 5, character" in problem.reason
    assert "“]”" in read(whole[:-1]).problems[0].reason


def test_half_an_object_is_one_sentence_with_the_place() -> None:
    text = json.dumps({"created_on": 1, "version": "json/1", "entries": [{"text": "a"}], "title": "T"}, indent=1)
    with pytest.raises(SourceError, match=r"file: it is not valid JSON from line \d+, character \d+ on"):
        read(text[:-5])


def test_json_lines_survive_a_bad_line() -> None:
    lines = [PINBOARD % (1, 1), "{broken", "7", "[" * 5_000, PINBOARD % (2, 2)]
    found = read("\n".join(lines))
    assert found.urls == ["https://e.org/1", "https://e.org/2"]
    assert [problem.row for problem in found.problems] == [2, 3, 4]


def test_nesting_and_numbers_beyond_measure() -> None:
    deep = read("[" + PINBOARD % (1, 1) + ', {"href": ' + "[" * 100_000 + "]")
    assert deep.urls == ["https://e.org/1"]
    assert "nested too deep" in deep.problems[0].reason
    with pytest.raises(SourceError, match="nested too deep"):
        read('{"guid": 1, "typeCode": 2, "children": ' + "[" * 100_000)
    number = read("[" + PINBOARD % (1, 1) + ', {"href": ' + "1" * 10_000 + "}]")
    assert len(number.problems) == 1


def test_wrong_types_and_half_characters() -> None:
    odd = {
        "href": "https://e.org/o",
        "description": ["x"],
        "extended": {"a": 1},
        "time": [],
        "tags": {"t": 1},
        "toread": 5,
    }
    low = '{"href": "https://e.org/l", "description": "a\\ud800b", "time": 1e999, "tags": "\\udfff x"}'
    first, second = read(f"[{json.dumps(odd)}, {low}]").articles
    assert (first.title, first.tags, first.highlights, first.added) == ("https://e.org/o", (), (), None)
    assert second.title == "a\ufffdb"
    second.title.encode()
    "".join(second.tags).encode()


def test_rows_with_too_many_cells_nuls_and_endless_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_CELL", 1_000)
    good = "T,https://e.org/{},1409314688,,unread\n"
    found = read(
        POCKET_HEAD + good.format(1) + "x," * 1_000_000 + "\n" + good.format(2).replace("T", "a\0b")
        + '"' + "long" * 500 + '",https://e.org/x,,,\n' + good.format(3) + "T,https://e.org/4,,,,, ,\n"
    )  # fmt: skip
    assert found.urls == ["https://e.org/1", "https://e.org/2", "https://e.org/3", "https://e.org/4"]
    assert [problem.row for problem in found.problems] == [3, 5]
    assert found.articles[1].title == "a\u2400b"


@pytest.mark.parametrize("bad", ['"An open title,https://e.org/x,1,,unread', 'T,"https://e.org/x,1,,unread'])
def test_a_quotation_mark_that_is_never_closed_costs_one_row(bad: str) -> None:
    rows = [f"T{number},https://e.org/{number},1409314688,,unread" for number in range(5)]
    found = read(POCKET_HEAD + "\n".join([*rows[:2], bad, *rows[2:]]))
    assert found.urls == [f"https://e.org/{number}" for number in range(5)]
    (problem,) = found.problems
    assert (problem.row, "never closed" in problem.reason) == (4, True)


def test_quotation_marks_everywhere_end_all_the_same() -> None:
    found = read(POCKET_HEAD + '"' * 10_001 + "\n" + 'a,"b\n""\n' * 3_001 + '"')
    assert found.articles == ()
    assert found.problems


@pytest.mark.parametrize(
    "page",
    [
        "<dl" * 60_000, "<dt" * 60_000, "<a " * 60_000, "<dl><dt><a " + "a" * 60 + " " * 400_000 + "=x>",
        "<dl><dt><a>" * 9_000, "<dl><dt><a href='" + "x" * 400_000, "<!-- " * 50_000,
        "<title>Pocket Export</title>" + "<a time_added=" * 20_000,
    ],
)  # fmt: skip
def test_pages_that_would_take_for_ever(page: str) -> None:
    with suppress(SourceError):
        assert read(page).articles == ()


def test_highlights_that_would_take_for_ever() -> None:
    for text in ("> q\n\n#a" + " " * 400_000 + "b", "\n \n" * 100_000, "> q" + "\n" * 400_000, ">" * 400_000):
        assert len(list(read_highlights(text))) <= 1


def test_a_head_of_a_million_columns() -> None:
    with pytest.raises(SourceError, match="not an export of any kind"):
        read("a," * 1_000_000 + "\n1,2\n")


@pytest.mark.parametrize(
    "time",
    [
        "0",
        "-5",
        "99999999999999999999",
        "1e400",
        "nan",
        "0000-00-00",
        "30 February 2020",
        "9999-12-31T23:59:59-14:00",
        "soon",
    ],
)
def test_dates_that_are_none(time: str) -> None:
    assert read(f"{POCKET_HEAD}T,https://e.org/1,{time},,unread\n").only.added is None


@pytest.mark.parametrize("time", ["1409314688", "1409314688000", "1409314688000000", "2014-08-29T14:18:08+02:00"])
def test_dates_of_every_unit(time: str) -> None:
    assert read(f"{POCKET_HEAD}T,https://e.org/1,{time},,unread\n").only.added == "2014-08-29T12:18:08.000Z"


def test_duplicate_rows_are_one_page() -> None:
    found = read(
        POCKET_HEAD
        + "https://e.org/1,https://e.org/1,1409314688,a,unread\n"
        + "T,https://e.org/1,1409314600,b,archive\n"
    )
    assert (found.only.title, found.only.tags, found.only.read) == ("T", ("a", "b"), True)
    assert found.only.added == "2014-08-29T12:16:40.000Z"


def test_addresses_that_are_none_are_told() -> None:
    bad = ["javascript:alert(1)", "file:///etc/passwd", "-flag", "//e.org", "https://e.org/\x1b[31m", "data:x"]
    found = read(POCKET_HEAD + "".join(f"T,{url},1,,unread\n" for url in bad))
    assert found.articles == ()
    assert [problem.row for problem in found.problems] == list(range(2, 2 + len(bad)))


# -- files


@pytest.mark.parametrize(
    "data",
    [
        b"", b" \n\t ", b"\xef\xbb\xbf", b"hello", b"%PDF-1.7 x", b"\x00" * 500, NOISE, b"<html><p>page</p></html>",
        b'{"some": "json"}', b'["a"]', b"a,b,c\n1,2,3\n", b"PK\x03\x04 no zip", b"PK\x05\x06" + bytes(18), b'"', b"{",
        b"[",
    ],
)  # fmt: skip
def test_what_is_no_export_is_one_sentence(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^file: "):
        read(data)


def test_a_list_of_feeds_is_sent_where_it_belongs() -> None:
    with pytest.raises(FeedListError, match="newsreader feeds import"):
        read('<?xml version="1.0"?>\n<opml version="2.0"><body/></opml>')


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        next(reading.read(tmp_path / "none"))
    with pytest.raises(SourceError, match="it is a folder"):
        next(reading.read(tmp_path))
    (tmp_path / "x.csv").write_text(POCKET_HEAD + "T,https://e.org/1,1,,unread\n", "utf-8")
    (batch,) = reading.read(tmp_path / "x.csv")
    assert batch.rows == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="not a file"):
        next(reading.read(tmp_path / "pipe"))


def test_a_format_that_was_named_and_is_another() -> None:
    with pytest.raises(SourceError, match="not an export of kindle but of pocket"):
        read(POCKET_HEAD, "kindle")
    with pytest.raises(SourceError, match="is no format"):
        read(POCKET_HEAD, "nonsense")  # type: ignore[arg-type]
    assert read('[{"href": "https://e.org/1"}]', "pinboard").urls == ["https://e.org/1"]
    with pytest.raises(SourceError, match="names none of the columns"):
        read("a,b\n1,2\n", "pocket")


def test_reading_stops_when_nobody_asks_for_more() -> None:
    taken: list[int] = []

    class Counting(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("lines are read in chunks")

        def read1(self, size: int | None = -1, /) -> bytes:
            taken.append(1)
            return super().read1(8_192 if size is None else size)

    rows = "".join(f"T{number},https://e.org/{number},1,,unread\n" for number in range(50_000))
    batches = read_stream(Counting((POCKET_HEAD + rows).encode()), "file")
    first = next(batches)
    assert len(first.articles) == first.rows - 1 == reading.BATCH_ROWS
    after_first = len(taken)
    next(batches)
    assert len(taken) - after_first < 20
    assert after_first < 20


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(FORMATS),
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
            lambda inner: st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["url", "href", "uri", "title", "tags", "annotations", "entries", "children", "articles", "target",
                     "selector", "highlights", "created_at", "documents", "revisions", "bookmark", "identity", "quote"]
                ),
                inner, max_size=5,
            ),
            max_leaves=15,
        ).map(lambda value: json.dumps(value).encode()),
    ),
)  # fmt: skip
def test_no_bytes_raise_anything_but_one_sentence(format: str, data: bytes) -> None:
    for named in (None, format):
        reason = ""
        try:
            for batch in read_stream(io.BytesIO(data), "file", named):  # type: ignore[arg-type]
                assert all(article.url or article.title for article in batch.articles)
        except SourceError as error:
            reason = error.reason
        assert "could not be read" not in reason
