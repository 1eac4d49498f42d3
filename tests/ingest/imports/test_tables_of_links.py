"""CSV exports: Pocket, Instapaper, Raindrop, Readwise, wallabag, Hypothesis; columns by name, whatever their order."""

from __future__ import annotations

import pytest

from tests.ingest.imports.readers import read, zip_of
from tui_reader.ingest.imports.values import ImportedArticle, ImportedBookmark, ImportedHighlight

POCKET = """title,url,time_added,tags,status
The slow web,https://example.org/slow,1409314688,web|slow reading,unread
"A title, with
two lines",https://example.org/two?a=1,1409314689,,archive
https://example.org/old,https://example.org/old,1409314690,,unread
"""


def test_pocket_csv() -> None:
    found = read(POCKET)
    assert found.format == "pocket"
    assert found.problems == ()
    assert found.articles == (
        ImportedArticle(
            2, url="https://example.org/slow", title="The slow web", added="2014-08-29T12:18:08.000Z",
            tags=("web", "slow-reading"),
        ),
        ImportedArticle(
            3, url="https://example.org/two?a=1", title="A title, with two lines", added="2014-08-29T12:18:09.000Z",
            read=True,
        ),
        ImportedArticle(
            4, url="https://example.org/old", title="https://example.org/old", added="2014-08-29T12:18:10.000Z",
        ),
    )  # fmt: skip


def test_pocket_csv_with_a_cursor_column() -> None:
    found = read(
        "title,url,time_added,cursor,tags,status\nLater,https://example.org/l,1700000002,MTY5|abc,news,archive\n"
    )
    assert (found.format, found.only.tags, found.only.read) == ("pocket", ("news",), True)


def test_pocket_zip_with_parts_and_highlights() -> None:
    found = read(
        zip_of(
            {
                "part_000000.csv": POCKET,
                "part_000001.csv": "title,url,time_added,tags,status\nX,https://example.org/x,1,,unread\n",
                "annotations/part_000000.json": '[{"url":"https://example.org/slow","title":"The slow web",'
                '"highlights":[{"quote":"Patience is kept.","created_at":1409320000}]}]',
            }
        )
    )
    assert found.problems == ()
    assert len(found.articles) == 5
    (marked,) = [article for article in found.articles if article.highlights]
    assert marked.url == "https://example.org/slow"
    assert marked.highlights == (ImportedHighlight("Patience is kept.", created="2014-08-29T13:46:40.000Z"),)


INSTAPAPER = [
    "URL,Title,Selection,Folder\nhttps://e.org/1,One,,Unread\nhttps://e.org/2,Two,A passage.,Archive\n",
    "URL,Title,Selection,Folder,Timestamp\nhttps://e.org/1,One,,Unread,1409314688\n"
    "https://e.org/2,Two,A passage.,Archive,1409314688\n",
    'URL,Title,Selection,Folder,Timestamp,Tags\nhttps://e.org/1,One,,Unread,1409314688,"[]"\n'
    'https://e.org/2,Two,A passage.,Archive,1409314688,"[""coding"",""a b""]"\n',
]


@pytest.mark.parametrize("text", INSTAPAPER)
def test_instapaper_csv_of_all_ages(text: str) -> None:
    found = read(text)
    assert (found.format, found.problems) == ("instapaper", ())
    first, second = found.articles
    assert (first.read, first.tags, first.highlights) == (False, (), ())
    assert (second.read, [mark.quote for mark in second.highlights]) == (True, ["A passage."])
    assert second.tags == (("coding", "a-b") if "Tags" in text else ())
    assert second.added == ("2014-08-29T12:18:08.000Z" if "Timestamp" in text else None)


def test_instapaper_starred_is_a_bookmark_and_other_folders_are_tags() -> None:
    found = read("URL,Title,Selection,Folder\nhttps://e.org/1,One,,Starred\nhttps://e.org/2,Two,,Long reads\n")
    starred, filed = found.articles
    assert (starred.bookmark, starred.tags) == (ImportedBookmark(), ())
    assert (filed.bookmark, filed.tags) == (None, ("Long-reads",))


def test_raindrop_csv() -> None:
    found = read(
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
        '42,"Saved, ""quoted""","My own\nnote",Their words,https://e.org/a?x=1#p,Research / Go,"reading, go",'
        '2024-01-02T03:04:05.123Z,https://e.org/c.jpg,"First passage\nSecond passage",true\n'
        "43,,,,https://e.org/b,Unsorted,,1704164645,,,false\n"
    )
    assert (found.format, found.problems) == ("raindrop", ())
    first, second = found.articles
    assert (first.title, first.tags) == ('Saved, "quoted"', ("Research/Go", "reading", "go"))
    assert first.bookmark == ImportedBookmark(created="2024-01-02T03:04:05.000Z")
    assert [(mark.quote, mark.note) for mark in first.highlights] == [
        ("First passage", ""), ("Second passage", ""), ("", "My own\nnote"),
    ]  # fmt: skip
    assert (second.title, second.tags, second.bookmark) == ("https://e.org/b", (), None)
    assert second.added == "2024-01-02T03:04:05.000Z"


