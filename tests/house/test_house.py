"""What holds for the whole tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked(*patterns: str) -> list[Path]:
    """The files git tracks or would track, that match."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_the_wheel_holds_everything_that_is_not_python(tmp_path: Path) -> None:
    """Templates, theme, fonts and rules travel with the package."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("foresite/")}
    package = ROOT / "generator/foresite"
    wanted = {
        f"foresite/{p.relative_to(package).as_posix()}" for p in tracked("generator/foresite")
    }
    assert wanted == packed
    entry = zipfile.ZipFile(wheel).read(
        next(n for n in zipfile.ZipFile(wheel).namelist() if n.endswith("entry_points.txt"))
    )
    assert b"foresite = foresite.cli:main" in entry
    assert b"foresite = foresite.mkdocs_plugin:ForesitePlugin" in entry


def test_no_path_of_one_machine_is_in_the_tree() -> None:
    pattern = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work|tmp|opt)/")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix not in {".woff2", ".png"} and path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    for path in tracked("generator/*.py", "benchmarks/*.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_every_file_can_be_read_in_one_sitting() -> None:
    long = {
        path.name: lines
        for path in tracked("*.py", "*.js", "*.jinja", "*.css")
        if (lines := len(path.read_text("utf-8").splitlines())) > 450
    }
    assert long == {}


def test_the_lock_files_pin_every_package_by_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        packages = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)
        assert len(packages) > 30
        assert text.count("--hash=sha256:") >= len(packages)
        assert "://" not in text
