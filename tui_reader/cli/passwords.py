"""Passwords come by standard input: they stand in no list of processes and in no history."""

from __future__ import annotations

import argparse
import sys


def add_password(parser: argparse.ArgumentParser) -> None:
    """The option that asks for one."""
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def read_password() -> str:
    """The first line of standard input; asked for where somebody types."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass("Password: ", stream=sys.stderr)
    return sys.stdin.buffer.readline(10_000).decode("utf-8", "replace").rstrip("\r\n")
