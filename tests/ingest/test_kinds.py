"""Telling kinds of files apart."""

from __future__ import annotations

import pytest

from tui_reader.ingest.kinds import HEAD, binary_reason, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.TXT", "text"), ("a.markdown", "markdown"), ("a.Htm", "html"), ("a.ndjson", "jsonl"), ("/x.md/a.txt", "text")],
)
def test_a_suffix_decides_whatever_the_content(name: str, kind: str) -> None:
    assert kind_of(name, b"<!doctype html><p>x") == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("Headline\n2020-03-25 07:36\nBody with a * star and a # sign.", "text"),
        ("#hashtag of the day\nText", "text"),
        ("- a list\n- and nothing\n- more", "text"),
        ("# Title\n\nText", "markdown"),
        ("---\ntitle: x\n---\nText", "markdown"),
        ("Text\n\n## Part\n\nSee [this](https://example.org/).", "markdown"),
        ("---\n\nText after a line\n\n---\n", "text"),
        ("<!DOCTYPE html><p>x", "html"),
        ("\ufeff\n<!-- saved -->\n<html lang=en>", "html"),
        ('<?xml version="1.0"?>\n<html>', "html"),
        ("<div><p>a piece</p></div>", "html"),
        ("The tags <html> and <body> are named here.", "text"),
        ('{"title": "a", "text": "b"}\n', "jsonl"),
        ('\n\n{"text": "b"}', "jsonl"),
        ('{"name": "b"}', "text"),
        ("{ not json", "text"),
        ('{"a": ' * 5_000, "text"),
        ("[1, 2]", "text"),
        ('{"id": 1, "text": "' + "long " * HEAD + '"}', "jsonl"),
    ],
)
def test_content_decides_without_a_suffix(content: str, kind: str) -> None:
    assert kind_of("name", content.encode()[:HEAD]) == kind


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04x", "zip"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\x7fELF\x02", "program"),
        (b"s\0o\0m\0e", "binary"),
        (b"\x01\x02\x03\x04text", "binary"),
    ],
)
def test_what_is_not_text_is_told_by_name(head: bytes, word: str) -> None:
    assert word in binary_reason(head)


@pytest.mark.parametrize(
    "head", [b"", b"text\n", "né".encode("utf-16"), b"\x1b]0;x\x07 a text with an escape", b"\xe9"]
)
def test_what_is_text(head: bytes) -> None:
    assert binary_reason(head) == ""
