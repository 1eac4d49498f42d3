"""newsreader: a terminal reader that keeps what you read, mark and search."""

__version__ = "0.1.0"
