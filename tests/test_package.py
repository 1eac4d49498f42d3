"""The thing that is shipped: the wheel holds what the program reads at run time."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_holds_code_themes_styles_and_guide(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("tui_reader-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "themes").glob("*.toml"):
        assert f"tui_reader/_themes/{path.name}" in names
    for path in (ROOT / "tui_reader").rglob("*"):
        if path.suffix in {".py", ".tcss", ".md", ".toml"}:
            assert path.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "docs/"))]
    metadata = next(name for name in names if name.endswith("METADATA"))
    assert "Name: tui-reader" in zipfile.ZipFile(wheel).read(metadata).decode()
