"""The wheel as its users get it: built, installed with its dependencies in a fresh environment, run outside the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from process import ROOT, SAMPLES, environment, run

import newsfacts

pytestmark = pytest.mark.slow

#: Nothing of this process's environment or user leads the new one to what is installed here.
_CLEAN = environment(PYTHONPATH=None, PYTHONHOME=None, VIRTUAL_ENV=None, PYTHONNOUSERSITE="1", PIP_DISABLE_PIP_VERSION_CHECK="1")


def _call(*arguments: str | Path, cwd: Path) -> None:
    finished = subprocess.run([*map(str, arguments)], cwd=cwd, env=_CLEAN, capture_output=True, text=True, timeout=600)
    assert finished.returncode == 0, finished.stderr[-2000:] + finished.stdout[-2000:]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout; skips where no index gives packages."""
    folder = tmp_path_factory.mktemp("wheel")
    probe = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-cache-dir",
        "--retries",
        "1",
        "--timeout",
        "15",
        "-d",
        "probe",
        "hatchling",
    ]
    reached = subprocess.run(probe, cwd=folder, env=_CLEAN, capture_output=True, text=True)
    if reached.returncode:
        pytest.skip(f"no package index can be reached: {reached.stderr.strip().splitlines()[-1][:200]}")
    return folder


@pytest.fixture(scope="module")
def wheel(place: Path) -> Path:
    """The wheel, built in isolation as `pip install .` does."""
    _call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", place, ROOT, cwd=place)
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path) -> Path:
    """The interpreter of a fresh environment in which the wheel and what it depends on are installed, and nothing else."""
    folder = wheel.parent / "environment"
    _call(sys.executable, "-m", "venv", folder, cwd=wheel.parent)
    interpreter = folder / "bin" / "python"
    _call(interpreter, "-m", "pip", "install", "--quiet", wheel, cwd=wheel.parent)
    return interpreter


def test_the_wheel_holds_the_package_its_data_and_its_licence(wheel: Path) -> None:
    package = ROOT / "newsfacts"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (metadata,) = (message_from_bytes(archive.read(name)) for name in names if name.endswith(".dist-info/METADATA"))
    files = {str(path.relative_to(ROOT)) for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert any(name.endswith(".tsv") for name in files)
    assert {name for name in names if ".dist-info/" not in name} == files
    licences = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE"}
    assert metadata["Version"] == newsfacts.__version__
    assert metadata["Requires-Python"] == ">=3.10"
    assert any(requirement.startswith("typer<0.29") for requirement in metadata.get_all("Requires-Dist", []))


def test_what_is_installed_runs_outside_the_checkout(python: Path, tmp_path: Path) -> None:
    command = (str(python.parent / "newsfacts"),)
    where = subprocess.run(
        [python, "-c", "import newsfacts; print(newsfacts.__file__)"], cwd=tmp_path, env=_CLEAN, capture_output=True, text=True
    )
    assert Path(where.stdout.strip()).is_relative_to(python.parent.parent)
    page = tmp_path / "page.html"
    paragraph = "قتل 12 عاملا في انهيار جسر في مرجان، وقال المحافظ إن الأشغال تستمر ثلاثة أشهر."
    page.write_text(f"<html><body><article>{f'<p>{paragraph}</p>' * 5}</article></body></html>", encoding="utf-8")
    inputs = [SAMPLES / "02-war-air-strikes.txt", SAMPLES / "08-hijri.txt", SAMPLES / "16-elections.txt.gz", page]
    for arguments in (["numbers"], ["entities"], ["timeline", "-d", "5 March 2024", "-f", "csv"], ["summarize", "-f", "table"]):
        installed = run(*arguments, *inputs, python=command, cwd=tmp_path, env=_CLEAN)
        assert installed.status == 0
        assert installed == run(*arguments, *inputs)
    assert run("schema", python=command, cwd=tmp_path, env=_CLEAN) == run("schema")
    assert run("--version", python=(str(python), "-m", "newsfacts"), cwd=tmp_path, env=_CLEAN) == run("--version")
