"""Front matter: what we write can be read as YAML, and what others wrote is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.export.blocks import parse
from tui_reader.export.front_matter import Front, id_of, lines_of, merge, scalar, text

yaml = pytest.importorskip("yaml")

OLD = Front("a1", (("title", '"Old: title"'), ("author", '"A"'), ("saved", "2026-03-05")), ("x", "y"))
NEW = Front("a1", (("title", '"New # title"'), ("saved", "2026-03-05"), ("url", '"https://x.example"')), ("x", "z"))


def merged(front: str, theirs: Front = NEW, base: Front | None = OLD) -> str:
    lines = front.splitlines(keepends=True)
    found = merge(lines, theirs, base.rendering if base else None, "\n")
    assert merge(found, theirs, theirs.rendering, "\n") == found
    return "".join(found)


def test_what_we_write_is_yaml() -> None:
    assert yaml.safe_load("".join(lines_of(OLD, "\n"))) == {
        "newsreader_id": "a1",
        "title": "Old: title",
        "author": "A",
        "saved": date(2026, 3, 5),
        "tags": ["x", "y"],
    }


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_goes_through_yaml(value: str) -> None:
    expected = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in value)
    written = f"title: {text(value)}\n"
    assert yaml.safe_load(written) == {"title": expected}
    assert parse(f"---\n{written}---\n").front == (written,)
    assert scalar(text(value)) == expected


def test_our_keys_are_brought_up_to_date() -> None:
    found = yaml.safe_load(merged(OLD.rendering + "\n"))
    assert found["title"] == "New # title"
    assert found["url"] == "https://x.example"
    assert found["tags"] == ["x", "y", "z"]
    assert "author" not in found


def test_other_keys_order_and_comments_stay() -> None:
    front = (
        "# mine\ncssclass: wide   # keep\naliases:\n  - one\n  - two\n"
        'newsreader_id: "a1"\ntitle: "Old: title" # a remark\nauthor: Somebody else\nsaved: 2026-03-05\n'
        "rating: 5\ntags: [x, mine] # tags\n\n# end\n"
    )
    assert (
        merged(front)
        == front.replace('"Old: title"', '"New # title"').replace("[x, mine]", '[x, mine, "z"]')
        + 'url: "https://x.example"\n'
    )


def test_what_the_user_removed_stays_away() -> None:
    assert merged("newsreader_id: a1\n") == 'newsreader_id: a1\nurl: "https://x.example"\n'


def test_values_rewritten_by_another_program_are_still_ours() -> None:
    front = "newsreader_id: a1\ntitle: 'Old: title'\nauthor: A\nsaved: 2026-03-05\ntags:\n  - x\n  - y\n"
    assert yaml.safe_load(merged(front)) == yaml.safe_load(merged(OLD.rendering + "\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: []", 'tags: ["z"]'),
        ("tags: [x, 'z']", "tags: [x, 'z']"),
        ("tags: [x,]", 'tags: [x, "z"]'),
        ("tags:", 'tags:\n  - "z"'),
        ("tags:\n- x", 'tags:\n- x\n- "z"'),
        ("tags:\n    - x\n    - z", "tags:\n    - x\n    - z"),
        ("tags: x, y", "tags: x, y"),
        ("tags: {a: b}", "tags: {a: b}"),
        ("tags: [\n  x\n]", "tags: [\n  x\n]"),
    ],
)
def test_tags_are_united(before: str, after: str) -> None:
    base = Front("a1", (), ("x",))
    front = f"newsreader_id: a1\n{before}\nother: 1\n"
    assert merged(front, Front("a1", (), ("x", "z")), base) == f"newsreader_id: a1\n{after}\nother: 1\n"


def test_a_value_of_several_lines_is_the_users() -> None:
    front = 'newsreader_id: a1\ntitle: "Old: title"\n  and more\n'
    assert merged(front).startswith(front)


def test_without_memory_only_what_is_missing_is_added() -> None:
    assert merged("newsreader_id: a1\ntitle: Mine\n", base=None).startswith("newsreader_id: a1\ntitle: Mine\nsaved:")


@pytest.mark.parametrize("line", ["newsreader_id: a1", 'newsreader_id: "a1" # x', "newsreader_id:   'a1'"])
def test_the_id_is_found_however_it_is_quoted(line: str) -> None:
    assert id_of(parse(f"---\nother: x\n{line}\n---\n")) == "a1"


def test_no_id() -> None:
    assert id_of(parse("---\nid: a1\n  newsreader_id: a1\n---\n")) == ""


PIECES = [
    "title:",
    " ",
    '"',
    "'",
    "[",
    "]",
    "#",
    ",",
    "- x",
    "\n",
    "tags:",
    "tags: [x]",
    "newsreader_id: a1",
    "\\",
    "a",
]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_front_matter_is_too_broken(front: str) -> None:
    found = merged(front)
    for word in front.split():
        assert word in found or word == "a1" or "[" in word
