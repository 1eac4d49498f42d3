"""Fields, patterns and sources in the one box."""

from __future__ import annotations

import pytest

from tui_reader.library.finding import Finding
from tui_reader.library.marks import Marks
from tui_reader.library.selecting import OutOfTimeError
from tui_reader.model import Entry, SearchHit
from tui_reader.store import Store

ARTICLES = [  # title, text, source, author, published
    ("Climate talks open", "Ministers met in the harbour city.", "The Times", "Ann Lee", "2024-03-05"),
    ("War and climate", "The harbour froze.", "Financial Times", "José Ortega", "2024-02-01"),
    ("Harbour news", "Nothing but fish. The colour of money.", "新华社", "李明", "2023-12-31"),
    ("Fish prices", "Color and shape.", "新华社", "Ann Leeds", "2023-01-01"),
]


@pytest.fixture
def ids(store: Store) -> list[int]:
    """The articles above, newest first."""
    with store.transaction():
        found = [
            store.articles.put(
                Entry(identity=title, title=title, text=text, source=source, author=author, published=published)
            ).article_id
            for title, text, source, author, published in ARTICLES
        ]
        store.reading.set_read(found[1:2], True)
        store.marks.set_article_tags(found[0], ["green"])
    marks = Marks(store)
    made = marks.highlight_quote(found[2], "Nothing but fish.", 1, note="Ask the harbour master", tags=["Green energy"])
    assert made.start == 0
    marks.bookmark(found[3])
    store.reading.set_position(found[3], 3)
    return found


@pytest.fixture
def finding(store: Store, ids: list[int]) -> Finding:
    assert ids
    return Finding(store)


def titles(hits: list[SearchHit]) -> list[str]:
    return [hit.title for hit in hits]


CLIMATE, WAR, HARBOUR, FISH = (title for title, *_ in ARTICLES)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("is:unread", [CLIMATE, HARBOUR, FISH]),
        ("is:read", [WAR]),
        ("is:bookmarked", [FISH]),
        ("is:highlighted", [HARBOUR]),
        ("is:begun", [FISH]),
        ("is:review", []),
        ("source:times", [CLIMATE, WAR]),
        ('source:"financial times"', [WAR]),
        ("feed:tim", [CLIMATE, WAR]),
        ("source:新华", [HARBOUR, FISH]),
        ("author:jose", [WAR]),
        ("author:lee", [CLIMATE]),
        ("author:le", [CLIMATE, FISH]),
        ("author:李明", [HARBOUR]),
        ("tag:green", [CLIMATE]),
        ('tag:"green energy"', [HARBOUR]),
        ("tag:gree", [CLIMATE, HARBOUR]),
        ("tag:nothing", []),
        ("-tag:green", [WAR, HARBOUR, FISH]),
        ("title:harbour", [HARBOUR]),
        ("title:clim", [CLIMATE, WAR]),
        ('title:"war and"', [WAR]),
        ("-harbour", [FISH]),
        ("after:2024", [CLIMATE, WAR]),
        ("after:2024-02 before:2024-03", [WAR]),
        ("before:2024", [HARBOUR, FISH]),
        ("words:<4", [WAR, FISH]),
        ("words:4..6", [CLIMATE]),
        ("tag:green OR author:ortega", [CLIMATE, WAR]),
        ("is:unread (source:times OR source:新华社) -title:fish", [CLIMATE, HARBOUR]),
        ("-(is:read OR tag:green)", [HARBOUR, FISH]),
        ("re:/colou?r/", [HARBOUR, FISH]),
        ("re:/colou?r/ before:2023-06", [FISH]),
        ("-re:/harbour/", [FISH]),
        ("harbour re:/^war/", [WAR]),
    ],
)
def test_fields_only_list_the_newest_first(finding: Finding, query: str, expected: list[str]) -> None:
    assert titles(finding.find(query)) == expected


def test_words_are_ranked_among_what_the_fields_leave(finding: Finding) -> None:
    assert titles(finding.find("harbour")) == [HARBOUR, *titles(finding.find("harbour"))[1:]]
    assert {hit.title for hit in finding.find("harbour is:read")} == {WAR}
    assert titles(finding.find("harbor source:times after:2024-03")) == [CLIMATE]
    assert [hit.where for hit in finding.find("harbour is:highlighted")] == ["title", "note"]


def test_words_in_fields_are_marked(finding: Finding) -> None:
    (hit,) = finding.find("title:harb")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Harb"]


def test_notes_are_rows_that_lead_to_their_highlight(finding: Finding, ids: list[int]) -> None:
    (hit,) = finding.find("note:master")
    assert (hit.where, hit.article_id, hit.start, hit.snippet) == ("note", ids[2], 0, "Ask the harbour master")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["master"]
    assert titles(finding.find("note:mast is:unread")) == [HARBOUR]
    assert finding.find("note:master is:read") == []


def test_a_pattern_leads_to_its_match(finding: Finding) -> None:
    hit = finding.find("re:/the col.ur/")[0]
    text = ARTICLES[2][1]
    assert hit.where == "body"
    assert text[hit.start : hit.end] == "The colour"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["The colour"]
    assert finding.find("re:/^Fish/")[0].marks == ((0, 4),)


def test_a_pattern_that_gets_no_further_says_so(finding: Finding) -> None:
    answer = finding.answer("re:/colour/", patience=-1)
    assert answer.hits == ()
    assert "only the newest 0 articles" in answer.notice
    assert finding.answer("re:/colour/", patience=30).notice == ""
    with pytest.raises(OutOfTimeError):
        finding.matching_ids("re:/colour/", patience=-1)


def test_sources_are_rows_with_a_query_for_all_of_theirs(finding: Finding, ids: list[int]) -> None:
    hit = next(hit for hit in finding.find("financial") if hit.where == "source")
    assert (hit.title, hit.article_id, hit.query) == ("Financial Times", ids[1], 'source:"Financial Times"')
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Financial"]
    assert titles(finding.find(hit.query)) == [WAR]
    first = finding.find("新华社")[0]
    assert (first.where, first.title) == ("source", "新华社")
    author = finding.find("jose")[0]
    assert (author.title, author.query) == ("José Ortega", 'author:"José Ortega"')


def test_sources_added_later_are_found(store: Store, finding: Finding) -> None:
    assert finding.find("gazette") == []
    with store.transaction():
        store.articles.put(Entry(identity="g", title="x", text="y", source="The Gazette"))
    assert [hit.where for hit in finding.find("gazette")] == ["source"]
    assert titles(finding.find("source:gazette")) == ["x"]


def test_matching_ids_are_all_of_them_to_the_letter(finding: Finding, ids: list[int]) -> None:
    assert list(finding.matching_ids("harbour")) == ids[:3]
    assert list(finding.matching_ids("harbuor")) == []
    assert list(finding.matching_ids("climate OR fish -war")) == [ids[0], ids[2], ids[3]]
    assert list(finding.matching_ids("re:/colou?r/")) == ids[2:]
    assert list(finding.matching_ids("")) == []


def test_prepared_or_not_the_answers_are_the_same(store: Store, finding: Finding) -> None:
    prepared = Finding(store)
    prepared.prepare()
    for query in ("climte", "times", "master", "fis"):
        assert prepared.find(query) == finding.find(query)
