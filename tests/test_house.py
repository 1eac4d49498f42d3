"""The plan of the house is a test: who may import whom, and what a headless verb really loads."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_the_import_contracts_hold() -> None:
    outcome = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "0 broken" in outcome.stdout


HEAVY = {"textual", "rich.console", "trafilatura", "lxml", "charset_normalizer", "markdown_it"}


@pytest.mark.parametrize(
    "code",
    [
        "import tui_reader.library",
        "from tui_reader.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass",
    ],
)
def test_headless_verbs_do_not_load_what_they_do_not_need(code: str) -> None:
    probe = f"{code}\nimport sys\nprint('\\n' + ' '.join(sys.modules))"
    outcome = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(outcome.stdout.splitlines()[-1].split())
    assert not loaded & HEAVY
