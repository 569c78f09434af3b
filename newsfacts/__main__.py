"""The way in: `newsfacts` and `python -m newsfacts`."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line; an interrupt while it is still being loaded ends without a traceback too."""
    try:
        from newsfacts.cli import app

        app()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
