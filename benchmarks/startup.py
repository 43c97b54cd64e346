"""What a start of newscli costs, held against its limits: `python benchmarks/startup.py [--articles N] [--rounds N]`.

Every time is a ratio to `python -c 'import typer, rich'` in the same environment, so that the figure means the same on
another machine: an environment that holds only the wheel, made here, and a store of 100,000 articles, made here too and
kept for the next run. Commands run in turn, round by round, and the median of each counts; wall time is what a person
waits, CPU time what noise of the machine disturbs less. Exit code 1 if a limit is exceeded in wall time.
"""

import argparse
import os
import pty
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from newscli.store.schema import SCHEMA

ROOT: Final = Path(__file__).parents[1]
WORKPLACE: Final = Path(tempfile.gettempdir()) / f"newscli-bench-{os.getuid()}"


@dataclass(slots=True)
class Case:
    """A command, where its output goes, the ratio it must stay under, and what was measured: (wall, CPU) in seconds."""

    name: str
    words: Sequence[str]
    limit: float | None = None
    is_terminal: bool = False
    runs: list[tuple[float, float]] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """The median of the wall times."""
        return statistics.median(wall for wall, _ in self.runs)

    @property
    def cpu(self) -> float:
        """The median of the CPU times."""
        return statistics.median(cpu for _, cpu in self.runs)


def make_environment(folder: Path) -> Path:
    """An environment with the wheel of this checkout and what it depends on, nothing else; returns its bin folder."""
    shutil.rmtree(folder, ignore_errors=True)
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if uv is None:
        sys.exit("error: uv is needed to build the wheel\n\nhint: make setup, or install uv")
    dist = folder.parent / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    subprocess.run([uv, "build", "--quiet", "--wheel", "--out-dir", dist, ROOT], check=True)
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, folder], check=True)
    (wheel,) = dist.glob("*.whl")
    constraints = folder.parent / "constraints.txt"
    for words in (
        ("export", "--frozen", "--no-dev", "--no-hashes", "--no-emit-project", "--output-file", constraints),
        ("pip", "install", "--compile-bytecode", "--python", folder / "bin" / "python", "--constraints", constraints, wheel),
    ):
        subprocess.run([uv, "--quiet", *words], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return folder / "bin"


def make_home(folder: Path, articles: int) -> Path:
    """A store of so many articles; made anew only if there is none of that size and schema."""
    home = folder / f"home-{articles}-{zlib.crc32(SCHEMA.encode()):08x}"
    if not (home / "news.db").exists():
        part = home.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        subprocess.run([sys.executable, ROOT / "benchmarks" / "make_store.py", part, str(articles)], check=True)
        part.rename(home)
    return home


def make_cases(bin_folder: Path, articles: int) -> list[Case]:
    newscli, python = str(bin_folder / "newscli"), str(bin_folder / "python")
    return [
        Case("import typer, rich", (python, "-c", "import typer, rich")),
        Case("bare python", (python, "-c", "pass")),
        Case("latest, table of 30", (newscli, "latest", "--offline", "-n", "30"), 2.0, is_terminal=True),
        Case("latest, piped", (newscli, "latest", "--offline", "-n", "30"), 1.25),
        Case("--help", (newscli, "--help"), 1.3),
        Case("search korea, piped", (newscli, "search", "korea")),
        Case("search korea, page", (newscli, "search", "korea"), is_terminal=True),
        Case("read ID, piped", (newscli, "read", str(articles // 2))),
        Case("read ID, page", (newscli, "read", str(articles // 2), "--keep-unread"), is_terminal=True),
        Case("latest --json", (newscli, "latest", "--offline", "-n", "30", "--json")),
    ]


def measure(case: Case, environ: dict[str, str]) -> tuple[float, float]:
    """Wall and CPU seconds of one run in a fresh process; a failure ends the benchmark."""
    screen, terminal = pty.openpty()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with subprocess.Popen(
        case.words, env=environ, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        stdout=terminal if case.is_terminal else subprocess.PIPE,
    ) as process:  # fmt: skip
        os.close(terminal)
        size = _drain(screen if case.is_terminal else process.stdout.fileno() if process.stdout else screen)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    os.close(screen)
    if process.returncode or (case.limit is not None and not size):
        sys.exit(f"error: {' '.join(case.words)} ended with {process.returncode} and {size} bytes")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _drain(descriptor: int) -> int:
    size = 0
    while True:
        try:
            data = os.read(descriptor, 65536)
        except OSError:  # Linux says EIO when the last writer of a terminal has gone
            return size
        if not data:
            return size
        size += len(data)


def report(cases: Sequence[Case]) -> bool:
    """Print the table; whether every limit holds."""
    base = cases[0]
    print(f"{'':<22}{'wall':>9}{'CPU':>9}{'wall':>8}{'CPU':>7}{'limit':>8}")
    holds = True
    for case in cases:
        ratio = case.wall / base.wall
        is_over = case.limit is not None and ratio > case.limit
        holds = holds and not is_over
        limit = f"{case.limit:.2f}" if case.limit else ""
        figures = f"{case.wall * 1000:>6.1f} ms{case.cpu * 1000:>6.1f} ms{ratio:>8.2f}{case.cpu / base.cpu:>7.2f}{limit:>8}"
        print(f"{case.name:<22}{figures}{'  over' if is_over else ''}")
    return holds


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what a start of newscli costs.")
    parser.add_argument("--articles", type=int, default=100_000, help="in the store (default: 100,000)")
    parser.add_argument("--rounds", type=int, default=31, help="runs of each command (default: 31)")
    options = parser.parse_args()
    WORKPLACE.mkdir(mode=0o700, exist_ok=True)
    bin_folder = make_environment(WORKPLACE / "venv")
    home = make_home(WORKPLACE, options.articles)
    environ = {
        "PATH": os.environ["PATH"], "HOME": str(WORKPLACE), "NEWSCLI_HOME": str(home), "LANG": "C.UTF-8",
        "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "50", "PAGER": "cat",
    }  # fmt: skip
    cases = make_cases(bin_folder, options.articles)
    for round_no in range(options.rounds + 1):
        for case in cases:
            measured = measure(case, environ)
            if round_no:  # the first round warms the file cache
                case.runs.append(measured)
    print(f"{options.articles} articles, {options.rounds} rounds, Python {sys.version.split()[0]}, ratios to the first line")
    return 0 if report(cases) else 1


if __name__ == "__main__":
    sys.exit(main())
