"""The tour's own part, with a stand-in for the program; test_real_tour.py runs it with the real one."""

import io
import sys
from pathlib import Path

import pytest

from newscli.demo.tour import run_tour

STAND_IN = (sys.executable, str(Path(__file__).with_name("stand_in.py")))


def tour(home: Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = run_tour(program=STAND_IN, home=home, out=out, err=err, is_terminal=False)
    return code, out.getvalue(), err.getvalue()


def test_each_command_stands_before_its_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")

    code, out, err = tour(tmp_path / "home")

    assert (code, err) == (0, "")
    shown = [line.removeprefix("$ newscli ") for line in out.splitlines() if line.startswith("$ ")]
    assert [line.split()[0] for line in shown] == ["add", "latest", "read", "related", "read", "search"]
    assert shown[2:] == ["read 10", "related 10", "read 2", "search korea"]
    assert "$ newscli read 10\nshown: read 10 direct\n" in out


def test_the_last_line_can_be_typed(tmp_path: Path) -> None:
    home = tmp_path / "a home's place"

    _, out, _ = tour(home)

    last = out.splitlines()[-1]
    assert last.startswith("NEWSCLI_HOME='")
    assert last.endswith(f"{STAND_IN[0]} {STAND_IN[1]} latest --offline")
    assert home.is_dir()


def test_every_card_is_read_and_the_store_asked_offline(tmp_path: Path) -> None:
    tour(tmp_path)

    calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert calls[-2:] == ["read --json 2 3", "latest --offline --json"]


@pytest.mark.parametrize("step", ["add", "latest", "read", "related", "search"])
def test_a_step_that_fails_is_named(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAND_IN_FAILS", step)

    code, out, err = tour(tmp_path)

    assert code == 1
    assert f"error: the demo stopped: newscli {step}" in err
    assert err.splitlines()[-1].startswith("hint: ")
    assert not out.splitlines()[-1].startswith("NEWSCLI_HOME=")


@pytest.mark.parametrize(("name", "value"), [("STAND_IN_FAILS", "no related"), ("STAND_IN_TEXT", "")])
def test_a_step_that_shows_nothing_fails(name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)

    code, _, err = tour(tmp_path)

    assert code == 1
    assert "error: the demo stopped: newscli re" in err


def test_a_program_that_is_not_there_is_a_failed_step(tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()

    code = run_tour(program=[str(tmp_path / "nothing")], home=tmp_path / "home", out=out, err=err, is_terminal=False)

    assert code == 1
    assert err.getvalue().startswith("error: the demo stopped: ")


def test_a_home_that_is_a_file_is_a_failed_step(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine", "utf-8")

    code, _, err = tour(tmp_path / "home")

    assert code == 1
    assert "home" in err
    assert (tmp_path / "home").read_text("utf-8") == "mine"


def test_on_a_terminal_the_program_writes_by_itself(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = run_tour(program=STAND_IN, home=tmp_path, out=sys.stdout, err=sys.stderr, is_terminal=True)

    assert code == 0
    out = capfd.readouterr().out
    assert out.index("$ newscli search korea") < out.index("shown: search korea")
