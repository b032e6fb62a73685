"""A real yaml-language-server with the shipped book, as editors run it: `python -m tests.benchmarks.editor`.

Installs the newest server with npm into a folder that is deleted afterwards, opens a technique of a copy of the book, and
asks for what an editor asks for while somebody types: what may stand in `classes:`, what a key means, what is wrong with an
edit. Prints what came and the time of each; ends with words where one of them does not come.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import perf_counter
from typing import IO, Any

from bot.knowledge.models.technique import Technique
from bot.knowledge.reading import read_book
from bot.shipped_book import shipped_book_folder

PACKAGE = "yaml-language-server"
FILE = "techniques/ankle_pumps.yaml"

MEANING = str(Technique.model_fields["classes"].description)
"""What `classes:` means, as the book's schemas say it."""

PATIENCE = 60.0
"""Seconds that an answer may take. The first one also reads the schema."""

INSTALLING = 300.0
"""Seconds that the installation may take."""

SETTINGS: Mapping[str, Any] = {
    "yaml": {
        "completion": True, "hover": True, "validate": True, "schemaStore": {"enable": False}, "format": {"enable": False},
    }
}  # fmt: skip
"""What an editor sets by itself; nothing is asked of the network."""

WRONG_EDITS = (
    ("classes: [movement, ]", "classes: [movment]", "classes: [movment]"),
    ("dose: {sides", "pressure: 9\ndose: {sides", "pressure: 9"),
)
"""Old words, new words, and how the line begins that must be underlined."""

Message = dict[str, Any]


class Missing(Exception):
    """Something that an editor should show did not come. Its text says what, and what to look at."""


