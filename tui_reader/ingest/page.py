"""What a structured text (Markdown, HTML) was found to hold."""

from __future__ import annotations

from dataclasses import dataclass

from tui_reader.model import Document


@dataclass(frozen=True, slots=True)
class Page:
    """A page's parts. `source` is the name of the site, `lang` an ISO 639-1 code; unknown facts are ""."""

    title: str
    published: str | None
    document: Document
    author: str = ""
    source: str = ""
    url: str = ""
    lang: str = ""
