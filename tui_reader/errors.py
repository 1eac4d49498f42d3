"""The family of errors a user may meet. Every message is one sentence that can be shown as it stands."""


class NewsreaderError(Exception):
    """Base of all errors that are told to the user in one sentence instead of a traceback."""


class SourceError(NewsreaderError):
    """A source (file, folder, line of a dump, URL) could not be taken in.

    `source` names it as the user would, `reason` says why; neither is sanitised yet.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class NotFoundError(NewsreaderError):
    """An id that names nothing in the library."""


class UsageError(NewsreaderError):
    """A request that makes no sense as given (an empty quote, a role outside 1-4)."""


class QuoteNotFoundError(UsageError):
    """A quote that does not stand in the article; `closest` is the passage most like it, or empty."""

    def __init__(self, message: str, closest: str = "") -> None:
        super().__init__(message)
        self.closest = closest


class QueryError(NewsreaderError):
    """A search query that cannot be understood; `position` is a code-point offset into the query."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class StoreError(NewsreaderError):
    """The library file cannot be opened, read or written."""


class NewerSchemaError(StoreError):
    """The library file was written by a newer version of this program and is left untouched."""


class ExportError(NewsreaderError):
    """An export target cannot be written; nothing half-written was left behind."""


class ConfigError(NewsreaderError):
    """A mistake in `config.toml`; the message names the file, the key and what was meant."""


class ThemeError(NewsreaderError):
    """A mistake in a theme file; the message names the file and the key."""
