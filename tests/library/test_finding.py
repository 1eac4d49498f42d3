"""One box over titles, bodies, highlights and notes: known items that a person would expect first."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.errors import QueryError
from tui_reader.library.finding import Finding
from tui_reader.library.marks import Marks
from tui_reader.model import Entry, SearchHit
from tui_reader.store import Store

LIBRARY = {
    "Leaders speak about the pandemic": "On Tuesday President Xi met his counterpart Tokayev. Only with solidarity and "
    "cooperation can the international community prevail.",
    "Rescue team builds a refuge": "The hut stands at 2,400 metres. Nobody sleeps outside any more.",
    "Market prices rise again": "Fish is fish, said the oldest of the sellers on the quay. COVID-19 did the rest.",
    "Łódź gewinnt gegen Köln": "Die Straße war voll. Ein Café öffnete früh.",
    "香港大学的研究": "他在北京的清华大学读书，后来在东京工作。",
    "東京タワーの夜": "昨日の夜、タワーは青く光った。",
    "عودة الأمم المتحدة": "قال مُحَمَّد إن الصين تدعم التعاون.",
    "ข่าววันนี้": "นักเคลื่อนไหวออกจากประเทศไทย",
    "A war and a warning": "Two boats came in with the tide.",
    "Warnings of wear": "The pumps had worked all night.",
}


@pytest.fixture
def ids(store: Store) -> dict[str, int]:
    """The library above, by title."""
    with store.transaction():
        return {
            title: store.articles.put(Entry(identity=title, title=title, text=text)).article_id
            for title, text in LIBRARY.items()
        }


@pytest.fixture
def finding(store: Store, ids: dict[str, int]) -> Finding:
    assert ids
    return Finding(store)


def first(finding: Finding, query: str) -> tuple[str, str]:
    hits = finding.find(query)
    assert hits, query
    return hits[0].title, hits[0].where


def marked(hit: SearchHit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    ("query", "title", "where"),
    [
        ("rescue refuge", "Rescue team builds a refuge", "title"),
        ("refuge RESCUE", "Rescue team builds a refuge", "title"),
        ("res ref", "Rescue team builds a refuge", "title"),
        ("resuce", "Rescue team builds a refuge", "title"),
        ("rescu refge", "Rescue team builds a refuge", "title"),
        ("escue", "Rescue team builds a refuge", "title"),
        ("resbuiref", "Rescue team builds a refuge", "title"),
        ("rescuebuilds", "Rescue team builds a refuge", "title"),
        ("rescue volcano", "Rescue team builds a refuge", "title"),
        ("Tokaev", "Leaders speak about the pandemic", "body"),
        ("solidarty cooperation", "Leaders speak about the pandemic", "body"),
        ("leaders tokayev", "Leaders speak about the pandemic", "body"),
        ("interna", "Leaders speak about the pandemic", "body"),
        ('"oldest of the sellers"', "Market prices rise again", "body"),
        ("covid-19", "Market prices rise again", "body"),
        ("sellers-oldest", "Market prices rise again", "body"),
        ("lodz", "Łódź gewinnt gegen Köln", "title"),
        ("koln", "Łódź gewinnt gegen Köln", "title"),
        ("strasse", "Łódź gewinnt gegen Köln", "body"),
        ("CAFE", "Łódź gewinnt gegen Köln", "body"),
        ("大学", "香港大学的研究", "title"),
        ("清华", "香港大学的研究", "body"),
        ("读", "香港大学的研究", "body"),
        ("東京", "東京タワーの夜", "title"),
        ("タワー", "東京タワーの夜", "title"),
        ("昨日", "東京タワーの夜", "body"),
        ("الامم", "عودة الأمم المتحدة", "title"),
        ("محمد", "عودة الأمم المتحدة", "body"),
        ("ประเทศ", "ข่าววันนี้", "body"),
        ("war", "A war and a warning", "title"),
        ("football OR refuge", "Rescue team builds a refuge", "title"),
    ],
)
def test_known_items(finding: Finding, query: str, title: str, where: str) -> None:
    assert first(finding, query) == (title, where)


def test_a_title_hit_is_the_title_with_its_words_marked(finding: Finding, ids: dict[str, int]) -> None:
    hit = finding.find("builds resc")[0]
    assert hit.article_id == ids[hit.title]
    assert hit.snippet == hit.title
    assert marked(hit) == ["Resc", "builds"]
    assert (hit.start, hit.end, hit.highlight_id) == (None, None, None)


def test_a_body_hit_leads_to_the_passage(finding: Finding) -> None:
    hit = finding.find("solidarty cooperation")[0]
    text = LIBRARY[hit.title]
    assert hit.start is not None
    assert text[hit.start : hit.end] == "solidarity and cooperation"
    assert marked(hit) == ["solidarity", "cooperation"]
    assert "\n" not in hit.snippet


def test_run_together_heads_are_marked(finding: Finding) -> None:
    assert marked(finding.find("resbuiref")[0]) == ["Res", "bui", "ref"]


def test_whole_words_then_beginnings_then_guesses(finding: Finding) -> None:
    titles = [hit.title for hit in finding.find("war") if hit.where == "title"]
    assert titles == ["A war and a warning", "Warnings of wear"]
    guessed = finding.find("waer")
    assert [hit.title for hit in guessed if hit.where == "title"] == ["Warnings of wear", "A war and a warning"]
    assert guessed[0].score < 0.7 < finding.find("warnin")[0].score


def test_titles_before_bodies_before_guesses(store: Store, ids: dict[str, int]) -> None:
    with store.transaction():
        for title, text in (("The tide turns", "x"), ("Harbour", "the tide came"), ("The tidy room", "y")):
            store.articles.put(Entry(identity=title, title=title, text=text))
    hits = Finding(store).find("tide ")
    assert [hit.where for hit in hits] == ["title", "body", "body"]
    assert hits[0].title == "The tide turns"
    assert hits[0].score >= 1 > hits[1].score >= 0.7
    assert ids


def test_an_article_has_one_row_for_title_and_body(store: Store, ids: dict[str, int]) -> None:
    with store.transaction():
        store.articles.put(Entry(identity="x", title="Volcano wakes", text="The volcano woke at dawn."))
    assert [hit.where for hit in Finding(store).find("volcano")] == ["title"]
    assert ids


def test_highlights_and_notes_have_rows_of_their_own(store: Store, ids: dict[str, int]) -> None:
    marks = Marks(store)
    quoted = marks.highlight_quote(
        ids["A war and a warning"], "Two boats came in with the tide.", 2, note="Which harbour?"
    )
    finding = Finding(store)
    hits = {hit.where: hit for hit in finding.find("boats tide")}
    assert set(hits) == {"body", "highlight"}
    assert hits["highlight"].highlight_id == quoted.id
    assert (hits["highlight"].start, hits["highlight"].end) == (quoted.start, quoted.end)
    assert marked(hits["highlight"]) == ["boats", "tide"]
    (note,) = finding.find("harbour")
    assert (note.where, note.snippet, marked(note)) == ("note", "Which harbour?", ["harbour"])
    assert [hit.where for hit in finding.find("boats harbour")] == ["highlight"]
    assert finding.find("boats -tide") == []


def test_a_title_that_lacks_a_word_gives_way_to_what_holds_them_all(store: Store, ids: dict[str, int]) -> None:
    finding = Finding(store)
    assert first(finding, "rescue volcano") == ("Rescue team builds a refuge", "title")
    with store.transaction():
        store.articles.put(Entry(identity="v", title="Ash", text="To the rescue: a volcano wakes."))
    assert [hit.title for hit in finding.find("rescue volcano")] == ["Ash"]
    assert [hit.title for hit in finding.find("rescu vulcano ")] == ["Ash", "Rescue team builds a refuge"]
    assert ids


def test_fewer_results_are_the_first_of_more(store: Store) -> None:
    with store.transaction():
        for number in range(240):
            day = f"2024-01-{1 + number * 7 % 28:02}"
            title = ("The tide and the quay", "Tides", "Harbour")[number % 3]
            text = "The quay at high tide. " * (number % 4)
            store.articles.put(Entry(identity=str(number), title=title, text=text, published=day))
    finding = Finding(store)
    for query in ("tide", '"the tide"', "tide quay", "tied", "tidquay", "tide OR harbour", "tid harb"):
        many = finding.find(query, 60)
        assert len(many) == 60
        assert finding.find(query, 20) == many[:20], query


def test_very_many_texts_are_told(store: Store, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(store)
    assert not finding.answer("the").capped
    monkeypatch.setattr("tui_reader.store.index.BODY_LIMIT", 3)
    assert finding.answer("the").capped
    assert ids


def test_a_changed_note_is_found_anew(store: Store, ids: dict[str, int]) -> None:
    marks = Marks(store)
    made = marks.highlight_quote(ids["A war and a warning"], "Two boats", 1, note="first thought")
    finding = Finding(store)
    assert finding.find("thought")
    marks.set_note(made.id, "second opinion")
    assert finding.find("thought") == []
    assert [hit.where for hit in finding.find("opinion")] == ["note"]


def test_what_is_left_out_is_left_out_by_title_and_body(finding: Finding) -> None:
    assert [hit.title for hit in finding.find("warning -tide")] == ["Warnings of wear"]
    assert [hit.title for hit in finding.find('warning -"of wear"')] == ["A war and a warning"]


def test_a_quoted_word_is_meant_to_the_letter(finding: Finding) -> None:
    assert finding.find('"warnin"  ') == []
    assert [hit.title for hit in finding.find('"warning"')] == ["A war and a warning"]


def test_words_added_later_correct_mistakes_too(store: Store, ids: dict[str, int]) -> None:
    finding = Finding(store)
    assert finding.find("vulcano ") == []
    with store.transaction():
        added = store.articles.put(Entry(identity="v", title="Volcano", text="A glacier melts")).article_id
    assert [hit.article_id for hit in finding.find("vulcano ")] == [added]
    assert [hit.article_id for hit in finding.find("glacer ")] == [added]
    assert ids


def test_a_changed_text_is_found_by_its_new_words_only(store: Store, ids: dict[str, int]) -> None:
    with store.transaction():
        changed = store.articles.put(Entry(identity="Rescue team builds a refuge", title="Other", text="Wholly new"))
    finding = Finding(store)
    assert changed.article_id == ids["Rescue team builds a refuge"]
    assert [hit.article_id for hit in finding.find("wholly")] == [changed.article_id]
    assert finding.find('"nobody sleeps"') == []


def test_older_whole_words_are_not_crowded_out_by_newer_beginnings(store: Store) -> None:
    with store.transaction():
        for number in range(400):
            store.articles.put(Entry(identity=str(number), title="Harbour" if not number else "Harbours", text="x"))
    assert Finding(store).find("harbour")[0].title == "Harbour"


@pytest.mark.parametrize("query", ["", "   ", "…", '""', "-", "OR", "()*", "😀", "\0", "\ud800"])
def test_nothing_typed_is_nothing_found(finding: Finding, query: str) -> None:
    assert finding.find(query) == []


def test_limits(finding: Finding) -> None:
    assert len(finding.find("the", limit=1)) == 1
    assert finding.find("the", limit=0) == []


def test_a_mistake_is_told(finding: Finding) -> None:
    with pytest.raises(QueryError):
        finding.find("war is:reed")


NAUGHTY = [
    '"', '"""', "a*", "NEAR(a b, 3)", "((war", "war AND", "NOT war", "title:war", "^war", "{war}", "a\0b", "ﷺ", "½",
    "'; DROP TABLE articles --", "war " * 3000, "w" * 10_000, '"' + "a " * 5000, "京" * 5000, "ก" * 3000, "１２３",
    "e" + "\u0301" * 10_000, "👩\u200d👧 war", "\u202ewar", " ".join(f"wa{number}" for number in range(300)), "%",
    "title:", 'tag:"', 'title:"', "tag:🔥", "-tag:🔥", "source:\0", "author:\ud800", 'note:"', "is:", "-", "--", "- -x",
    "AND",
    "OR", "NOT", "war OR", "()", "-()", "(" * 5000, "-(" * 5000, "war)" * 500, "a OR " * 2000 + "b", "is:unread " * 500,
    "{title} : war", "title : war", "rowid:1" * 2, "12:30", "http://x.org", "C:\\x", "before:0001-01-01",
    "after:9999-12-31", "after:99999999999y", "words:>999999999999", "re:", "re://", "re:/", "re:/./", "re:/$/",
    "re:/\\b/",
    "-re:/war/", "re:/war/ re:/tide/", 'source:"a" OR "', "٠١٢", "İı", "bodies MATCH x", "title:war OR", "x:",
    "NEAR(", "NEAR", "NEAR/3", "*", "* *", "a * b", "+", "^", ")", "(", ")(", "(()", '"(', '("war', "'", "''", "`",
    "\\", "\\'", "war\0", "\0\0\0", "\x1b[31mwar\x1b[0m", "\x7f\x80\x9f", "\ufeffwar", "w\u200ba\u2060r", "\u00ad",
    "שלום (", "عودة OR (", "\u2067war\u2069", "\u061c", "و" * 2000, "🏳️\u200d🌈", "🇰🇿🇰🇿", "🔥" * 2000, "😀war",
    "<script>alert(1)</script>", "${HOME}", "$(id)", "../../etc/passwd", "%s%n%d", "{0}", "{{war}}", "[/red]war", "NaN",
    "null", "None", "1/0", "1e309", "--help", "-h", "; SELECT 1", "war' OR '1'='1", "Ω≈ç√∫", "ﬀﬁﬂ", "\u0301" * 500,
    "a\u0301\u0489" * 200, "ゃゅょ" * 300, "한" * 3000, "\u1112\u1161" * 500, "\U0001f468\u200d" * 500, "𝔴𝔞𝔯", "ｗａｒ",
    "war\n\ntide", "war\ttide", "\r\n", "tag:(war", "title:)", "-title:war -", "OR OR OR", "war OR OR tide", "AND AND",
    "is:unread OR is:read", "(is:unread) -(is:read OR (war))", "re:/war", "re:/\u202e/", "words:1..2", '"' * 9999,
    "(" * 5000 + ")" * 5000, "\\" * 5000, "a:" * 3000, "-" * 10_000, "京 " * 3000,
]  # fmt: skip
MISTAKEN = [
    "re:/(/", "re:/[/", "re:/*/", "re:/(a{9999}){9999}/", "re:/" + "a" * 5000, "is:x", "words:" + "9" * 5000, "words:>",
    "before:0", "after:9999-99-99", "autor:x", "tag: x", "a OR re:/x/", "-(re:/x/)", "abc:" + "x" * 10_000, "is:\0",
    "before:\ud800", "is:" + "u" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("query", NAUGHTY)
def test_naughty_strings_are_only_words(finding: Finding, query: str) -> None:
    for hit in finding.find(query):
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


@pytest.mark.parametrize("query", NAUGHTY)
def test_naughty_strings_are_only_words_to_a_saved_search(finding: Finding, query: str) -> None:
    assert set(finding.matching_ids(query)) <= set(range(1, len(LIBRARY) + 1))


@pytest.mark.parametrize("query", MISTAKEN)
def test_what_cannot_mean_anything_is_one_sentence_and_a_place(finding: Finding, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        finding.find(query)
    assert 0 <= caught.value.position <= len(query)
    assert "\n" not in str(caught.value)
    assert 10 < len(str(caught.value)) < 120


def test_a_pattern_without_end_is_given_up(store: Store) -> None:
    with store.transaction():
        store.articles.put(Entry(identity="a", title="x", text="a" * 5000 + "b"))
    with pytest.raises(QueryError, match="takes too long"):
        Finding(store).find("re:/(a|aa)+$/")


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.sampled_from('watrh"-* ()OR京東のก한é\0\ud800😀:^+') | st.characters(codec=None), max_size=30))
def test_any_query_is_answered_best_first(finding: Finding, query: str) -> None:
    try:
        hits = finding.find(query)
    except QueryError:
        return
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({(hit.article_id, hit.highlight_id) for hit in hits}) == len(hits)
