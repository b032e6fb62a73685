"""No file of the repository names a package registry or a path of somebody's machine: others have neither."""

import re
import shutil
import subprocess

import pytest

from .conftest import ROOT

# Cut in two, so that this file does not find itself.
HOSTS = re.compile("|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", "deb" + r"\.debian\.org",
                             "registry" + r"\.yarn", "yarn" + r"pkg\.com", "docker" + r"\.io")))  # fmt: skip
PATHS = re.compile(r"(?<![A-Za-z0-9_./:-])/(" + "|".join(("wo" + "rk", "fa" + "rm", "ro" + "ot", "ho" + "me", "Us" + "ers"))
                   + r")/\w")  # fmt: skip


def _text_files() -> dict[str, str]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no git checkout here, so nobody knows which files are tracked")
    # Files that git would add are read too: a name is to be found before it is committed.
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    texts = {}
    for name in filter(None, names):
        file = ROOT / name
        content = file.read_bytes() if file.is_file() else b""
        if b"\0" not in content:
            texts[name] = content.decode("utf-8")
    return texts


@pytest.mark.parametrize("pattern", [HOSTS, PATHS], ids=["registry", "path of a machine"])
def test_no_tracked_file_names_a(pattern: re.Pattern[str]) -> None:
    texts = _text_files()
    assert "pyproject.toml" in texts
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []
