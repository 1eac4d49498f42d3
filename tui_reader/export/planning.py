"""What an export is going to write: the files of a folder or one file, each merged with what stands there.

Reads and decides; `writer.write` acts. `Plan.bases` is to be remembered once that is done: for each file, by its
`newsreader_id`, the last rendering of each block and the digest of the file as it was written.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tui_reader.errors import ExportError
from tui_reader.export import blocks, front_matter, names
from tui_reader.export.layouts import PLAIN
from tui_reader.export.layouts.arrangement import ALL_ID, Layout
from tui_reader.export.marked import MarkedArticle, Page
from tui_reader.export.merge import merge
from tui_reader.export.merged import Conflict, Merged, Report
from tui_reader.export.writer import Change, Plan, told

_SCANNED_BYTES = 65_536
"""How much of a file is read to find out whose it is."""
_SEAL = "file"
"""The key of a file's digest among its bases."""


def document(articles: Sequence[MarkedArticle], layout: Layout = PLAIN) -> str:
    """Everything as one Markdown text, for standard output."""
    page = layout.page(articles)
    return merge(None, page.sections, {}, page.front).text or ""


def plan_file(
    path: Path,
    articles: Sequence[MarkedArticle],
    bases: Mapping[str, str],
    layout: Layout = PLAIN,
    *,
    restore: bool = False,
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
    job = _Job(bases, articles, restore)
    text = "" if before is None else _text(before)
    if text.strip() and not _is_export(text, job.bases_of(ALL_ID)):
        raise ExportError(f"{path} was not written by an export and is left as it is; choose another name")
    if not text.strip():  # a file that is gone is not a file emptied by hand: then everything is written again
        job = _Job({}, articles, restore)
    job.merge(layout.page(articles), path, before)
    return job.plan()


def plan_folder(
    folder: Path,
    articles: Sequence[MarkedArticle],
    bases: Mapping[str, str],
    layout: Layout = PLAIN,
    *,
    restore: bool = False,
) -> Plan:
    """Plan an export into the files that the layout asks for. `bases` are those of the last export to the folder.

    A file is found again by the id inside it, whatever its name is now. A file that the user deleted stays away
    until there is something new to write; only if no file is left does everything start afresh. Files of another
    layout are left alone. Raises ExportError if the folder or a file in it cannot be read.
    """
    with told(folder):
        folder = folder.resolve()
        if folder.exists() and not folder.is_dir():
            raise ExportError(f"{folder} is a file, not a folder")
        taken, found = _scan(folder) if folder.exists() else (set[str](), dict[str, list[Path]]())
    job = _Job(bases, articles, restore)
    if not any(job.bases_of(id) for id in found):
        job = _Job({}, articles, restore)
    for page in layout.pages(articles):
        paths = found.pop(page.id, [])
        if page.wanted or paths:
            _plan_page(job, page, folder, paths, taken)
    for id, paths in found.items():
        if layout.owns(id):
            job.clear(id, paths[0])
    return job.plan()


def _plan_page(job: _Job, page: Page, folder: Path, paths: Sequence[Path], taken: set[str]) -> None:
    """Plan one file of a folder: where it stands, or under a name that is free."""
    mark = page.id.rpartition("-")[2]
    default = names.file_name(page.title, page.date, mark, ())
    path = next((path for path in paths if path.name == default), paths[0] if paths else None)
    if path is not None:
        if page.wanted:
            job.merge(page, path, _read(path))
        return
    name = names.file_name(page.title, page.date, mark, taken)
    if job.merge(page, folder / name, None):
        taken.add(names.folded(name))


class _Job:
    """The planning of one export."""

    def __init__(self, bases: Mapping[str, str], articles: Sequence[MarkedArticle], restore: bool) -> None:
        self._restore = restore
        self._out_of_scope = {
            mark.short for article in articles for mark in article.highlights if not article.shows(mark)
        }
        self._bases: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for full_key, base in bases.items():
            id, _, key = full_key.partition("/")
            self._bases[id][key] = base
        self._changes: list[Change] = []
        self._unchanged: list[Path] = []
        self._reports: list[Report] = []
        self._conflicts: list[Conflict] = []

    def bases_of(self, id: str) -> Mapping[str, str]:
        """What is remembered of a file."""
        return self._bases.get(id, {})

    def merge(self, page: Page, path: Path, before: bytes | None) -> bool:
        """Plan a file with all that belongs into it; whether there will be one."""
        known = self.bases_of(page.id)
        text = None if before is None else _text(before)
        scope = self._out_of_scope
        merged = merge(text, page.sections, known, page.front, out_of_scope=scope, restore=self._restore)
        self._take(page.id, path, before, merged, merged.bases)
        return merged.text is not None

    def clear(self, id: str, path: Path) -> None:
        """A file into which nothing belongs any more: what is deleted goes from it, but its head stays for what the
        user wrote under it."""
        known = self.bases_of(id)
        heads = {key: base for key, base in known.items() if key in (blocks.head_key(id), front_matter.front_key(id))}
        if heads or blocks.group_key(id) in known:
            before = _read(path)
            bases = {key: base for key, base in known.items() if key not in heads and key != blocks.group_key(id)}
            merged = merge(_text(before), [], bases, out_of_scope=self._out_of_scope)
            self._take(id, path, before, merged, merged.bases | heads)

    def plan(self) -> Plan:
        """What came together. Of files that were not looked at, everything is remembered as it was."""
        bases = {f"{id}/{key}": base for id, those in self._bases.items() for key, base in those.items()}
        report = Report.together(self._reports)
        return Plan(tuple(self._changes), bases, report, tuple(self._unchanged), tuple(self._conflicts))

    def _take(self, id: str, path: Path, before: bytes | None, merged: Merged, bases: dict[str, str]) -> None:
        self._reports.append(merged.report)
        self._conflicts += merged.conflicts
        written = self.bases_of(id).get(_SEAL)
        self._bases[id] = bases
        after = before if merged.text is None else merged.text.encode("utf-8", "surrogateescape")
        if after is None:
            return
        if after == before:
            self._unchanged.append(path)
        else:
            by_user = before is not None and _digest(before) != written
            self._changes.append(Change(path, before, after, backup=by_user))
            written = _digest(after)
        if written is not None:
            bases[_SEAL] = written


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _is_export(text: str, bases: Mapping[str, str]) -> bool:
    """Whether a file holds an export of all articles, be it that its front matter was taken out."""
    file = blocks.parse(text)
    id = front_matter.id_of(file)
    return id == ALL_ID or (not id and bool(blocks.head_ids(text) or file.keys & bases.keys()))


def _scan(folder: Path) -> tuple[set[str], dict[str, list[Path]]]:
    """The `folded` names in a folder, and the exported files in it by their id, in order of names."""
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
    """Whose file it is: the id in its front matter, else that of the one head in it; or ""."""
    try:
        with path.open("rb") as file:
            text = _text(file.read(_SCANNED_BYTES))
    except OSError:
        return ""
    if "nr" not in text and front_matter.ID_KEY not in text:
        return ""
    heads = blocks.head_ids(text)
    return front_matter.id_of(blocks.parse(text)) or (heads.pop() if len(heads) == 1 else "")


def _read(path: Path) -> bytes:
    with told(path):
        return path.read_bytes()


def _text(data: bytes) -> str:
    """A file as text; bytes that are not UTF-8 are carried through as they are."""
    return data.decode("utf-8", "surrogateescape")
