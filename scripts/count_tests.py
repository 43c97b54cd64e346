"""Counts tests over pytest's XML reports: `python scripts/count_tests.py REPORTS [--floors CORPUS]`.

The last line says `N passed, N failed, N skipped`. With --floors, where CORPUS is a folder: exit code 1 if a slow test, or
any test that wants the corpus, was skipped, because then a quality floor was not measured.
"""

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

MISSING = re.compile("corpus|shared|is not here")
"""In the reason of a test that was skipped because what it measures with is not beside the project."""


def main() -> int:
    """Count, and say which floors were not measured."""
    parser = argparse.ArgumentParser(description="Count tests over pytest's XML reports.")
    parser.add_argument("reports", type=Path)
    parser.add_argument("--floors", type=Path, metavar="CORPUS")
    options = parser.parse_args()
    passed = failed = 0
    skipped: list[tuple[str, str, str]] = []
    for report in sorted(options.reports.glob("*.xml")):
        for case in ET.parse(report).iter("testcase"):  # noqa: S314  # pytest wrote it a minute ago
            reason = case.find("skipped")
            if reason is not None:
                name = f"{case.get('classname')}::{case.get('name')}"
                skipped.append((report.stem, name, reason.get("message") or ""))
            elif case.find("failure") is not None or case.find("error") is not None:
                failed += 1
            else:
                passed += 1
    missed = []
    if options.floors is not None and options.floors.is_dir():
        missed = [each for each in skipped if each[0] == "test-slow" or MISSING.search(each[2])]
    for run, name, reason_text in missed:
        print(f"not measured though {options.floors} is here: {name} ({run}: {reason_text})")
    print(f"{passed} passed, {failed} failed, {len(skipped)} skipped")
    return 1 if missed or failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
