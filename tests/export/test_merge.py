"""The table of the merge, row by row, and the cases around it."""

from __future__ import annotations

from tests.export.examples import block, section
from tui_reader.export.blocks import parse
from tui_reader.export.front_matter import Front
from tui_reader.export.marked import Block, Section
from tui_reader.export.merge import merge
from tui_reader.export.merged import KINDS, Merged, Report

A, B, C, D = (block(f"{letter * 6}", f"> {letter}") for letter in "abcd")
NEW_A = block("aaaaaa", "> better")
FRONT = Front("a1", (("title", '"T"'),), ("x",))


def exported(*sections: Section) -> Merged:
    return merge(None, sections, {}, FRONT)


def again(first: Merged, text: str, *sections: Section, restore: bool = False) -> Merged:
    merged = merge(text, sections, first.bases, FRONT, restore=restore)
    settled = merge(merged.text, sections, merged.bases, FRONT)
    assert (settled.text, settled.bases) == (merged.text, merged.bases)
    return merged


def text_of(block: Block) -> str:
    return block.rendering or ""


def order(merged: Merged) -> list[str]:
    return [segment.key[0] for segment in parse(merged.text or "").segments if segment.key and ":" not in segment.key]


def only(report: Report) -> dict[str, tuple[str, ...]]:
    return {kind: keys for kind in KINDS if (keys := getattr(report, kind))}


FIRST = exported(section("a1", A, B))
TEXT = FIRST.text or ""


def test_a_new_file() -> None:
    assert TEXT == (
        '---\nnewsreader_id: "a1"\ntitle: "T"\ntags: ["x"]\n---\n\n'
        "<!-- nr article a1 -->\n# Title\n<!-- /nr article a1 -->\n\n"
        "<!-- nr aaaaaa -->\n> a\n^nr-aaaaaa\n\n<!-- nr bbbbbb -->\n> b\n^nr-bbbbbb\n"
    )
    assert only(FIRST.report) == {"new": ("aaaaaa", "bbbbbb")}
    assert FIRST.bases.keys() == {"front:a1", "article:a1", "aaaaaa", "bbbbbb"}


def test_nothing_changed() -> None:
    merged = again(FIRST, TEXT, section("a1", A, B))
    assert merged.text == TEXT
    assert not only(merged.report)


def test_only_the_program_changed_it() -> None:
    merged = again(FIRST, TEXT, section("a1", NEW_A, B))
    assert merged.text == TEXT.replace("> a\n", "> better\n")
    assert only(merged.report) == {"updated": ("aaaaaa",)}


def test_only_the_user_changed_it() -> None:
    edited = TEXT.replace("> a\n", "> mine\n")
    merged = again(FIRST, edited, section("a1", A, B))
    assert merged.text == edited
    assert only(merged.report) == {"kept": ("aaaaaa",)}


def test_both_changed_it() -> None:
    edited = TEXT.replace("> a\n", "> mine\n")
    merged = again(FIRST, edited, section("a1", NEW_A, B))
    assert merged.text == edited
    assert only(merged.report) == {"conflict": ("aaaaaa",)}
    assert merged.bases["aaaaaa"] == text_of(A)


def test_both_made_the_same_change() -> None:
    edited = TEXT.replace("> a\n", "> better\n")
    merged = again(FIRST, edited, section("a1", NEW_A, B))
    assert merged.text == edited
    assert not only(merged.report)
    assert merged.bases["aaaaaa"] == text_of(NEW_A)


def test_the_user_deleted_it_and_wants_it_back() -> None:
    cut = TEXT.replace(text_of(A) + "\n\n", "")
    merged = again(FIRST, cut, section("a1", NEW_A, B))
    assert merged.text == cut
    assert only(merged.report) == {"tombstone": ("aaaaaa",)}
    restored = again(merged, cut, section("a1", A, B), restore=True)
    assert restored.text == TEXT


def test_the_highlight_was_deleted() -> None:
    merged = again(FIRST, TEXT, section("a1", B))
    assert merged.text == TEXT.replace(text_of(A) + "\n\n", "")
    assert only(merged.report) == {"removed": ("aaaaaa",)}
    assert "aaaaaa" not in merged.bases


def test_the_highlight_was_deleted_and_brought_back() -> None:
    merged = again(again(FIRST, TEXT, section("a1", B)), TEXT.replace(text_of(A) + "\n\n", ""), section("a1", A, B))
    assert merged.text == TEXT


def test_the_highlight_was_deleted_after_the_user_changed_it() -> None:
    edited = TEXT.replace("> a\n", "> mine\n")
    merged = again(FIRST, edited, section("a1", B))
    assert merged.text == edited
    assert only(merged.report) == {"kept": ("aaaaaa",)}


