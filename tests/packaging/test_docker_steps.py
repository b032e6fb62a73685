"""Goes through the steps of the Dockerfile in an empty folder, as far as that goes without a Docker engine.

What differs from a real build: the base image is this Python, installing a lock links to the packages that are installed
here already (the locks have their own tests), and making a user is only looked at.
"""

import fnmatch
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from .conftest import ROOT
from .dockerfile import Stage, Step, read_dockerfile

pytestmark = pytest.mark.processes

STAGES = read_dockerfile(ROOT / "Dockerfile")
IMAGE = STAGES[-1]
PLACES = ("/build", "/wheel", "/opt/footguide", "/data")
"""Folders of the image that the steps name; each has its double in the temporary folder."""


@dataclass(frozen=True)
class Double:
    """The temporary folder that stands for the root of the image."""

    root: Path

    def place(self, text: str) -> str:
        """Returns text with the image's paths turned into those of the double."""
        for name in PLACES:
            text = text.replace(name, f"{self.root}{name}")
        return text

    def run(self, command: str, folder: str = "/", **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs a shell command as it would run in the image, with no way to import the checkout."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        own = {name: self.place(value) for name, value in environment.items()}
        own["PATH"] = own.get("PATH", "$PATH").replace("$PATH", path)
        return subprocess.run(
            ["/bin/sh", "-c", self.place(command)],
            cwd=self.root / folder.lstrip("/"),
            env={"LANG": "C.UTF-8", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **own},
            capture_output=True,
            text=True,
            check=False,
        )


def _in_context(name: str) -> bool:
    """Whether .dockerignore lets a path into the build; the last line that fits decides."""
    let_in = True
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.removeprefix("!")
        parents = [name, *(parent.as_posix() for parent in Path(name).parents)]
        fits = any(fnmatch.fnmatch(path, pattern) or fnmatch.fnmatch(f"/{path}", pattern) for path in parents)
        if line and not line.startswith("#") and fits:
            let_in = line.startswith("!")
    return let_in


def _copy(double: Double, step: Step, folder: str) -> None:
    *sources, target = [word for word in step.list if not word.startswith("--")]
    goal = double.root / str(Path(folder, target)).lstrip("/")
    if step.rest.startswith("--from="):
        assert [target] == sources, "stages share one folder here, so a copy between them keeps its place"
        assert goal.exists(), f"COPY {step.rest}: an earlier stage has made nothing there"
        return
    for source in sources:
        assert _in_context(source), f"COPY {source}: .dockerignore keeps it out"
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, goal, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            into_folder = target.endswith("/") or len(sources) > 1
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, goal / source if into_folder else goal)


def _link(lock: Path, environment: Path) -> None:
    """Gives an environment the packages that a lock pins, and no other, by links to those installed here."""
    site = environment / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    for line in re.findall(r"^\w[^\\\n]+", lock.read_text("utf-8"), re.MULTILINE):
        requirement = Requirement(line)
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        installed = distribution(requirement.name)
        for top in {file.parts[0] for file in installed.files or ()} - {"..", "__pycache__"}:
            (site / top).symlink_to(Path(str(installed.locate_file(top))))


def _run(double: Double, step: Step, folder: str) -> str:
    """Does a RUN step, and says how: `done`, `linked` or `looked at`."""
    words = step.list
    if "--require-hashes" in words:
        lock = double.root / folder.lstrip("/") / double.place(words[-1])
        if words[0].startswith("/opt/footguide"):
            _link(lock, Path(double.place("/opt/footguide")))
        return "linked"
    if words[0] == "useradd":
        (double.root / "data").mkdir(mode=0o700)
        return "looked at"
    done = double.run(step.rest, folder)
    assert done.returncode == 0, f"RUN {step.rest}\n{done.stdout}{done.stderr}"
    return "done"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Double, list[str]]:
    """The double after all steps, and how each RUN step went."""
    double = Double(tmp_path_factory.mktemp("image"))
    ways = []
    for stage in STAGES:
        folder = "/"
        for step in stage.steps:
            if step.word == "WORKDIR":
                folder = step.rest
                (double.root / folder.lstrip("/")).mkdir(parents=True, exist_ok=True)
            elif step.word == "COPY":
                _copy(double, step, folder)
            elif step.word == "RUN":
                ways.append(_run(double, step, folder))
    return double, ways


