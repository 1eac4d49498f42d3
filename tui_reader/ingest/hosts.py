"""Where links really lead: the host is written behind a link whose text looks like another host."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from tui_reader.document.links import place_of, to_place
from tui_reader.model import Document, Span

_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
# As browsers read an address: any number of slashes either way behind the scheme, the last "@" ends the user's name.
_WEB = re.compile(r"https?:[/\\]*([^/\\?#]*)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^?]*@([^?,;]*)", re.IGNORECASE)
_PORT = re.compile(r":[0-9]*\Z")
_BARE = r"(?:(?:[^\W_][\w-]{0,62}\.){1,20}[^\W\d_][\w-]{1,62}|(?:[0-9]{1,3}\.){3}[0-9]{1,3})"
_SHOWN = re.compile(
    rf"(?P<scheme>[a-z][a-z0-9+.-]{{1,20}}:[/\\]{{2}})?(?:(?P<user>[^\s/\\@<>()]{{1,200}})@)?"
    rf"(?P<host>(?(scheme)[^\s/\\?#<>()\[\]@\"',;|]{{1,255}}|{_BARE}))(?P<path>[/\\?#:]?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_AROUND = re.compile(r"[\w.@:/\\-]{0,200}")
# Words with a dot that are no hosts unless more speaks for it. (Some of these are domains too.)
_FILE_ENDING = re.compile(
    "c|cc|cfg|conf|cpp|css|csv|docx?|exe|gif|go|h|hpp|html?|ini|jpe?g|jsx?|json|log|md|mp[34]|odt|pdf|php|pl|png|pptx?"
    "|ps1|py|rb|rs|rst|sh|svg|tar|tex|toml|tsx?|txt|wav|web[mp]|xlsx?|xml|ya?ml"
)
_LONGEST = 80
_LONGEST_TEXT = 2_000


def with_real_hosts(document: Document) -> Document:
    """`document` with " [host]" behind each link whose text looks like a host other than the one it leads to.

    Blocks, spans and links inside the document move along.
    """
    inserted = list(_to_insert(document))
    if not inserted:
        return document
    places = [place for place, _ in inserted]
    added = [0]
    for _, words in inserted:
        added.append(added[-1] + len(words))

    def behind(at: int) -> int:
        return at + added[bisect_right(places, at)]

    def before(at: int) -> int:
        return at + added[bisect_left(places, at)]

    def moved(span: Span) -> Span:
        place = place_of(span.href)
        href = span.href if place is None else to_place(behind(place))
        return Span(behind(span.start), before(span.end), span.kind, href)

    pieces: list[str] = []
    at = 0
    for place, words in inserted:
        pieces += document.text[at:place], words
        at = place
    blocks = tuple(replace(block, start=behind(block.start), end=behind(block.end)) for block in document.blocks)
    return Document("".join((*pieces, document.text[at:])), blocks, tuple(map(moved, document.spans)))


def _to_insert(document: Document) -> Iterator[tuple[int, str]]:
    """Where something is to be inserted, and what; at most once at each place."""
    done = -1
    for span in sorted((span for span in document.spans if span.kind == "link"), key=lambda span: span.end):
        if span.end > done and (host := real_host(_shown(document.text, span), span.href)):
            yield span.end, f" [{host}]"
            done = span.end


def _shown(text: str, span: Span) -> str:
    """The text of a link with the rest of its first and last word, which need not be linked."""
    # Backwards, so that no look at a word is repeated.
    left = _AROUND.match(text[max(0, span.start - 200) : span.start][::-1])
    right = _AROUND.match(text, span.end)
    start = span.start - left.end() if left else span.start
    end = right.end() if right else span.end
    return text[start : min(end, start + _LONGEST_TEXT)]


def real_host(shown: str, href: str) -> str:
    """The host that `href` leads to, in ASCII form, if `shown` looks like another one; else "".

    What only looks alike (letters of other alphabets, invisible characters, a name before "@") is another one. So is
    a host with letters beyond ASCII at all: which ones they are is seen in its ASCII form only.
    """
    host = host_of(href)
    if not host:
        return ""
    others = set(_hosts_in(shown))
    is_told = "xn--" not in host and others == {host.removeprefix("www.")}
    return _cut(host) if others and not is_told else ""


def host_of(href: str) -> str:
    """The host a web or mail address leads to, in ASCII form without port and trailing dots; "" if there is none."""
    if mail := _MAIL.match(href):
        return _ascii(mail[1])
    web = _WEB.match(href)
    return _ascii(_PORT.sub("", web[1].rpartition("@")[2])) if web else ""


def _hosts_in(shown: str) -> Iterator[str]:
    """What in a text looks like a host, in ASCII form without "www."; with a user's name before it, that is one too:
    it is what is read first."""
    text = shown if shown.isascii() else _plain(shown)
    for word in _WORD.findall(text):
        if "." not in word and "://" not in word:
            continue
        for found in _SHOWN.finditer(word):
            if found["user"] and "." in found["user"] and found["scheme"]:
                yield _ascii(found["user"].partition(":")[0])
            host = _ascii(_PORT.sub("", found["host"]))
            ending = host.rpartition(".")[2]
            if found["scheme"] or found["path"] or not _FILE_ENDING.fullmatch(ending):
                yield host.removeprefix("www.")


def _plain(text: str) -> str:
    """`text` in the usual forms of its letters and dots, without what nobody sees. ASCII is all of this."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_DOTS)


def _ascii(host: str) -> str:
    """A host as it is asked for: lower case, other letters than ASCII in punycode."""
    if host.isascii() and "%" not in host:
        return host.lower().strip(".[]")
    host = unicodedata.normalize("NFKC", _INVISIBLE.sub("", unquote(host))).translate(_DOTS).lower().strip(".[]")
    return ".".join(label if label.isascii() else _punycode(label) for label in host.split("."))


def _punycode(label: str) -> str:
    try:
        return "xn--" + label[:_LONGEST].encode("punycode").decode("ascii")
    except UnicodeError:
        return "xn--?"


def _cut(host: str) -> str:
    """A host in what room there is: its end says whose it is."""
    clean = re.sub(r"[^\x21-\x5a\x5c\x5e-\x7e]", "?", host)
    return clean if len(clean) <= _LONGEST else "…" + clean[-_LONGEST:]
