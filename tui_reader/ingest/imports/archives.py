"""Zip archives from strangers: read in memory within bounds, never unpacked to a disk.

What a member's head says of its size is not believed: bytes are counted as they come.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from tui_reader.errors import SourceError

MOST_MEMBERS = 100_000
LARGEST_MEMBER = 100_000_000
LARGEST_ALL = 1_000_000_000
"""Bytes read out of one archive in all, unpacked."""
MOST_UNPACKED = 400
"""Times a member may be larger than its packed form; text reaches some twenty, what nobody wrote a thousand."""

_TOO_MUCH = f"the archive unpacks to more than {LARGEST_ALL // 1_000_000:,} MB"
_SMALL = 1_000_000
_ENCRYPTED = 0x1


class Archive:
    """An open zip archive. Its members are looked up by name; names that lead elsewhere lead nowhere."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._left = LARGEST_ALL
        self._members = {info.filename: info for info in archive.infolist() if not info.is_dir()}

    def names(self) -> list[str]:
        """The names of all members, sorted."""
        return sorted(self._members)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    @property
    def is_exhausted(self) -> bool:
        """Whether more was asked for than is read out of one archive."""
        return self._left < 0

    def read(self, member: str) -> bytes:
        """The bytes of a member. Raises SourceError, named after archive and member, if it may not be read."""
        info = self._members[member]
        if info.flag_bits & _ENCRYPTED:
            raise self._refusal(member, "it is encrypted")
        if self.is_exhausted:
            raise self._refusal(member, _TOO_MUCH)
        allowed = min(LARGEST_MEMBER, max(_SMALL, MOST_UNPACKED * info.compress_size))
        try:
            with self._archive.open(info) as stream:
                data = stream.read(min(allowed, self._left) + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise self._refusal(member, "it is damaged") from None
        if len(data) > allowed:
            raise self._refusal(member, "it unpacks to more than text would")
        self._left -= len(data)
        if self._left < 0:
            raise self._refusal(member, _TOO_MUCH)
        return data

    def _refusal(self, member: str, reason: str) -> SourceError:
        return SourceError(f"{self._name}:{member}", reason)


@contextmanager
def opened(stream: BinaryIO, name: str) -> Iterator[Archive]:
    """A zip archive to read from. Raises SourceError if it is none, or has too many members."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, EOFError):
        raise SourceError(name, "it is not a whole zip archive") from None
    with archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise SourceError(name, f"it holds more than {MOST_MEMBERS:,} files")
        yield Archive(archive, name)
