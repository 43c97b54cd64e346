"""Fuzzes what reads strangers' bytes: `python fuzz/run.py [TARGET...] [--seconds N]`, or `make fuzz`.

Each target runs for N seconds in a process of its own, or with `--counted` for as many inputs as it names: guided by coverage
where atheris is installed (`make fuzz` sees to that), else by blind mutation. An input that breaks a promise is kept in
fuzz/found/, its traceback is printed, and the exit code is 1. `python fuzz/run.py TARGET FILE...` runs inputs again. Seeds also
come from ../shared/corpus where that is.
"""

import argparse
import gzip
import itertools
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fuzz.targets import Target

ROOT: Final = Path(__file__).resolve().parents[1]
FOUND: Final = ROOT / "fuzz" / "found"
CORPUS: Final = ROOT.parent / "shared" / "corpus"
SEEDS_TAKEN: Final = 250
"""Files of the corpus a run begins with, chosen at random but always the same: reading all would take the time of the run."""
SLOW: Final = 10
"""Seconds after which an input counts as hanging; coverage makes everything some ten times slower."""
MEMORY: Final = 1_500
"""MB of memory that the process of a target may use, atheris and the page readers included."""
_STATISTICS = re.compile(r"stat::number_of_executed_units:\s+(\d+)")


def main() -> int:
    """Run the targets that are named, or all; 1 if one of them found something."""
    parser = argparse.ArgumentParser(description="Fuzz what reads strangers' bytes.")
    parser.add_argument("words", nargs="*", metavar="TARGET", help="targets; or one target and files to run again")
    parser.add_argument("--seconds", type=int, default=10, help="for each target (10)")
    parser.add_argument(
        "--seed", type=int, default=0, help="of chance: the same number, the same inputs; 0 takes another each time"
    )
    parser.add_argument(
        "--counted", action="store_true", help="as many inputs as each target names, however long a machine takes for them"
    )
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    bound = None if options.counted else options.seconds
    if options.inside:
        return fuzz(options.words[0], bound, options.seed)
    if len(options.words) > 1 and all(Path(word).is_file() for word in options.words[1:]):
        return again(options.words[0], [Path(word) for word in options.words[1:]])
    from fuzz.targets import TARGETS

    unknown = [name for name in options.words if name not in TARGETS]
    if unknown:
        parser.error(f"no target {unknown[0]}; there are {', '.join(TARGETS)}")
    loud = [name for name in options.words or TARGETS if not is_quiet(name, bound, options.seed)]
    return int(bool(loud))


def is_quiet(name: str, seconds: int | None, seed: int) -> bool:
    """Fuzz one target in a process of its own and say what came of it; whether nothing was found."""
    bound = ["--counted"] if seconds is None else ["--seconds", str(seconds)]
    command = [sys.executable, __file__, name, "--inside", *bound, "--seed", str(seed)]
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own script
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False
    )
    output = "".join(line for line in done.stdout.splitlines(keepends=True) if "Instrumenting" not in line)
    runs = _STATISTICS.search(output)
    outcome = "FAILED" if done.returncode else "nothing found"
    print(f"{name}: {runs[1] if runs else '?'} inputs in {time.monotonic() - began:.0f} s: {outcome}", flush=True)
    if done.returncode:
        print(output[-6_000:])
    return done.returncode == 0


def fuzz(name: str, seconds: int | None, seed: int) -> int:
    """Fuzz one target in this process, guided by coverage if that can be had, for a time or for the inputs that it names."""
    if find_spec("atheris") is None:
        return fuzz_blindly(name, seconds, seed)
    import atheris

    with atheris.instrument_imports(include=["newscli", "feedparser"]):
        from fuzz.targets import TARGETS
    target = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder:
        new, old = Path(folder, "new"), Path(folder, "old")
        new.mkdir()
        old.mkdir()
        for number, data in enumerate(seeds_of(target)):
            (old / str(number)).write_bytes(data)
        dictionary = Path(folder, "words")
        dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words))
        FOUND.mkdir(exist_ok=True)
        settings = {
            "seed": seed, "max_len": target.max_bytes, "timeout": SLOW, "rss_limit_mb": MEMORY,
            "reload": 0, "print_final_stats": 1, "artifact_prefix": f"{FOUND}/{name}-",
            **({"runs": target.inputs} if seconds is None else {"max_total_time": seconds}),
            **({"dict": dictionary} if target.words else {}),
        }  # fmt: skip
        atheris.Setup([name, *(f"-{key}={value}" for key, value in settings.items()), str(new), str(old)], target.run)
        atheris.Fuzz()
    return 0


def fuzz_blindly(name: str, seconds: int | None, seed: int) -> int:
    """Fuzz one target by mutation alone; 1 at the first input that breaks a promise."""
    from fuzz.mutator import mutations
    from fuzz.targets import TARGETS

    target = TARGETS[name]
    seeds = seeds_of(target)
    began = time.monotonic()
    count = 0
    for data in itertools.chain(seeds, mutations(seeds, target.words, max_bytes=target.max_bytes, seed=seed or time.time_ns())):
        if count == target.inputs if seconds is None else time.monotonic() - began > seconds:
            break
        count += 1
        if not _keeps_promise(target.run, data):
            FOUND.mkdir(exist_ok=True)
            kept = FOUND / f"{name}-{blake2b(data, digest_size=8).hexdigest()}"
            kept.write_bytes(data)
            print(f"kept as {kept}")
            return 1
    print(f"stat::number_of_executed_units: {count}")
    return 0


def again(name: str, paths: list[Path]) -> int:
    """Run inputs that were found; 1 if one still breaks a promise."""
    from fuzz.targets import TARGETS

    broken = [path for path in paths if not _keeps_promise(TARGETS[name].run, path.read_bytes())]
    return int(bool(broken))


def seeds_of(target: "Target") -> list[bytes]:
    """The inputs a run begins with: the target's own, and files of the corpus, cut to what the target takes."""
    files = sorted({path for pattern in target.corpus for path in CORPUS.glob(pattern) if path.is_file()})
    chosen = random.Random(0).sample(files, min(len(files), SEEDS_TAKEN))  # noqa: S311 - nothing here is secret
    read = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in chosen)
    return [*target.seeds, *((target.corpus_prefix + data)[: target.max_bytes] for data in read)]


def _keeps_promise(run: Callable[[bytes], None], data: bytes) -> bool:
    try:
        run(data)
    except Exception:
        traceback.print_exc()
        return False
    return True


def _escaped(word: bytes) -> str:
    return "".join(chr(byte) if byte < 128 and chr(byte).isalnum() else f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    sys.exit(main())
