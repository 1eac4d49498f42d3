"""Back and forward through the articles read, as in a browser."""

from __future__ import annotations

Where = tuple[int, int]
"""An article and the code-point offset of its first visible character."""

LONGEST = 200


class History:
    """Two stacks of places. Pure."""

    def __init__(self) -> None:
        self._back: list[Where] = []
        self._forward: list[Where] = []

    def leave(self, where: Where | None) -> None:
        """The user goes somewhere else from here; what was ahead is forgotten."""
        if where is not None:
            self._back = [*(w for w in self._back if w[0] != where[0]), where][-LONGEST:]
            self._forward.clear()

    def back(self, where: Where | None) -> Where | None:
        """The place before, None at the beginning."""
        return self._step(self._back, self._forward, where)

    def forward(self, where: Where | None) -> Where | None:
        """The place gone back from, None at the end."""
        return self._step(self._forward, self._back, where)

    @staticmethod
    def _step(source: list[Where], target: list[Where], where: Where | None) -> Where | None:
        while source and where is not None and source[-1][0] == where[0]:
            source.pop()
        if not source:
            return None
        if where is not None:
            target.append(where)
        return source.pop()
