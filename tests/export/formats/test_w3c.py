"""Web annotations: the shapes that the model asks for."""

from __future__ import annotations

import json
import uuid

from tests.export.examples import article, highlight
from tui_reader.export.formats.w3c import dumps, iri

MARK = highlight(prefix="before ", suffix=" after", note="Mine.", tags=("sea",), role=2, start=3, end=37)


def test_a_collection_with_one_page() -> None:
    found = json.loads(dumps([article(MARK, bookmark="Here."), article(highlight("b", status="orphan"), url="")]))
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["total"]) == ("AnnotationCollection", 3)
    page = found["first"]
    assert (page["type"], page["startIndex"], len(page["items"])) == ("AnnotationPage", 0, 3)
    assert len({item["id"] for item in page["items"]}) == 3


def test_a_highlight() -> None:
    (item,) = json.loads(dumps([article(MARK)]))["first"]["items"]
    assert item["type"] == "Annotation"
    assert item["motivation"] == "commenting"
    assert item["body"] == [
        {"type": "TextualBody", "value": "Mine.", "purpose": "commenting", "format": "text/markdown"},
        {"type": "TextualBody", "value": "sea", "purpose": "tagging"},
        {"type": "TextualBody", "value": "disagree", "purpose": "classifying"},
    ]
    assert item["target"] == {
        "source": "https://example.org/slow",
        "selector": [
            {"type": "TextQuoteSelector", "exact": MARK.quote, "prefix": "before ", "suffix": " after"},
            {"type": "TextPositionSelector", "start": 3, "end": 37},
        ],
    }


def test_what_is_gone_has_no_position_and_what_was_never_on_the_web_a_name() -> None:
    (item,) = json.loads(dumps([article(highlight(status="orphan"), url="file:///x")]))["first"]["items"]
    assert item["motivation"] == "highlighting"
    assert [each["type"] for each in item["target"]["selector"]] == ["TextQuoteSelector"]
    assert item["target"]["source"] == "urn:newsreader:article:a1"


def test_a_bookmark() -> None:
    (item,) = json.loads(dumps([article(bookmark="Here.")]))["first"]["items"]
    assert item["motivation"] == "bookmarking"
    assert item["target"]["selector"] == {"type": "TextQuoteSelector", "exact": "Here."}


def test_ids_are_uuids() -> None:
    assert iri("01ARZ3NDEKTSV4RRFFQ69G5FAV") == "urn:uuid:01563e3a-b5d3-d676-4c61-efb99302bd5b"
    for id in ("", "x", "é" * 26, "01ARZ3NDEKTSV4RRFFQ69G5FAI"):
        assert uuid.UUID(iri(id)).version == 5
