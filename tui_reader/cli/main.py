"""From arguments to an exit status. Textual is imported only to open the reader."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tui_reader import paths
from tui_reader.cli import output, parser
from tui_reader.cli.status import BAD_USAGE, FAILED, INTERRUPTED
from tui_reader.errors import ExportError, NewsreaderError, StoreError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `newsreader`; the exit status: 0 done, 1 something was skipped or failed, 2 bad usage, 130 interrupted."""
    output.use_utf8()
    if sys.stdout is None:  # closed by the shell
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - for the life of the process
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = parser.build().parse_args(parser.with_verb(words))
    folder = paths.data_dir(getattr(options, "data_dir", None))
    try:
        if options.verb == "read":
            from tui_reader.cli.reader import open_reader

            return open_reader(folder, options.sources, mouse=not options.no_mouse, offline=options.offline)
        status = _run_verb(folder, options)
        sys.stdout.flush()
    except (StoreError, ExportError) as error:
        output.complain(str(error))
        return FAILED
    except NewsreaderError as error:
        output.complain(str(error))
        return BAD_USAGE
    except BrokenPipeError:
        output.hang_up(sys.stdout)
        return 0
    except OSError as error:  # a full disk behind standard output
        output.complain(f"the output cannot be written: {error.strerror or error}")
        output.hang_up(sys.stdout)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run_verb(folder: Path, options: argparse.Namespace) -> int:
    from tui_reader.cli.verbs import VERBS
    from tui_reader.library import Library

    library = Library(folder)
    try:
        return VERBS[options.verb](library, options)
    finally:
        library.close()
