"""What cleaned news text carries before its first sentence: a photo caption, the headline once more, a dateline.

Each is recognised only where it is unmistakable: a caption ends in a credit, a repeated headline ends where a
dateline, a gap or a new sentence begins, a dateline ends in a dash or a gap. A gap is what cleaning leaves of a line
break: two or more blanks. Offsets are code points; the functions return where a part ends, or None.
"""

from __future__ import annotations

import re

from tui_reader.document.language import BLANKLESS

BLANKS = " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Inside of a character class: the blanks that do not end a line."""

GAP = re.compile(f"[{BLANKS}]{{2,}}")

# How far into the text each part may reach, in code points.
_CAPTION_WITHIN = 450
_HEADLINE_WITHIN = 300
_DATELINE_WITHIN = 120

_WORD = re.compile(r"\w+")
_S = f"[{BLANKS}]"
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΡΣ-ΩА-Я"
_AGENCY = (
    "Xinhua|Agencies|Reuters|REUTERS|AFP|AP|EPA|EFE|ANSA|ANI|PTI|IANS|TASS|UPI|VCG|CFP|CNS|CNN|BBC|NYT|TNS|dpa|DPA"
    "|Kyodo|Yonhap|Interfax|Bloomberg"
)
_STOCK = (
    f"(?:{_AGENCY}|Alamy|iStock|Shutterstock|Unsplash|Flickr|Wikimedia Commons|(?:AFP |AFP via |via )?Getty(?: Images)?"
    "|China Daily|CHINA DAILY|Associated Press|Press Association|NASA|ESA|Handout|Supplied)"
)
_PERSON = f"[{_UPPER}][\\w.'’-]*(?: [{_UPPER}][\\w.'’-]*){{0,3}}"
_PHOTO = "(?:(?:AP|File|Handout|Stock) )?(?:Photo|PHOTO|Photograph|Image|Picture)s?"
_CREDIT = re.compile(
    # [Photo/Agencies]  (Photo: AP)  (AP Photo/Jane Doe)  (Getty Images)
    rf"(?P<bracketed>[\[(]\s?(?:(?:{_PHOTO}|Credit|Getty Images)(?:(?: credit)?[ :/][^\[\]()\n]{{0,80}})?"
    rf"|(?:{_AGENCY})/[^\[\]()\n]{{2,60}})[\])])"
    # Photo: whoever, up to a gap
    rf"|\b(?:{_PHOTO}(?: credit)?|Credit)\s?(?::| by )[^\n.!?]{{2,60}}?(?={_S}{{2}})"
    # Photo by Jane Doe/CNET  Image credit: Reuters  Photo: AFP
    rf"|\b{_PHOTO}(?: credit| courtesy)?\s?(?:[:/]|by|from|via)?\s?(?:{_PERSON}\s?/\s?)?{_STOCK}\b"
    rf"|\b{_PHOTO} by {_PERSON}/[{_UPPER}]\w+"
    # REUTERS/Jane Doe/File Photo
    rf"|\b(?:{_AGENCY})/{_PERSON}(?:/File Photo\b|(?={_S}{{2}}))"
    # PhotoXinhua, its slash lost on the way
    rf"|(?P<glued>\bPhoto[{_UPPER}]\w+)"
)

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’-]+"
_PLACE = f"{_CAPITALS}(?: {_CAPITALS}){{0,3}}"
_REGION = rf"(?:, (?!{_MONTH} \d)[{_UPPER}][\w.]*(?: [{_UPPER}][\w.]*)?)?"
_WIRE = f" \\((?:{_AGENCY})\\)"
_DATELINE = re.compile(
    rf"(?:(?P<place>{_PLACE}(?:/{_PLACE}){{0,2}}){_REGION}(?:[,.] {_DATE})?(?:{_WIRE})?"
    rf"|[{_UPPER}]\w+(?: [{_UPPER}]\w+){{0,2}}{_REGION}(?:, {_DATE})?{_WIRE}"
    rf"|{_DATE}(?:{_WIRE})?|\((?:{_AGENCY})\)(?={_S}*[-–—]))"
    rf"(?=(?:{_S}{{2,}}|{_S}(?:--+|[-–—―]){_S}|(?:--+|[–—―])|(?<=\)){_S})[{BLANKS}–—―-]*(?P<next>[^\s]{{1,3}}))"
)
_BLANKS = re.compile(f"[{BLANKS}]*")
_DASH = re.compile(f"[{BLANKS}–—―-]*")
# Capitals that begin a sentence or label an article, and are no place.
_NO_PLACE = re.compile(
    "(?:THE|WHAT|WHY|HOW|WHO|COVID|NASA|NATO|UNESCO|UNICEF|OPEC|FIFA|UEFA|ASEAN|BREAKING|EXCLUSIVE|UPDATED?|WATCH|VIDEO"
    "|PHOTOS|LIVE|ANALYSIS|OPINION|REVIEW|CORRECTION|EDITORIAL|COMMENT|INTERVIEW|FACTBOX|EXPLAINER|NOTE|WARNING"
    "|TIMELINE)\\b"
)

