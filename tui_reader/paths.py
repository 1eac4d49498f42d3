"""Where a user's library, settings and themes live. Nothing here creates a folder."""

import os
from pathlib import Path

import platformdirs

APP = "newsreader"
DATA_DIR_VARIABLE = "NEWSREADER_DATA_DIR"


def data_dir(override: str | Path | None = None) -> Path:
    """The folder of the library: `override`, else $NEWSREADER_DATA_DIR, else the platform's data folder."""
    chosen = override or os.environ.get(DATA_DIR_VARIABLE)
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir(APP, appauthor=False))


def library_file(folder: Path) -> Path:
    """The one SQLite database inside the data folder."""
    return folder / "library.db"


def config_dir() -> Path:
    """The folder of the user's settings."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def config_file() -> Path:
    """The user's settings file; it need not exist."""
    return config_dir() / "config.toml"


def user_themes_dir() -> Path:
    """The folder of the user's own themes; a theme here wins over a bundled one of the same name."""
    return config_dir() / "themes"