def test_raindrop_csv_of_one_collection_has_no_folder() -> None:
    found = read(
        "id,title,note,excerpt,url,tags,created,cover,highlights,favorite\n1,T,,,https://e.org,,2024-01-02,,,false\n"
    )
    assert (found.format, found.only.added) == ("raindrop", "2024-01-02T00:00:00.000Z")


def test_readwise_csv() -> None:
    found = read(
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,"
        "Document tags\n"
        'Quote one.,On Reading,A. Author,,"Mine, of course",blue,"a,b",page,3,2024-05-01 10:00:00+00:00,books\n'
        "Quote two.,On Reading,A. Author,,,mauve,,page,4,2024-05-01 12:30:00+02:00,books\n"
    )
    assert found.format == "readwise"
    assert (found.only.title, found.only.author, found.only.tags) == ("On Reading", "A. Author", ("books",))
    assert found.only.highlights == (
        ImportedHighlight(
            "Quote one.", note="Mine, of course", tags=("a", "b"), role=3, created="2024-05-01T10:00:00.000Z",
        ),
        ImportedHighlight("Quote two.", tags=("mauve",), created="2024-05-01T10:30:00.000Z"),
    )  # fmt: skip


def test_readwise_csv_without_the_last_column_and_the_form_it_imports() -> None:
    old = read(
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at\n"
        "Q,T,A,,,,,page,1,2020-01-01 00:00:00+00:00\n"
    )
    form = read("Highlight,Title,Author,URL,Note,Location,Date\r\nQ,T,A,https://e.org/p,N,12,2020-01-01 00:00:00\r\n")
    assert (old.format, old.highlight.quote, old.only.url) == ("readwise", "Q", "")
    assert (form.format, form.only.url, form.highlight.note) == ("readwise", "https://e.org/p", "N")
    assert form.highlight.created == old.highlight.created == "2020-01-01T00:00:00.000Z"


def test_a_library_of_readwise_reader() -> None:
    found = read(
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
        "Kept,https://e.org/k,01gmjxjdxs6,\"['example', 'it''s']\",2022-11-06 04:33:50+00:00,0.4,archive,True\n"
        "New,https://e.org/n,01gmjxjdxs7,[],2022-11-06 04:33:50+00:00,0,new,False\n"
        "Item,https://e.org/f,01gmjxjdxs8,[],2022-11-06 04:33:50+00:00,0,feed,False\n"
    )
    assert found.format == "readwise"
    kept, new = found.articles
    assert (kept.read, kept.tags[0], kept.added) == (True, "example", "2022-11-06T04:33:50.000Z")
    assert (new.read, new.tags) == (False, ())
    assert [problem.row for problem in found.problems] == [4]


def test_wallabag_csv_keeps_the_day_of_an_hour_that_could_be_two() -> None:
    found = read(
        'Title;URL;Content;Tags;"MIME Type";Language;"Creation date"\n'
        '"A page";https://e.org/w;"<p>Its text; all of it.</p>";"one, two";text/html;en;"08/09/2016 11:55:58"\n'
    )
    assert found.format == "wallabag"
    assert (found.only.added, found.only.tags) == ("2016-09-08T00:00:00.000Z", ("one", "two"))
    assert found.only.html == "<p>Its text; all of it.</p>"


def test_hypothesis_csv() -> None:
    found = read(
        "Created at,Author,Page,URL,Group,Type,Quote/description,Comment,Tags\n"
        '2024-03-01 09:30,ann,,https://e.org/h,Public,Annotation,"The quote, whole",A comment,"x,y"\n'
        "2024-03-01 09:31,ann,,https://e.org/h,Public,Highlight,Another,,\n"
        "2024-03-01 09:32,ann,,https://e.org/h,Public,Page note,,On the page,\n"
        "2024-03-01 09:33,ann,,https://e.org/h,Public,Highlight,,,\n"
    )
    assert found.format == "hypothesis"
    (article,) = found.articles
    assert [(mark.quote, mark.note, mark.tags) for mark in article.highlights] == [
        ("The quote, whole", "A comment", ("x", "y")), ("Another", "", ()), ("", "On the page", ()),
    ]  # fmt: skip
    assert article.highlights[0].created == "2024-03-01T09:30:00.000Z"
    assert [problem.row for problem in found.problems] == [5]


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_that_went_through_a_spreadsheet(delimiter: str, encoding: str) -> None:
    text = "status,url,title,time_added\r\nunread,https://e.org/1,Café – déjà vu,1409314688\r\n".replace(",", delimiter)
    found = read(text.encode(encoding))
    assert (found.format, found.only.title) == ("pocket", "Café – déjà vu")
    assert found.only.added == "2014-08-29T12:18:08.000Z"


def test_a_line_that_names_the_delimiter_is_no_head() -> None:
    found = read("sep=;\r\nurl;status;time_added;title\r\nhttps://e.org/1;unread;1409314688;T\r\n")
    assert (found.only.row, found.only.title) == (3, "T")
