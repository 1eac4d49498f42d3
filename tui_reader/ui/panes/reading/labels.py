"""Letters on things in view: one key for the nearest, two for those beyond."""

from __future__ import annotations

import string
from collections.abc import Sequence

LETTERS = string.ascii_lowercase


def label_all(starts: Sequence[int], near: int) -> dict[str, int]:
    """A label of one letter for each of the 26 offsets nearest to `near`, of two letters beyond.

    No label begins another: with more than 26, some letters only begin labels of two.
    """
    nearest = sorted(starts, key=lambda start: (abs(start - near), start))
    beyond = max(0, len(nearest) - len(LETTERS))
    prefixes = -(-beyond // (len(LETTERS) - 1)) if beyond else 0
    prefixes = min(prefixes, len(LETTERS))
    single = LETTERS[: len(LETTERS) - prefixes]
    double = [a + b for a in LETTERS[len(LETTERS) - prefixes :] for b in LETTERS]
    # Within each kind the letters run in reading order, so that the eye finds them.
    close, far = sorted(nearest[: len(single)]), sorted(nearest[len(single) :])
    return dict(zip([*single[: len(close)], *double], [*close, *far], strict=False))


class Labels:
    """Waits for the letters of a label. A CAPITAL first letter begins a range. Pure."""

    def __init__(self, targets: dict[str, int]) -> None:
        self.targets = targets
        self.typed = ""
        self.range_start: int | None = None

    def press(self, key: str) -> int | tuple[int, int] | None:
        """An offset when a label is complete, two for a range, None while letters are missing.

        Raises KeyError for a key that is no label: labelling is over.
        """
        begins_range = self.range_start is None and len(key) == 1 and key.isupper()
        typed = self.typed + key.lower()
        if typed not in self.targets:
            if not any(label.startswith(typed) for label in self.targets):
                raise KeyError(key)
            self.typed = typed
            return None
        offset, self.typed = self.targets[typed], ""
        if begins_range:
            self.range_start = offset
            return None
        if self.range_start is not None:
            start, end = sorted((self.range_start, offset))
            return start, end
        return offset
