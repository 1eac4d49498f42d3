"""The text that another tool kept, as an entry of ours."""

from __future__ import annotations

from tui_reader.ingest import titles
from tui_reader.ingest.feeds.fragments import read_fragment
from tui_reader.ingest.imports.values import ImportedArticle
from tui_reader.model import Entry

_GUESSED_FROM = 600


def entry_of(article: ImportedArticle) -> Entry:
    """An article as an entry to be stored; its text is empty where the file brings none.

    What another tool kept is the article already: all of its visible text counts, nothing is taken for navigation.
    """
    from tui_reader.document.language import guess

    if article.entry is not None:
        return article.entry
    document = read_fragment(article.html, article.url)
    title = article.title or titles.from_text(document.text) or article.url
    return Entry(
        identity=article.key,
        title=title,
        text=document.text,
        blocks=document.blocks if document.text else None,
        spans=document.spans,
        published=article.published,
        source=article.source,
        author=article.author,
        url=article.url,
        lang=guess(document.text[:_GUESSED_FROM] or title),
    )