@pytest.fixture(scope="module")
def double(built: tuple[Double, list[str]]) -> Double:
    """The double of the built image."""
    return built[0]


def _in_image(double: Double, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return double.run(command, "/data", **{**IMAGE.environment, **environment})


def test_every_step_was_gone_through(built: tuple[Double, list[str]]) -> None:
    assert built[1] == ["linked", "done", "done", "linked", "done", "looked at"]


def test_the_program_runs_from_the_wheel_and_not_from_the_checkout(double: Double) -> None:
    said = _in_image(double, "python -c 'import bot, sys; print(bot.__file__); print(sys.path)'").stdout
    file, path = said.splitlines()
    assert file.startswith(double.place("/opt/footguide/"))
    assert str(ROOT) not in path


def test_the_book_of_the_image_has_no_fault(double: Double) -> None:
    checked = _in_image(double, "footguide check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "No faults." in checked.stdout


def test_without_a_token_the_image_says_so_in_one_sentence(double: Double) -> None:
    started = _in_image(double, " ".join([*IMAGE.only("ENTRYPOINT").list, *IMAGE.only("CMD").list]))
    assert started.returncode == 1
    assert started.stderr.startswith("BOT_TOKEN is not set.")
    assert len(started.stderr.splitlines()) == 1


def test_the_image_keeps_everything_in_its_volume(double: Double) -> None:
    command = "python -c 'from bot.settings import read_settings as r; print(r().database, r().trial_database, r().knowledge)'"
    database, trial, knowledge = _in_image(double, command).stdout.split()
    # The values of ENV name the double's volume here, and the image's own there.
    assert Path(database).parent == Path(trial).parent == Path(double.place(IMAGE.only("VOLUME").rest))
    assert knowledge.startswith(double.place("/opt/footguide/"))


def test_the_image_runs_as_nobody_special() -> None:
    user = IMAGE.only("USER").rest
    (made,) = [step.rest for step in IMAGE.steps if step.word == "RUN"]
    assert f"--uid {user} " in made
    assert f"install --directory --owner={user} --mode=0700 {IMAGE.only('VOLUME').rest}" in made
    words = [step.word for step in IMAGE.steps]
    assert words.index("USER") > words.index("RUN")


@pytest.mark.parametrize(
    "name", [".env", ".git/config", ".venv/bin/python", "data/footguide.db", "tests/conftest.py", "bot/.env", "x.pem"]
)
def test_nothing_private_enters_the_build(name: str) -> None:
    assert not _in_context(name)


def test_no_layer_holds_a_secret() -> None:
    named = {name for stage in STAGES for name in stage.environment}
    assert "BOT_LISTEN" in named
    assert not named & {"BOT_TOKEN", "BOT_SECRETS"}
    assert not [step for stage in STAGES for step in stage.steps if step.word in {"ARG", "ADD"}]


def _health_command(image: Stage) -> str:
    return " ".join(f"'{word}'" if "'" not in word else f'"{word}"' for word in image.only("HEALTHCHECK").list)


@contextmanager
def _health_page(status: int) -> Iterator[int]:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False), (500, False)])
def test_the_health_check_asks_the_health_page(status: int, healthy: bool, double: Double) -> None:
    with _health_page(status) as port:
        asked = _in_image(double, _health_command(IMAGE), BOT_LISTEN=f"127.0.0.1:{port}")
    assert (asked.returncode == 0) == healthy, asked.stderr


def test_the_health_check_fails_where_nobody_listens(double: Double) -> None:
    with socket.socket() as bound:
        # Bound and not listening: the port is nobody else's, and refuses.
        bound.bind(("127.0.0.1", 0))
        asked = _in_image(double, _health_command(IMAGE), BOT_LISTEN=f"127.0.0.1:{bound.getsockname()[1]}")
    assert asked.returncode != 0
    assert "Connection refused" in asked.stderr
