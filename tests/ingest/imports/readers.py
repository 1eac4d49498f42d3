"""Reading a file's bytes whole, as the tests of all formats do it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from tui_reader.ingest.imports.reading import read_stream
from tui_reader.ingest.imports.values import Format, ImportedArticle, ImportedHighlight, Problem


@dataclass(frozen=True, slots=True)
class Whole:
    """All batches of a file together."""

    format: Format | None
    articles: tuple[ImportedArticle, ...]
    problems: tuple[Problem, ...]

    @property
    def urls(self) -> list[str]:
        """The addresses of all pages, in order."""
        return [article.url for article in self.articles]

    @property
    def only(self) -> ImportedArticle:
        """The one page of a file that has one, read without a problem."""
        assert not self.problems, self.problems
        (article,) = self.articles
        return article

    @property
    def highlight(self) -> ImportedHighlight:
        """The one highlight of the one page."""
        (highlight,) = self.only.highlights
        return highlight


def read(data: bytes | str, format: Format | None = None) -> Whole:
    """What a file holds."""
    data = data.encode() if isinstance(data, str) else data
    batches = list(read_stream(io.BytesIO(data), "file", format))
    found = {batch.format for batch in batches if batch.format is not None}
    assert len(found) <= 1
    return Whole(
        next(iter(found), None),
        tuple(article for batch in batches for article in batch.articles),
        tuple(problem for batch in batches for problem in batch.problems),
    )


def zip_of(members: dict[str, str | bytes]) -> bytes:
    """A zip archive of members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
