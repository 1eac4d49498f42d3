"""Opening addresses: only http(s), as an argument list, copied where there is no browser."""

from __future__ import annotations

import stat
import sys
import time
from pathlib import Path

import pytest

from tui_reader.ui.browser import OpenFailed, checked, command, open_url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "--version",
        "https://",
        "ssh://-oProxyCommand=x/y",
        "https://example.org/a b",
        "https://example.org/\nnext",
        "https://-o/x",
        "http://[broken",
        "data:text/html,x",
        "example.org",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(OpenFailed):
        checked(url)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the browser")
def test_the_browser_of_the_user_gets_the_address_as_one_argument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, out = tmp_path / "browser", tmp_path / "out"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" > {out}.part\nmv {out}.part {out}\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", str(script))
    url = "https://example.org/?q=$(touch%20x);`id`&b='\""
    assert open_url(url, lambda _: pytest.fail("copied")) == "Opened example.org"
    deadline = time.monotonic() + 10
    while not out.exists() and time.monotonic() < deadline:
        pass
    assert out.read_text().splitlines() == ["1", url]


def test_a_browser_may_name_the_place_of_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", f"{sys.executable} --open=%s --new")
    assert command("https://example.org") == [sys.executable, "--open=https://example.org", "--new"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a browser")
def test_without_a_browser_the_address_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    assert "copied" in open_url("https://example.org/", copied.append)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("SSH_CONNECTION", "a b c d")
    assert "copied" in open_url("https://example.org/", copied.append)
    assert copied == ["https://example.org/"] * 2
