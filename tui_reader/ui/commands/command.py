"""What a command is, and where it can work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui_reader.model import ROLES

Place = Literal["list", "reader", "search", "quotes", "feeds", "changes"]

READING: tuple[Place, ...] = ("list", "reader")
READER: tuple[Place, ...] = ("reader",)
LIST: tuple[Place, ...] = ("list",)
SEARCH: tuple[Place, ...] = ("search",)
QUOTES: tuple[Place, ...] = ("quotes",)
FEEDS: tuple[Place, ...] = ("feeds",)
CHANGES: tuple[Place, ...] = ("changes",)
PANES: tuple[Place, ...] = ("list", "reader", "search", "quotes", "feeds")
EVERYWHERE: tuple[Place, ...] = (*PANES, "changes")

ASKING = frozenset(
    {
        *("incoming.add", "visiting.extras", "keeping.export", "keeping.export_to", "marks.note", "app.palette"),
        *("quote.note", "quote.tags", "quote.export", "quote.export_to", "muting.mute", "muting.rules"),
        *("subscriptions.feeds", "subscriptions.health", "feeds.add", "feed.edit", "feed.tags", "feedfix.fix"),
        *("feedlists.starters", "feedlists.bring", "feedlists.export", "feedlists.clear"),
    }
)
"""Commands besides those of the dialogs that may open one."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a user can do.

    The part of `id` before the dot names who does it (`here` is the pane that has the focus); it answers with its
    method `do_<rest>`, called with `argument` if there is one. `keys` are written as one sees them on the keyboard
    ("j", ")", "ctrl+d", "alt+left"), a chord with a blank between ("g g"). `hint` is the word of the hint line,
    empty if the command does not stand there.
    """

    id: str
    keys: tuple[str, ...]
    words: str
    help: str
    where: tuple[Place, ...]
    group: str
    hint: str = ""
    argument: int | None = None

    @property
    def asks(self) -> bool:
        """Whether a dialog may open: what is typed ahead of it is meant for the dialog."""
        return self.owner == "dialogs" or self.id in ASKING

    @property
    def owner(self) -> str:
        """Who does it."""
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        """The method of the owner that does it; an argument at the end of the id is no part of it."""
        name = self.id.partition(".")[2]
        return "do_" + (name.rpartition("_")[0] if self.argument is not None else name)


def for_each_role(
    id: str, words: str, help: str, where: tuple[Place, ...], group: str, hint: str
) -> tuple[Command, ...]:
    """A command for each role, on the key of its number. `words` and `help` have {} where its name goes; the first one
    has the hint of them all."""
    return tuple(
        Command(
            f"{id}_{role.number}",
            (str(role.number),),
            words.format(role.name),
            help.format(role.name),
            where,
            group,
            hint if role is ROLES[0] else "",
            role.number,
        )
        for role in ROLES
    )
