"""Which program this is: what one program proved, another one has to prove anew."""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import bot

_READ = (".py", ".mo", ".po", ".sql", ".ttf")
_LIBRARIES = ("pydantic", "pydantic_core", "PyYAML")
"""What stands between the files of a book and its rules."""


@cache
def program_version() -> str:
    """Returns a hash of the program's own files, of Python and of the libraries that read books."""
    digest = hashlib.sha256(sys.version.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    root = Path(bot.__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in _READ):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
