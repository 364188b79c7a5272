"""How long a large archive takes, against bare MkDocs on the same pages.

Writes a seeded synthetic archive, then measures in one run, each as a process
of its own: ``mkdocs build`` of the exported pages, with our theme's templates but without
charts and without the plugin, and ``foresite build`` of the archive. Prints both, their ratio, peak
memory and the bytes of the site, and fails beyond the limits. Machines are
noisy: the ratio means more than the seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import foresite

BIN = Path(sys.executable).parent
SEED = 20261123
OPENED = date(2024, 1, 1)
TODAY = date(2026, 11, 1)
LARGEST_RATIO, LARGEST_MEMORY, LARGEST_SITE = 3.0, 700e6, 120e6

WORDS = [
    "the",
    "a",
    "of",
    "to",
    "in",
    "that",
    "number",
    "forecast",
    "week",
    "month",
    "government",
    "court",
    "company",
    "price",
    "growth",
    "vote",
    "report",
    "says",
    "rises",
    "falls",
    "holds",
    "expected",
    "likely",
    "model",
    "evidence",
    "against",
    "for",
    "new",
    "after",
    "before",
    "winter",
    "summer",
    "supply",
    "demand",
    "release",
    "agreement",
    "deadline",
    "measure",
    "index",
    "survey",
]

SITE = """\
site_name: Synthetic archive
docs_dir: content
theme: {name: material, font: false, features: [navigation.instant]}
plugins: [%s]
markdown_extensions: [attr_list, tables, {toc: {permalink: true}}]
nav: [{Home: index.md}, {Forecasts: forecasts/index.md}]
"""


@dataclass(frozen=True)
class Run:
    """One measured process: seconds of wall time, bytes of memory at the peak."""

    seconds: float
    memory: int


def main() -> int:
    """Write, measure, print; 0 if all is within the limits."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--forecasts", type=int, default=1000)
    parser.add_argument("--updates", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="foresite-bench-") as name:
        folder = Path(name)
        write_archive(folder / "ours", forecasts=given.forecasts, updates=given.updates)
        bare = folder / "bare"
        (bare / "content").mkdir(parents=True)
        measured(
            [BIN / "foresite", "export", "--no-charts", str(bare / "content")], folder / "ours"
        )
        theme = f"features: [navigation.instant], custom_dir: {Path(foresite.__file__).parent / 'theme'}"
        bare_config = (SITE % "search").replace("features: [navigation.instant]", theme)
        (bare / "mkdocs.yml").write_text(bare_config, encoding="utf-8")
        base = measured([BIN / "mkdocs", "build", "--quiet"], bare)
        ours = measured([BIN / "foresite", "build"], folder / "ours")
        site = sum(
            path.stat().st_size for path in (folder / "ours/site").rglob("*") if path.is_file()
        )
    ratio = ours.seconds / base.seconds
    print(f"{given.forecasts:,} forecasts with {given.updates} updates each, seed {SEED}")
    print(
        f"mkdocs build, same pages without charts   {base.seconds:7.1f} s {base.memory / 1e6:7.0f} MB"
    )
    print(
        f"foresite build                            {ours.seconds:7.1f} s {ours.memory / 1e6:7.0f} MB"
    )
    print(f"site                                      {site / 1e6:7.1f} MB")
    held = (
        (ratio <= LARGEST_RATIO, f"ratio {ratio:.2f}, at most {LARGEST_RATIO}"),
        (
            ours.memory <= LARGEST_MEMORY,
            f"memory {ours.memory / 1e6:.0f} MB, at most {LARGEST_MEMORY / 1e6:.0f}",
        ),
        (site <= LARGEST_SITE, f"site {site / 1e6:.1f} MB, at most {LARGEST_SITE / 1e6:.0f}"),
    )
    for holds, what in held:
        print(f"{'within' if holds else 'BEYOND'} the limit: {what}")
    return 0 if all(holds for holds, _ in held) else 1


def measured(command: list[str | Path], folder: Path) -> Run:
    """Run to the end; raises CalledProcessError if it fails."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str((TODAY - date(1970, 1, 1)).days * 86_400),
    }
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE)
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory_of_tree(process.pid))
        time.sleep(0.1)
    seconds = time.perf_counter() - start
    if process.returncode:
        said = process.stderr.read() if process.stderr else b""
        sys.stderr.write(said.decode("utf-8", "replace"))
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, peak)


def memory_of_tree(pid: int) -> int:
    """Bytes that a process and its descendants hold, shared pages counted once; 0 if gone.

    Proportional set size, from Linux's /proc; elsewhere there is none to read.
    """
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return 0
    own = next((line for line in rollup.splitlines() if line.startswith("Pss:")), "Pss: 0")
    return int(own.split()[1]) * 1024 + sum(memory_of_tree(int(child)) for child in children)


def write_archive(folder: Path, *, forecasts: int, updates: int) -> None:
    """A desk's folder with that many forecasts; the same bytes every time."""
    chance = random.Random(SEED)
    write(folder / "mkdocs.yml", SITE % "search, foresite")
    (folder / "content").mkdir(parents=True, exist_ok=True)
    for number in range(forecasts):
        write_forecast(folder / f"forecasts/topic-{number % 20}/question-{number}", updates, chance)


def write_forecast(folder: Path, updates: int, chance: random.Random) -> None:
    """One forecast: every third has dimensions, every second a signpost."""
    opened = OPENED + timedelta(days=chance.randrange(600))
    several = chance.random() < 1 / 3
    lines = [
        f"question: Will {prose(chance, 10)}?",
        f"opened_on: {opened}",
        f"closes_on: {opened + timedelta(days=900)}",
        f"tags: [topic-{chance.randrange(40)}, year-{opened.year}]",
    ]
    if several:
        lines += ["headline: all", "dimensions:"]
        lines += [f"  part-{i}: {{criteria: {prose(chance, 25)}.}}" for i in range(3)]
    else:
        lines += [f"criteria: {prose(chance, 30)}."]
    if chance.random() < 1 / 2:
        lines += ["signposts:", f"  event: {{event: {prose(chance, 12)}, moves_to: at least 0.9}}"]
    write(folder / "forecast.yml", "\n".join(lines) + "\n")
    made_on = opened
    for count in range(updates):
        write(folder / f"updates/{made_on}.md", update(chance, first=count == 0, several=several))
        made_on += timedelta(days=chance.randrange(3, 60))


def update(chance: random.Random, *, first: bool, several: bool) -> str:
    """An update with one or two pieces of evidence and ninety words of rationale."""
    number = round(chance.uniform(0.05, 0.75), 2)
    lines = ["---", f"probability: {number}"]
    if several:
        lines += [f"dimensions: {{part-0: {number + 0.1:.2f}, part-1: {number + 0.2:.2f}}}"]
    if not first:
        lines += ["reason: evidence"]
    lines += ["evidence:"]
    for _ in range(chance.randrange(1, 3)):
        id_ = f"fact-{chance.randrange(10**9)}"
        lines += [
            f"  - {{id: {id_}, claim: {prose(chance, 15)}, kind: direct, bears_on: supports}}"
        ]
    lines += [f"counterargument: {prose(chance, 25)}.", "---", f"{prose(chance, 45)}.", ""]
    return "\n".join([*lines, f"{prose(chance, 45)}.", ""])


def prose(chance: random.Random, words: int) -> str:
    """That many words, the first with a capital."""
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