_PARTS = re.compile(r"\s*[:|–—]\s+|\s+-+\s+")
_CLOSED = re.compile("[\"'”’»)\\]]*")
_ASKED = re.compile("[?!]*")
_LONGEST_TITLE = 400
_SHORTEST_PLACE = 4


def caption_end(text: str, start: int, end: int) -> int | None:
    """Where a photo caption that begins at `start` ends: behind its credit."""
    for credit in _CREDIT.finditer(text, start, min(end, start + _CAPTION_WITHIN)):
        before = text[start : credit.start()].rstrip()
        finished = not before or credit["bracketed"] or before[-1] in '.!?…。)]"”’'
        if not finished or GAP.search(before) or before.count(". ") > 3:
            continue
        if credit["glued"] and not (before or GAP.match(text, credit.end(), end)):
            continue
        if _begins_anew(text, credit.end(), end):
            return credit.end()
    return None


def headline_end(text: str, start: int, end: int, title: str) -> int | None:
    """Where a repetition of `title` that begins at `start` ends; it may be a part of the title or reworded."""
    title = title[:_LONGEST_TITLE]
    words = list(_WORD.finditer(text, start, min(end, start + len(title) + _HEADLINE_WITHIN)))
    return _repeated_end(text, words, end, title) or _reworded_end(text, words, end, title)


def dateline_end(text: str, start: int, end: int) -> int | None:
    """Where the words of a dateline that begins at `start` end; the dash or gap behind them is not part of it."""
    dateline = _DATELINE.match(text, start, min(end, start + _DATELINE_WITHIN))
    if dateline is None or dateline["next"].lstrip("\"'“‘«„([")[:1].islower():
        return None
    if (place := dateline["place"]) and (_NO_PLACE.match(place) or sum(map(str.isalpha, place)) < _SHORTEST_PLACE):
        return None
    return dateline.end()


def after_blanks(text: str, at: int) -> int:
    """Where the blanks at `at` end."""
    return _end_of(_BLANKS, text, at, len(text))


def after_dash(text: str, at: int) -> int:
    """Where the text begins that follows a dateline's dash or gap at `at`."""
    return _end_of(_DASH, text, at, len(text))


def _begins_anew(text: str, at: int, end: int) -> bool:
    """Whether a blank and then something that can begin a sentence stands at `at`."""
    rest = text[at : min(end, at + 40)]
    first = rest.strip().lstrip("\"'“‘«„([")[:1]
    return rest[:1].isspace() and bool(first) and not first.islower() and first not in ",;:.!?)]"


def _end_of(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    match = pattern.match(text, at, end)
    return match.end() if match else at


def _repeated_end(text: str, words: list[re.Match[str]], end: int, title: str) -> int | None:
    """The whole title, or a part of it before or after a colon or dash, word for word.

    It may have begun as the article's first sentence, when the article came without a headline: so nothing that
    ends like a sentence is taken for a headline.
    """
    said = [word[0].casefold() for word in words]
    for part in (title, *sorted(_PARTS.split(title), key=len, reverse=True)):
        wanted = [word.casefold() for word in _WORD.findall(part)]
        count = len(wanted)
        if not wanted or said[:count] != wanted:
            continue
        at = _end_of(_CLOSED, text, words[count - 1].end(), end)
        asked = _end_of(_ASKED, text, at, end)
        if count >= 2 and GAP.match(text, asked, end):
            return asked
        if (count >= 3 or len(BLANKLESS.findall(part)) >= 6) and _begins_anew(text, at, end):
            return at
    return None


def _reworded_end(text: str, words: list[re.Match[str]], end: int, title: str) -> int | None:
    """Other words for the title, up to a dateline or a gap: half of the shorter must stand in the longer, in order."""
    for number, word in enumerate(words):
        after = words[number - 1].end() if number else word.start()
        if number and (GAP.match(text, after, word.start()) or dateline_end(text, word.start(), end)):
            break
        initial = number and len(words[number - 1][0]) == 1
        if number and not initial and set(text[after : word.start()]) & set(".!?;。"):
            return None
    else:
        return None
    said = [each[0].casefold() for each in words[:number]]
    wanted = [each.casefold() for each in _WORD.findall(title)]
    common = _common_in_order(said, wanted)
    alike = common >= 3 and common * 2 >= min(len(said), len(wanted)) and common * 3 >= max(len(said), len(wanted))
    return after if alike and _begins_anew(text, after, end) else None


def _common_in_order(left: list[str], right: list[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for word in left:
        diagonal = 0
        for at, other in enumerate(right, 1):
            diagonal, row[at] = row[at], diagonal + 1 if word == other else max(row[at], row[at - 1])
    return row[-1]
