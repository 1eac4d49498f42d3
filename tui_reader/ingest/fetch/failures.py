"""Failures in plain words: a status or a result of libcurl becomes a sentence that names the host and the reason."""

from __future__ import annotations

from dataclasses import dataclass

from tui_reader.ingest.fetch.schedule import in_words
from tui_reader.ingest.fetch.values import FailureKind, Limits


class TransferError(Exception):
    """A transfer that gave no response. `kind` and `words` are those of `Failed`."""

    def __init__(self, kind: FailureKind, words: str, *, permanent: bool = False) -> None:
        super().__init__(words)
        self.kind: FailureKind = kind
        self.words = words
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a status that is no success means."""

    kind: FailureKind
    words: str
    permanent: bool = False


# Result codes as libcurl numbers them (libcurl-errors).
_NO_PROXY_NAME, _NO_NAME, _NO_CONNECTION, _TIMED_OUT, _TOO_BIG = 5, 6, 7, 28, 63
_BAD_ENCODING, _TRUNCATED, _EMPTY, _NOT_SENT, _NOT_RECEIVED, _PROXY = 61, 18, 52, 55, 56, 97
_TLS = {35, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98}
# What OpenSSL found wrong with a certificate (X509_V_ERR_*).
_CERTIFICATE = {
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by itself and by nobody else",
    19: "is signed by an authority that is not trusted",
    20: "is signed by an authority that is not known",
    21: "comes without the authority that signed it",
    62: "belongs to another host",
}
_STATUSES: dict[int, tuple[FailureKind, str]] = {
    401: ("login", "asks for a user name and password, or refuses those it got"),
    402: ("status", "wants to be paid for this"),
    403: ("status", "refuses to hand this out"),
    404: ("status", "has nothing at this address"),
    407: ("login", "cannot be reached: the proxy asks for a password"),
    406: ("status", "has nothing in a form that can be read here"),
    451: ("status", "may not show this for legal reasons"),
}


def of_status(status: int, host: str, retry_after: int | None) -> Verdict:
    """The failure behind an HTTP status."""
    wait = f"; it asks to wait {in_words(retry_after)}" if retry_after else ""
    if status == 410:
        return Verdict("gone", f"{host} says this is gone for good (410).", permanent=True)
    if status == 429:
        return Verdict("limited", f"{host} was asked too often (429){wait}.")
    if status == 503 and retry_after is not None:
        return Verdict("limited", f"{host} is not available at the moment (503){wait}.")
    if status in _STATUSES:
        kind, words = _STATUSES[status]
        return Verdict(kind, f"{host} {words} ({status}).")
    if status >= 500:
        return Verdict("status", f"{host} has a fault of its own ({status}){wait}.")
    if 300 <= status < 400:
        return Verdict("redirects", f"{host} redirects without saying where to ({status}).")
    return Verdict("status", f"{host} answered with status {status}.")


def of_curl(
    code: int, host: str, limits: Limits, *, total: float, connected: bool, proxied: bool, certificate: int
) -> TransferError:
    """The failure behind libcurl's result `code`; `certificate` is OpenSSL's verdict, 0 if it had none to give.

    `total` is the time it had, in seconds; `connected`: it was ready to be asked; `proxied`: over a proxy.
    """
    if code == _NO_NAME:
        return TransferError("dns", f"The name {host} is not known, or there is no network.")
    if code in (_NO_PROXY_NAME, _PROXY) or (proxied and not connected and code in (_NO_CONNECTION, _NOT_RECEIVED)):
        return TransferError("proxy", f"The proxy on the way to {host} cannot be used.")
    if code == _NO_CONNECTION:
        return TransferError("refused", f"{host} does not take the connection.")
    if code == _TIMED_OUT:
        seconds = total if connected else min(limits.connect, total)
        doing = "did not send everything" if connected else "could not be reached"
        return TransferError("timeout", f"{host} {doing} within {in_words(seconds)}.")
    if code in _TLS:
        return TransferError("tls", _tls_words(host, certificate))
    if code == _TOO_BIG:
        return too_large(host, limits)
    if code in (_TRUNCATED, _NOT_SENT, _NOT_RECEIVED):
        return TransferError("broken", f"{host} broke the connection off in the middle.")
    if code == _EMPTY:
        return TransferError("broken", f"{host} closed the connection without an answer.")
    if code == _BAD_ENCODING:
        return TransferError("protocol", f"{host} sent something whose compression is damaged or unknown.")
    return TransferError("protocol", f"{host} did not answer as a web server does (result {code}).")


def too_large(host: str, limits: Limits) -> TransferError:
    """The body passed the cap."""
    return TransferError("too_large", f"{host} sent more than {limits.body / 1_000_000:g} MB.")


def silent(host: str, limits: Limits) -> TransferError:
    """Connected, and then nothing."""
    return TransferError("timeout", f"{host} fell silent for {in_words(limits.idle)}.")


def inward(host: str, first: bool) -> TransferError:
    """A private address nobody typed."""
    if first:
        words = f"{host} is inside your own network, and nobody typed this address or said that the host is known."
    else:
        words = f"A redirect leads to {host}, which is inside your own network; that is not followed."
    return TransferError("inward", words, permanent=first)


def _tls_words(host: str, certificate: int) -> str:
    if certificate in _CERTIFICATE:
        return f"The certificate of {host} {_CERTIFICATE[certificate]}."
    if certificate:
        return f"The certificate of {host} is not trusted (code {certificate})."
    return f"No secure connection with {host} could be agreed on."
