"""Where exactly a found quote begins and ends: semi-global alignment with Myers' bit vectors.

Source: G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming",
Journal of the ACM 46(3), 1999; here on Python's unbounded integers, so that one word holds any pattern.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from tui_reader.anchoring.anchor import Sought

_EDGE = 128  # characters of a long quote that decide where an end is cut
_MISMATCH = 1.2  # an edit weighs a little more than a match: unrelated prose agrees in half its letters
_TORN = 0.15
_SNAP = (0, -1, 1, -2, 2)


def errors_at_ends(text: str, pattern: str, *, anchored: bool = False) -> list[int]:
    """Fewest edits that turn `pattern` into a piece of `text` ending at each offset 0..len(text).

    The piece may begin anywhere; with `anchored` only at offset 0.
    """
    length = len(pattern)
    if not length:
        return list(range(len(text) + 1)) if anchored else [0] * (len(text) + 1)
    bits: dict[str, int] = {}
    for i, char in enumerate(pattern):
        bits[char] = bits.get(char, 0) | 1 << i
    mask, last = (1 << length) - 1, 1 << (length - 1)
    positive, negative, errors = mask, 0, length
    ends = [errors]
    for char in text:
        equal = bits.get(char, 0)
        vertical = equal | negative
        diagonal = (((equal & positive) + positive) ^ positive) | equal
        up = negative | (~(diagonal | positive) & mask)
        down = positive & diagonal
        if up & last:
            errors += 1
        elif down & last:
            errors -= 1
        up = (up << 1 | anchored) & mask
        down = (down << 1) & mask
        positive = down | (~(vertical | up) & mask)
        negative = up & vertical
        ends.append(errors)
    return ends


def refine(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Cut the ends of a rough span `[start, end)` so that it is as like `quote` as can be.

    Of equal cuts the longest that stops at a word's edge wins, else the longest. Long quotes are cut by their
    first and last characters alone.
    """
    pad = min(400, len(quote) // 3 + 16)
    tail, head = quote[-_EDGE:], quote[:_EDGE]
    low = max(0, min(end - len(tail), start if len(quote) <= _EDGE else end) - pad)
    window = text[low : end + pad]
    cut_end = low + _best_cut(errors_at_ends(window, tail), window)
    if len(quote) <= _EDGE:
        high = cut_end
        window = text[max(0, high - 2 * len(quote) - 1) : high][::-1]
    else:
        high = min(cut_end, start + len(head) + pad)
        window = text[max(0, start - pad) : high][::-1]
    cuts = errors_at_ends(window, head[::-1], anchored=len(quote) <= _EDGE)
    return high - _best_cut(cuts, window), cut_end


def _best_cut(errors: list[int], window: str) -> int:
    fewest = min(errors)
    cuts = [i for i, count in enumerate(errors) if count == fewest]
    return next((i for i in reversed(cuts) if i == len(window) or not window[i].isalnum()), cuts[-1])


def likeness(quote: str, span: str) -> float:
    """1 - edits / length of the quote, 0..1."""
    return max(0.0, 1 - Levenshtein.distance(quote, span) / max(1, len(quote)))


def trim(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Drop the part at either end of a span that only looks aligned because something had to stand there.

    A quote of which half was torn away would otherwise drag foreign text along. The part kept is the one with
    the most agreement (as in local alignment); small losses at the edges are left alone.
    """
    best = total = 0.0
    low = keep_low = start
    keep_high = end
    for step in Levenshtein.opcodes(quote, text[start:end]):
        matched = step.dest_end - step.dest_start if step.tag == "equal" else 0
        total += matched - _MISMATCH * (
            0 if matched else max(step.src_end - step.src_start, step.dest_end - step.dest_start)
        )
        if total <= 0:
            total, low = 0.0, start + step.dest_end
        elif total > best:
            best, keep_low, keep_high = total, low, start + step.dest_end
    least = _TORN * (end - start)
    return keep_low if keep_low - start > least else start, keep_high if end - keep_high > least else end


def snap(text: str, sought: Sought, start: int, end: int) -> tuple[int, int]:
    """Move each edge by at most two characters to a word's edge, if the quote had a word's edge there."""
    if sought.whole_start:
        start = next((start + d for d in _SNAP if 0 <= start + d < end and _is_start(text, start + d)), start)
    if sought.whole_end:
        end = next((end - d for d in _SNAP if start < end - d <= len(text) and _is_end(text, end - d)), end)
    return start, end


def _is_start(text: str, at: int) -> bool:
    return text[at] != " " and not (at and text[at - 1].isalnum() and text[at].isalnum())


def _is_end(text: str, at: int) -> bool:
    return text[at - 1] != " " and not (at < len(text) and text[at - 1].isalnum() and text[at].isalnum())
