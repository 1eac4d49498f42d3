"""Whether a text is only the beginning of its article."""

from __future__ import annotations

import re

_LONGEST = 3_000
"""Code points beyond which a text is an article, however it ends."""

_TAIL = 200
_END = 30
_SIGNS = ("…", "...", "more", "chars")
# What blog programs add behind a summary as behind an article.
_FOOTER = re.compile(
    r"\n(?:The post .{1,150} appeared first on .{1,80}|(?:La entrada|L.article|Der Beitrag) .{1,190})\Z"
)
_INVITATIONS = (
    "read more", "read on", "read the rest", "read the full article", "read the full story",
    "read the full post", "read full article", "read full story", "read full post", "continue reading", "keep reading",
    "click here for more", "weiterlesen", "mehr lesen", "lire la suite", "en savoir plus", "leer más", "seguir leyendo",
    "continua a leggere", "leggi tutto", "lees meer", "läs mer", "czytaj dalej", "читать далее", "阅读全文", "阅读更多",
    "続きを読む", "더 보기", "더보기",
)  # fmt: skip
# What they begin with, which many have in common.
_BEGINNINGS = tuple({words[:5] for words in _INVITATIONS})
# The invitation stands for itself behind a sentence, perhaps with what to read or where behind it.
_INVITES = re.compile(
    rf"(?:\A|[\n.…!?»«>→\[(\"”’。！？|])\s*(?:{'|'.join(map(re.escape, _INVITATIONS))})"
    r"(?:\s*[:“\"»>→].{0,100}|\s(?:at|on|of|about|auf)\s.{0,80})?[\s.…»>→\])]*\Z"
)
_OPEN_END = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|\+\s?[0-9]{1,6} chars)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|[\[(]\s*more(?:…|\.\.\.)?\s*[\])]"
    r"|(?:…|\.\.\.|»|→)\s*more)[\s\"”’»>→)]*\Z"
)


def is_truncated(text: str) -> bool:
    """Whether a short text ends in an ellipsis or in an invitation to read on. Nothing is raised."""
    if not text or len(text) > _LONGEST:
        return False
    tail = text[-2 * _TAIL :].rstrip()
    if "\n" in tail:
        tail = _FOOTER.sub("", tail).rstrip()
    tail = tail[-_TAIL:].lower()
    # Looking for the words alone first is many times faster: most texts hold none of them.
    if _holds(tail, _SIGNS) and _OPEN_END.search(tail[-_END:]):
        return True
    return _holds(tail, _BEGINNINGS) and _INVITES.search(tail) is not None


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return bool([each for each in words if each in text])
