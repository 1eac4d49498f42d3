"""JSON Lines: each line an article or one reason, whatever stands in it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from tui_reader.errors import SourceError
from tui_reader.ingest import jsonl
from tui_reader.ingest.jsonl import digest_of, read_jsonl
from tui_reader.model import Entry


def _read(data: bytes, path: str = "/d/a.jsonl") -> list[Entry | SourceError]:
    return list(read_jsonl(io.BytesIO(data), "a.jsonl", path))


def _one(**record: Any) -> Entry:
    (entry,) = _read(json.dumps(record).encode())
    assert isinstance(entry, Entry), entry
    return entry


def _reason(line: str) -> str:
    (error,) = _read(line.encode())
    assert isinstance(error, SourceError)
    assert error.source == "a.jsonl:1"
    return error.reason


def test_all_fields() -> None:
    entry = _one(
        title=" A  title\n", text="One.\r\nTwo.\rThree.\n", published="2020-03-25 07:36", author="Ann", source="Paper",
        url="https://example.org/1", id="x7",
    )  # fmt: skip
    assert entry == Entry(
        identity="id:Paper\x1fx7", title="A title", text="One.\nTwo.\nThree.\n", published="2020-03-25T07:36:00",
        author="Ann", source="Paper", url="https://example.org/1", path="/d/a.jsonl", lang="en",
    )  # fmt: skip


def test_identity_is_the_id_else_the_address_else_the_content() -> None:
    assert _one(title="T", text="x", id=12).identity == "id:/d/a.jsonl\x1f12"
    assert _one(title="T", text="x", id=0, source="S").identity == "id:S\x1f0"
    assert _one(title="T", text="x", url="https://example.org/1").identity == "url:https://example.org/1"
    assert _one(title="T", text="x").identity == f"hash:{digest_of('T', 'x')}"
    assert _one(title="T", text="y").identity != _one(title="T", text="x").identity


def test_a_missing_title_is_the_first_sentence_and_a_missing_text_is_empty() -> None:
    assert _one(text="The harbour was quiet before the dawn. Boats came.").title == (
        "The harbour was quiet before the dawn."
    )
    assert (_one(title="Only a title").text, _one(title="T", text=None).text) == ("", "")


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("25 March 2020", "2020-03-25"),
        (1585121760, "2020-03-25T07:36:00+00:00"),
        (1585121760123, "2020-03-25T07:36:00+00:00"),
        ("soon", None),
        (float("nan"), None),
        (True, None),
        (["2020"], None),
        (None, None),
    ],
)
def test_dates_of_all_types(published: object, date: str | None) -> None:
    assert _one(title="T", published=published).published == date


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert _reason('{"title": "T", "published": ' + "1" * 5_000 + "}").startswith("it is not valid JSON")


def test_wrong_types_say_nothing() -> None:
    entry = _one(title=2020, text="x", author=["Ann", 5, None, "Bob"], source={}, url=[], id={"a": 1})
    assert (entry.title, entry.author, entry.source, entry.url) == ("2020", "Ann, 5, Bob", "", "")
    assert entry.identity.startswith("hash:")
    assert _one(title="T", url="javascript:alert(1)").url == ""
    assert _one(title="T", id=True).identity.startswith("hash:")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{broken", "not valid JSON"),
        ('{"title": "T"', "not valid JSON"),
        ("[" * 200_000, "not valid JSON"),
        ("[1]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ("{}", "neither"),
        ('{"title": " ", "text": "\\n"}', "neither"),
        ('{"title": null, "text": null}', "neither"),
        ('{"title": "T", "text": 5}', "not a string"),
        ('{"title": "T", "text": ["a"]}', "not a string"),
    ],
)
def test_a_line_that_is_no_article(line: str, word: str) -> None:
    assert word in _reason(line)


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    found = _read(b'{"title": "A"}\n\n{bad}\n \n{"title": "B"}')
    assert [f.title if isinstance(f, Entry) else f.source for f in found] == ["A", "a.jsonl:3", "B"]


def test_lone_surrogates_and_nul_cannot_come_in_by_escapes() -> None:
    (entry,) = _read(
        b'{"title": "a\\ud800", "text": "b\\u0000\\udfff\\ud83d\\ude00", "author": "\\ud800", "id": "\\ud800"}'
    )
    assert isinstance(entry, Entry)
    assert (entry.title, entry.text, entry.author) == ("a\ufffd", "b\u2400\ufffd\U0001f600", "\ufffd")
    assert entry.identity.encode()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_of_a_whole_dump(codec: str) -> None:
    found = _read('{"title": "né"}\n{"title": "見"}\n'.encode(codec))
    assert [f.title for f in found if isinstance(f, Entry)] == ["né", "見"]


def test_a_single_line_in_another_encoding() -> None:
    found = _read(b'{"title": "A"}\n' + '{"title": "Café de la rivière"}\n'.encode("cp1252"))
    assert [f.title for f in found if isinstance(f, Entry)] == ["A", "Café de la rivière"]


def test_a_line_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 1_000)
    long = '{"title": "' + "x" * 5_000 + '"}\n'
    found = _read(f'{{"title": "A"}}\n{long}{{"title": "B"}}\n'.encode())
    assert [f.title if isinstance(f, Entry) else str(f) for f in found] == ["A", "a.jsonl:2: the line is too long", "B"]


def test_only_what_is_asked_for_is_read() -> None:
    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1, /) -> bytes:
            return b'{"title": "A"}\n'

    entries = read_jsonl(Endless(), "endless")  # type: ignore[arg-type]
    assert [next(entries) for _ in range(3)]


@pytest.mark.parametrize("data", [b"", b"\n\n \n", b"\xef\xbb\xbf\n"])
def test_nothing_in_it(data: bytes) -> None:
    (error,) = _read(data)
    assert isinstance(error, SourceError)
    assert error.reason == "it is empty"
