"""What an export is going to write: the files of a folder or one file, each merged with what stands there.

Reads and decides; `writer.write` acts. `Plan.bases` is to be remembered once that is done.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from tui_reader.errors import ExportError
from tui_reader.export import blocks, front_matter, markdown, names
from tui_reader.export.markdown import MarkedArticle, Section
from tui_reader.export.merge import Merged, Report, merge
from tui_reader.export.writer import Change, Plan, told

_SCANNED_BYTES = 65_536
"""How much of a file is read to find out whose it is."""


def document(articles: Sequence[MarkedArticle]) -> str:
    """All articles as one Markdown text, for standard output."""
    return merge(None, _sections(articles), {}, markdown.front_of_all()).text or ""


def plan_file(
    path: Path, articles: Sequence[MarkedArticle], bases: Mapping[str, str], *, restore: bool = False
) -> Plan:
    """Plan an export of all articles into one file. `bases` are those of the last export to it.

    Raises ExportError if the file cannot be read or was not written by an export.
    """
    with told(path):
        path = path.resolve()
        if path.is_dir():
            raise ExportError(f"{path} is a folder, not a file")
        if path.exists() and not path.is_file():
            raise ExportError(f"{path} is not a file")
        before = path.read_bytes() if path.exists() else None
    text = None if before is None else _text(before)
    if text is not None and text.strip() and not _is_export(text, bases):
        raise ExportError(f"{path} was not written by an export and is left as it is; choose another name")
    # A file that is gone is not a file emptied by hand: then everything is written again.
    known = bases if text and text.strip() else {}
    merged = merge(text, _sections(articles), known, markdown.front_of_all(), restore=restore)
    return Plan(tuple(_change(path, before, merged)), merged.bases, merged.report)


def plan_folder(
    folder: Path, articles: Sequence[MarkedArticle], bases: Mapping[str, str], *, restore: bool = False
) -> Plan:
    """Plan an export of each article into a file of its own. `bases` are those of the last export to the folder.

    A file is found again by the id inside it, whatever its name is now. A file that the user deleted stays away
    until there is something new to write; only if no file is left does everything start afresh. Raises
    ExportError if the folder or a file in it cannot be read.
    """
    with told(folder):
        folder = folder.resolve()
        if folder.exists() and not folder.is_dir():
            raise ExportError(f"{folder} is a file, not a folder")
        taken, found = _scan(folder) if folder.exists() else (set[str](), dict[str, list[Path]]())
    if not any(known in bases for id in found for known in (blocks.head_key(id), front_matter.front_key(id))):
        bases = {}
    job = _FolderJob(folder, bases, taken, found, restore)
    return job.plan(articles)


class _FolderJob:
    """The planning of one export to a folder."""

    def __init__(
        self, folder: Path, bases: Mapping[str, str], taken: set[str], found: dict[str, list[Path]], restore: bool
    ) -> None:
        self._folder = folder
        self._bases = bases
        self._taken = taken
        self._found = found
        self._restore = restore
        self._changes: list[Change] = []
        self._reports: list[Report] = []
        self._after: dict[str, str] = {}

    def plan(self, articles: Sequence[MarkedArticle]) -> Plan:
        sections = [markdown.section(article) for article in articles]
        # What has no article any more is not deleted with its last highlight: a head stays for what the user wrote.
        owned = {key for key in self._bases if key.startswith((blocks.HEAD_PREFIX, front_matter.FRONT_PREFIX))}
        owned.update(block.key for section in sections for block in (section.head, *section.blocks))
        for article, section in zip(articles, sections, strict=True):
            self._merge(article, section, owned)
        for id, paths in self._found.items():
            self._clear(id, paths[0], owned)
        return Plan(tuple(self._changes), self._after, Report.together(self._reports))

    def _merge(self, article: MarkedArticle, section: Section, owned: set[str]) -> None:
        paths = self._found.pop(article.id, [])
        default = names.file_name(article.title, article.dated, article.id, ())
        path = next((path for path in paths if path.name == default), paths[0] if paths else None)
        if path is None and not article.highlights and article.bookmark is None:
            return
        before = None if path is None else _read(path)
        text = None if before is None else _text(before)
        front = markdown.front_of(article)
        merged = merge(text, [section], self._bases, front, elsewhere=owned, restore=self._restore)
        if path is None and merged.text is not None:
            name = names.file_name(article.title, article.dated, article.id, self._taken)
            self._taken.add(names.folded(name))
            path = self._folder / name
        self._take(path, before, merged)

    def _clear(self, id: str, path: Path, owned: set[str]) -> None:
        """A file of an article in which nothing is marked any more: what is deleted goes from it."""
        keys = [key for key in (blocks.head_key(id), front_matter.front_key(id)) if key in self._bases]
        if keys:
            before = _read(path)
            self._take(path, before, merge(_text(before), [], self._bases, elsewhere=owned))
            self._after |= {key: self._bases[key] for key in keys}

    def _take(self, path: Path | None, before: bytes | None, merged: Merged) -> None:
        self._reports.append(merged.report)
        self._after |= merged.bases
        if path is not None:
            self._changes += _change(path, before, merged)


def _change(path: Path, before: bytes | None, merged: Merged) -> list[Change]:
    after = None if merged.text is None else merged.text.encode("utf-8", "surrogateescape")
    return [] if after is None or after == before else [Change(path, before, after)]


def _sections(articles: Sequence[MarkedArticle]) -> list[Section]:
    return [markdown.section(article, level=2) for article in articles]


def _is_export(text: str, bases: Mapping[str, str]) -> bool:
    """Whether a file holds an export of all articles, be it that its front matter was taken out."""
    file = blocks.parse(text)
    id = front_matter.id_of(file)
    return id == markdown.ALL_ID or (not id and bool(blocks.article_ids(text) or file.keys & bases.keys()))


def _scan(folder: Path) -> tuple[set[str], dict[str, list[Path]]]:
    """The `folded` names in a folder, and the exported files in it by the article's id, in order of names."""
    taken: set[str] = set()
    found: dict[str, list[Path]] = {}
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            taken.add(names.folded(entry.name))
            # A link is not followed: what it leads to may lie outside of the folder.
            if entry.name.endswith(names.SUFFIX) and entry.is_file(follow_symlinks=False):
                path = folder / entry.name
                if id := _id_in(path):
                    found.setdefault(id, []).append(path)
    return taken, found


def _id_in(path: Path) -> str:
    """Whose file it is: the id in its front matter, else that of the one article whose head is in it; or ""."""
    try:
        with path.open("rb") as file:
            text = _text(file.read(_SCANNED_BYTES))
    except OSError:
        return ""
    if "nr" not in text and front_matter.ID_KEY not in text:
        return ""
    heads = blocks.article_ids(text)
    return front_matter.id_of(blocks.parse(text)) or (heads.pop() if len(heads) == 1 else "")


def _read(path: Path) -> bytes:
    with told(path):
        return path.read_bytes()


def _text(data: bytes) -> str:
    """A file as text; bytes that are not UTF-8 are carried through as they are."""
    return data.decode("utf-8", "surrogateescape")