def test_a_block_of_unknown_origin_is_free_text() -> None:
    foreign = TEXT + "\n" + text_of(D) + "\n"
    assert again(FIRST, foreign, section("a1", A, B)).text == foreign


ALIVE_A, ALIVE_B = Block("aaaaaa", None), Block("bbbbbb", None)
OUT_OF_SCOPE = Section(Block("article:a1", None), (ALIVE_A, ALIVE_B))


def test_what_is_alive_but_not_exported_now_stays_as_it_stands() -> None:
    merged = again(FIRST, TEXT, OUT_OF_SCOPE)
    assert merged.text == TEXT
    assert merged.bases == FIRST.bases
    assert merged.report == Report()
    edited = TEXT.replace("> a\n", "> mine\n")
    assert again(FIRST, edited, OUT_OF_SCOPE).text == edited


def test_a_highlight_exported_alone_finds_its_place_among_the_others() -> None:
    merged = again(FIRST, TEXT, Section(block("article:a1", "# Title"), (ALIVE_A, C, ALIVE_B)))
    assert order(merged) == ["a", "c", "b"]
    assert merged.report == Report(new=("cccccc",))


def test_what_the_user_deleted_stays_deleted_past_an_export_of_other_things() -> None:
    without = TEXT.replace(text_of(A), "")
    between = again(FIRST, without, Section(block("article:a1", "# Title"), (ALIVE_A, B)))
    assert between.text == without
    after = again(between, between.text or "", section("a1", A, B))
    assert after.report.tombstone == ("aaaaaa",)
    assert after.text == without


def test_a_heading_alone_is_written_with_the_first_block_of_the_file() -> None:
    heading = Section(block("group:month-2026-03", "# March 2026"))
    first = merge(None, [heading, section("a1", A)], {})
    assert (first.text or "").startswith("<!-- nr group month-2026-03 -->\n# March 2026\n")
    assert merge(None, [heading, section("a1", A)], first.bases).text is None
    anew = merge(None, [heading, section("a1", A, B)], first.bases)
    assert "# March 2026" in (anew.text or "")
    without = (first.text or "").replace(text_of(heading.head), "")
    assert merge(without, [heading, section("a1", A, B)], first.bases).text == (without + "\n" + text_of(B) + "\n")


def test_new_blocks_stand_in_the_order_of_the_article() -> None:
    merged = again(exported(section("a1", B)), exported(section("a1", B)).text or "", section("a1", A, B, C, D))
    assert order(merged) == ["a", "b", "c", "d"]
    assert merged.text == exported(section("a1", A, B, C, D)).text


def test_a_new_block_goes_before_its_successor_where_it_has_no_predecessor() -> None:
    first = exported(section("a1", B))
    text = "mine\n\n" + (first.text or "").partition("<!-- /nr article a1 -->\n")[2].lstrip()
    assert again(first, text, section("a1", A, B)).text == text.replace(text_of(B), f"{text_of(A)}\n\n{text_of(B)}")


def test_moved_blocks_stay_where_they_are_put() -> None:
    head, _, rest = TEXT.partition(text_of(A) + "\n\n")
    moved = head + rest + "\n" + text_of(A) + "\n"
    merged = again(FIRST, moved, section("a1", NEW_A, B, C))
    assert order(merged) == ["b", "c", "a"]


def test_no_block_comes_between_a_block_and_its_remark() -> None:
    remarked = TEXT.replace("^nr-aaaaaa\n", "^nr-aaaaaa\nMy remark,\n\nin two paragraphs.\n")
    merged = again(FIRST, remarked, section("a1", A, C, B))
    assert f"^nr-aaaaaa\nMy remark,\n\nin two paragraphs.\n\n{text_of(C)}\n\n{text_of(B)}" in (merged.text or "")


def test_a_remark_ends_where_a_heading_begins() -> None:
    fenced = "Remark.\n```sh\n# no heading\n```\n<!-- a\n# comment\n-->\n"
    remarked = TEXT.replace("^nr-aaaaaa\n", f"^nr-aaaaaa\n{fenced}## My part\nmore\n")
    merged = again(FIRST, remarked, section("a1", A, C, B))
    assert f"^nr-aaaaaa\n{fenced}\n{text_of(C)}\n\n## My part\nmore\n\n{text_of(B)}" in (merged.text or "")


def test_a_remark_at_the_end_of_a_file_without_a_line_end() -> None:
    merged = again(FIRST, TEXT + "The end", section("a1", A, B, C))
    assert merged.text == f"{TEXT}The end\n\n{text_of(C)}\n"


