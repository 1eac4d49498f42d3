"""What an export is told: where to, in which format and look, and what it is about. One value that is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Final

from tui_reader.export.formats import FORMATS
from tui_reader.export.layout_names import COMMONPLACE, LAYOUTS, grouped_by

MARKDOWN: Final = "markdown"
"""The format that is merged into what stands there; the others are those of `FORMATS`."""
DEFAULT_TARGET: Final = "~/newsreader-highlights.md"


@dataclass(frozen=True, slots=True)
class Look:
    """How an export reads: the name of a layout, a template for its blocks, and whether everything goes into one
    file."""

    layout: str = "plain"
    template: Path | None = None
    one_file: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that is chosen for an export. `where` is a query for articles, empty for all marks."""

    target: str = DEFAULT_TARGET
    format: str = MARKDOWN
    look: Look = field(default_factory=Look)
    where: str = ""

    @classmethod
    def recalled(cls, kept: object) -> Choices | None:
        """What `remembered` gave, or a bare target; None for anything else."""
        if isinstance(kept, str):
            return cls(kept) if kept.strip() else None
        if not isinstance(kept, dict) or not all(isinstance(value, str) for value in kept.values()):
            return None
        target, template = kept.get("target", ""), kept.get("template", "")
        layout = kept.get("layout", "plain")
        if layout == COMMONPLACE:
            layout = grouped_by(kept.get("by", "month"))
        if not target.strip() or layout not in LAYOUTS:
            return None
        look = Look(layout, Path(template) if template else None)
        choices = cls(target, kept.get("format", MARKDOWN), look, kept.get("where", ""))
        return choices if choices.format in (MARKDOWN, *FORMATS) else None

    def remembered(self) -> dict[str, str]:
        """These choices as a JSON value that means the same wherever the next session starts."""
        return {
            "target": _absolute(self.target),
            "format": self.format,
            "layout": self.look.layout,
            "template": "" if self.look.template is None else _absolute(str(self.look.template)),
            "where": self.where,
        }

    def in_format(self, format: str) -> Choices:
        """The same in another format; a target named like a file of the old one is named like one of the new."""
        path, suffix = PurePath(self.target), _suffix(self.format)
        target = self.target
        if format != self.format and path.suffix.lower() == suffix:
            target = target[: -len(suffix)] + _suffix(format)
        return replace(self, format=format, target=target)


def _suffix(format: str) -> str:
    return ".md" if format == MARKDOWN else PurePath(FORMATS[format].file_name).suffix


def _absolute(path: str) -> str:
    return path if path.startswith("~") else str(Path(path).absolute())
