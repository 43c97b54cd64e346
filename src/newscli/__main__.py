"""The start of the program: `newscli`, and `python -m newscli`."""

import gc
import sys


def main() -> None:
    """Run the command line of this process and exit with its code."""
    # Importing makes a hundred thousand objects that live to the end: collecting them meanwhile costs 10 ms for nothing.
    gc.disable()
    from newscli.cli.main import main as run_main

    sys.exit(run_main())


if __name__ == "__main__":
    main()