def test_a_file_with_other_line_ends_and_a_byte_order_mark() -> None:
    crlf = "\ufeff" + TEXT.replace("\n", "\r\n") + "remark\r\n"
    assert again(FIRST, crlf, section("a1", A, B)).text == crlf
    merged = again(FIRST, crlf, section("a1", NEW_A, B, C))
    assert only(merged.report) == {"new": ("cccccc",), "updated": ("aaaaaa",)}
    assert (merged.text or "").replace("\r\n", "").count("\n") == 0
    assert (merged.text or "").startswith("\ufeff---\r\n")


def test_a_block_pasted_twice_is_reported_and_left() -> None:
    twice = f"{TEXT}\n{text_of(A)}\n"
    merged = again(FIRST, twice, section("a1", NEW_A, B))
    assert merged.text == TEXT.replace("> a\n", "> better\n") + f"\n{text_of(A)}\n"
    assert only(merged.report) == {"updated": ("aaaaaa",), "duplicate": ("aaaaaa",)}


def test_a_block_whose_end_was_destroyed_is_free_text_and_counts_as_deleted() -> None:
    broken = TEXT.replace("^nr-aaaaaa\n", "")
    merged = again(FIRST, broken, section("a1", NEW_A, B))
    assert merged.text == broken
    assert only(merged.report) == {"tombstone": ("aaaaaa",)}


def test_the_head_follows_unless_it_was_edited() -> None:
    assert "# Better\n" in (again(FIRST, TEXT, section("a1", A, B, title="# Better")).text or "")
    edited = TEXT.replace("# Title", "# Mine")
    merged = again(FIRST, edited, section("a1", A, B, title="# Better"))
    assert merged.text == edited
    assert only(merged.report) == {"conflict": ("article:a1",)}


def test_articles_in_one_file_keep_together() -> None:
    one, two, three = section("a1", A), section("a2", B, title="# Two"), section("a3", C, title="# Three")
    first = exported(one, three)
    merged = again(first, first.text or "", one, two, three)
    assert merged.text == exported(one, two, three).text
    grown = again(merged, merged.text or "", section("a1", A, D), two, three)
    assert order(grown) == ["a", "d", "b", "c"]


def test_a_first_article_goes_before_the_others() -> None:
    first = exported(section("a2", B))
    assert order(again(first, first.text or "", section("a1", A), section("a2", B))) == ["a", "b"]


def test_a_new_mark_of_an_article_cut_out_of_a_common_file_gets_a_head_again() -> None:
    one, two = section("a1", A), section("a2", B, title="# Two")
    first = exported(one, two)
    cut = (first.text or "").partition("<!-- nr article a2 -->")[0]
    assert again(first, cut, one, two).text == cut
    merged = again(first, cut, one, section("a2", B, C, title="# Two"))
    assert f"# Two\n<!-- /nr article a2 -->\n\n{text_of(C)}\n" in (merged.text or "")
    assert order(merged) == ["a", "c"]


def test_an_article_without_marks_leaves_a_common_file() -> None:
    one = section("a1", A)
    first = exported(one, section("a2", B))
    assert again(first, first.text or "", one).text == f"{exported(one).text}\n"


def test_a_file_that_is_gone_comes_back_only_for_something_new() -> None:
    gone = merge(None, [section("a1", A, B)], FIRST.bases, FRONT)
    assert gone.text is None
    assert gone.report.tombstone == ("aaaaaa", "bbbbbb")
    assert gone.bases == FIRST.bases
    back = merge(None, [section("a1", A, B, C)], gone.bases, FRONT)
    assert back.text == exported(section("a1", C)).text


def test_without_memory_what_stands_there_is_the_users() -> None:
    edited = TEXT.replace("> a\n", "> mine\n")
    merged = merge(edited, [section("a1", A, B)], {}, FRONT)
    assert merged.text == edited
    assert only(merged.report) == {"conflict": ("aaaaaa",)}
    assert merged.bases["bbbbbb"] == text_of(B)


def test_a_closing_fence_at_the_end_of_the_file() -> None:
    merged = again(FIRST, '---\nnewsreader_id: "a1"\n---', section("a1", A, B, C))
    assert (merged.text or "").startswith('---\nnewsreader_id: "a1"\n---\n')
    assert order(merged) == ["c"]


def test_reports_add_up() -> None:
    total = Report.together([Report(new=("a",), kept=("b",)), Report(new=("c",))])
    assert total == Report(new=("a", "c"), kept=("b",))
    assert total.counts() == dict.fromkeys(KINDS, 0) | {"new": 2, "kept": 1}
