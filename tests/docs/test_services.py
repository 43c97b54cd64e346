"""The units and the cron line of the guide are understood by those who read them."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "following.md"


def units() -> list[str]:
    """The service and the timer, as they stand in the guide."""
    found = re.findall(r"^```ini\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(found) == 2
    return found


def test_the_units_are_units() -> None:
    service, timer = (configparser.ConfigParser(interpolation=None, strict=True) for _ in range(2))
    service.optionxform = timer.optionxform = str  # type: ignore[assignment, method-assign]  # how the standard library asks for it
    service.read_string(units()[0])
    timer.read_string(units()[1])
    assert service.sections() == ["Unit", "Service"]
    assert service["Service"]["ExecStart"] == "%h/.local/bin/newscli refresh -q"
    assert timer.sections() == ["Unit", "Timer", "Install"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    for name, text in zip(("newscli.service", "newscli.timer"), units(), strict=True):
        # The program is looked for: any does.
        (tmp_path / name).write_text(text.replace("%h/.local/bin/newscli", sys.executable), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("newscli.service", "newscli.timer")]
    environ = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    done = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", *files], capture_output=True, text=True, env=environ, check=False
    )
    # Units that come with the system may have faults of their own; ours may not.
    assert not [line for line in done.stderr.splitlines() if "newscli." in line]


def test_the_cron_line_is_one() -> None:
    (line,) = re.findall(r"^    (\S+ \S+ \S+ \S+ \S+ newscli .*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    *times, program, command, option = line.split(" ")
    assert (program, command, option) == ("newscli", "refresh", "-q")
    for field, (least, most) in zip(times, ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7)), strict=True):
        match = re.fullmatch(r"(?:\*|(\d+))(?:/(\d+))?", field)
        assert match, field
        assert all(least <= int(number) <= most for number in match.groups() if number)