class LanguageServer:
    """A client of a language server that talks over its standard input and output.

    Args:
        command: The server's command.
        folder: The folder that is open in the editor.
    """

    def __init__(self, command: list[str], folder: Path) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self._last_id = 0
        self._incoming: Queue[Message | None] = Queue()
        self._told: list[Message] = []
        Thread(target=self._listen, daemon=True).start()
        root = folder.as_uri()
        about = {
            "processId": None, "rootUri": root, "workspaceFolders": [{"uri": root, "name": "book"}],
            "capabilities": {
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                    "hover": {"contentFormat": ["markdown"]},
                    "publishDiagnostics": {"relatedInformation": True},
                },
            },
        }  # fmt: skip
        self.ask("initialize", about)
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def ask(self, method: str, params: Any) -> Any:
        """Sends a request and returns its result.

        Args:
            method: The name of the request.
            params: Its parameters.

        Raises:
            Missing: The server refuses, ends, or does not answer in time.
        """
        self._last_id += 1
        number = self._last_id
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while True:
            message = self._next(method)
            if message.get("id") == number and "method" not in message:
                if "error" in message:
                    raise Missing(f"{PACKAGE} refuses {method}: {message['error'].get('message', '')}")
                return message.get("result")

    def tell(self, method: str, params: Any) -> None:
        """Sends a notification, to which nothing is answered."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def diagnostics(self, uri: str, version: int) -> list[Message]:
        """Returns what the server underlines in one version of a file.

        Args:
            uri: The file.
            version: The version, as it was told to the server.

        Raises:
            Missing: It says nothing in time.
        """
        while True:
            for message in self._told:
                params = message["params"]
                # Servers may leave the version out; what was told of earlier ones is forgotten when a file changes.
                if params["uri"] == uri and params.get("version", version) == version:
                    return list(params["diagnostics"])
            self._next("the faults of a file")

    def forget_diagnostics(self) -> None:
        """Forgets what was underlined so far, because the file changes."""
        self._told.clear()

    def end(self) -> None:
        """Ends the server, kindly and then for certain."""
        try:
            self.ask("shutdown", None)
            self.tell("exit", None)
            self._process.wait(timeout=10)
        except (Missing, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()

    def _send(self, message: Message) -> None:
        assert self._process.stdin is not None
        content = json.dumps(message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._process.stdin.flush()

    def _next(self, awaited: str) -> Message:
        try:
            message = self._incoming.get(timeout=PATIENCE)
        except Empty:
            raise Missing(f"{PACKAGE} did not answer within {PATIENCE:.0f} s: {awaited}.") from None
        if message is None:
            raise Missing(f"{PACKAGE} ended before it answered: {awaited}.")
        if message.get("method") == "textDocument/publishDiagnostics":
            self._told.append(message)
        elif "method" in message and "id" in message:
            self._answer(message)
        return message

    def _answer(self, request: Message) -> None:
        """Answers what the server asks the editor: its settings, and leave to be told of this or that."""
        result: Any = None
        if request["method"] == "workspace/configuration":
            result = [SETTINGS.get(item.get("section", "")) for item in request["params"]["items"]]
        self._send({"jsonrpc": "2.0", "id": request["id"], "result": result})

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for message in _messages(self._process.stdout):
            self._incoming.put(message)
        self._incoming.put(None)


def _messages(stream: IO[bytes]) -> Iterator[Message]:
    """Yields the messages of a stream until it ends."""
    length = 0
    for line in iter(stream.readline, b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif not line.strip():
            yield json.loads(stream.read(length))


class Editor:
    """One file, open in an editor.

    Args:
        server: The language server.
        file: The file.
    """

    def __init__(self, server: LanguageServer, file: Path) -> None:
        self._server = server
        self._uri = file.as_uri()
        self._version = 1
        self.text = file.read_text(encoding="utf-8")
        document = {"uri": self._uri, "languageId": "yaml", "version": 1, "text": self.text}
        server.tell("textDocument/didOpen", {"textDocument": document})

    def underlined(self) -> list[Message]:
        """Returns what is underlined in the file as it stands."""
        return self._server.diagnostics(self._uri, self._version)

    def type(self, old: str, new: str) -> None:
        """Types words in place of others, which must stand there once."""
        if self.text.count(old) != 1:
            raise Missing(f"{FILE} does not say {old!r} once; choose other words in tests/benchmarks/editor.py.")
        self.text = self.text.replace(old, new)
        self._version += 1
        self._server.forget_diagnostics()
        changed = {"uri": self._uri, "version": self._version}
        self._server.tell(
            "textDocument/didChange", {"textDocument": changed, "contentChanges": [{"text": self.text}]}
        )

    def proposed(self, behind: str) -> list[Message]:
        """Returns what the editor proposes right behind some words."""
        found = self._server.ask("textDocument/completion", self._at(behind, len(behind)))
        return list(found["items"] if isinstance(found, dict) else found or ())

    def explained(self, words: str) -> str:
        """Returns what the editor tells when the pointer rests on some words; empty where it tells nothing."""
        found = self._server.ask("textDocument/hover", self._at(words, 1))
        contents = found["contents"] if found else ""
        return str(contents["value"] if isinstance(contents, dict) else contents)

    def _at(self, words: str, further: int) -> Message:
        index = self.text.index(words) + further
        line = self.text.count("\n", 0, index)
        column = index - (self.text.rfind("\n", 0, index) + 1)
        return {"textDocument": {"uri": self._uri}, "position": {"line": line, "character": column}}


@contextmanager
def installed_server(folder: Path) -> Iterator[LanguageServer]:
    """Yields a running server that was installed for this run alone.

    Args:
        folder: The folder that is open in the editor.

    Raises:
        Missing: There is no Node.js here, or npm could not install the server.
    """
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise Missing("The editor was not measured: there is no npm here. Install Node.js and run it again.")
    with tempfile.TemporaryDirectory(prefix="footguide-editor-") as place:
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", place, PACKAGE]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALLING, check=False)
        except subprocess.TimeoutExpired:
            raise Missing(f"npm did not install {PACKAGE} within {INSTALLING:.0f} s. Is there a network?") from None
        if done.returncode:
            reason = (done.stderr or done.stdout).strip().splitlines()
            raise Missing(f"npm cannot install {PACKAGE}: {reason[-1] if reason else 'it says nothing'}")
        package = Path(place) / "node_modules" / PACKAGE
        version = json.loads((package / "package.json").read_text())["version"]
        _say(f"{PACKAGE} {version}, node {subprocess.check_output([node, '--version'], text=True).strip()}")
        server = LanguageServer([node, str(package / "bin" / PACKAGE), "--stdio"], folder)
        try:
            yield server
        finally:
            server.end()


def measure(editor: Editor, classes: frozenset[str]) -> None:
    """Asks for all that an editor shows while somebody types, and prints it.

    Args:
        editor: A technique of the shipped book, open.
        classes: The technique classes that there are.

    Raises:
        Missing: Something does not come, or is not what the schemas say.
    """
    began = perf_counter()
    faults = editor.underlined()
    _say(f"opened {FILE}: {len(faults)} underlined, {_passed(began)}")
    if faults:
        raise Missing(f"A shipped file is underlined in an editor: {faults[0]['message']}")

    began = perf_counter()
    told = editor.explained("classes:")
    _say(f"pointer on classes: {_passed(began)}: {_in_short(told)!r}")
    if MEANING not in told:
        raise Missing(f"The key classes: does not explain itself in an editor; it says {told!r}.")

    editor.type("classes: [movement]", "classes: [movement, ]")
    began = perf_counter()
    labels = {str(item["label"]) for item in editor.proposed("classes: [movement, ")}
    _say(f"completion in classes: {_passed(began)}: {len(labels & classes)} of {len(classes)} classes are proposed, "
         f"such as {', '.join(sorted(labels & classes)[:3])}")  # fmt: skip
    if not labels >= classes:
        raise Missing(f"An editor does not propose these classes: {', '.join(sorted(classes - labels))}.")

    for old, new, wrong in WRONG_EDITS:
        began = perf_counter()
        editor.type(old, new)
        found = editor.underlined()
        _say(f"typed {wrong!r}: {_passed(began)}: " + "; ".join(_in_short(one["message"]) for one in found))
        lines = editor.text.splitlines()
        if not any(lines[one["range"]["start"]["line"]].startswith(wrong) for one in found):
            raise Missing(f"An editor does not underline {wrong!r}.")


def _passed(began: float) -> str:
    return f"{(perf_counter() - began) * 1000:.0f} ms"


def _in_short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else line[:157] + "..."


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def main() -> int:
    """Measures; 1 where something does not come."""
    book = read_book(shipped_book_folder())
    with tempfile.TemporaryDirectory(prefix="footguide-book-") as place:
        folder = Path(shutil.copytree(shipped_book_folder(), Path(place) / "knowledge"))
        try:
            with installed_server(folder) as server:
                measure(Editor(server, folder / FILE), frozenset(book.classes))
        except Missing as missing:
            print(missing, file=sys.stderr)  # noqa: T201
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
