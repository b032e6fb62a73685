"""The parameters of one Bot API request, whichever of Telegram's four ways they came in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.trial.refusal import bad_request

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request.

    Attributes:
        name: What the bot called it.
        media_type: What the bot said it is.
        content: The bytes.
    """

    name: str
    media_type: str
    content: bytes


class Parameters:
    """Parameters by name, read as the type that the method wants."""

    def __init__(self, values: Mapping[str, object], uploads: Mapping[str, Upload]) -> None:
        self._values = values
        self._uploads = uploads

    def names(self) -> frozenset[str]:
        """Return the names of all that was given; files that are only attached do not count."""
        attached = {reference.removeprefix("attach://") for reference in self._references()}
        return frozenset(self._values) | (frozenset(self._uploads) - attached)

    def text(self, name: str) -> str:
        """Return a text, empty where it was not given."""
        value = self._values.get(name)
        return "" if value is None else value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number.

        Raises:
            Refusal: It is something else.
        """
        text = self.text(name)
        try:
            return int(text) if text else default
        except ValueError:
            raise bad_request(f'the parameter "{name}" must be a whole number') from None

    def flag(self, name: str) -> bool:
        """Return whether a switch is on."""
        return self.text(name).lower() in {"true", "1", "yes", "y"}

    def structure(self, name: str) -> object:
        """Return decoded JSON, None where it was not given.

        Raises:
            Refusal: It is not JSON.
        """
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            decoded: object = json.loads(value)
        except ValueError:
            raise bad_request(f'can\'t parse the JSON of the parameter "{name}"') from None
        return decoded

    def upload(self, name: str) -> Upload | None:
        """Return the file that was sent under this name, if there is one."""
        return self._uploads.get(name)

    def _references(self) -> list[str]:
        found = [value for value in self._values.values() if isinstance(value, str)]
        media = self._values.get("media")
        structure = self.structure("media") if media is not None else None
        if isinstance(structure, dict) and isinstance(structure.get("media"), str):
            found.append(structure["media"])
        return [text for text in found if text.startswith("attach://")]


async def read_parameters(request: Request) -> Parameters:
    """Read what a request carries in its address, as a form, with files, or as JSON.

    Raises:
        Refusal: The body cannot be read.
    """
    values: dict[str, object] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    if request.headers.get("content-type", "").startswith(_JSON):
        body = await request.body()
        try:
            decoded = json.loads(body) if body else {}
        except ValueError:
            raise bad_request("can't parse the body as JSON") from None
        if not isinstance(decoded, dict):
            raise bad_request("the JSON body must be an object")
        values |= decoded
    elif request.method == "POST":
        try:
            async with request.form() as form:
                for name, value in form.multi_items():
                    if isinstance(value, UploadFile):
                        uploads[name] = await _read_upload(value)
                    else:
                        values[name] = value
        except HTTPException as error:
            raise bad_request(f"can't read the form: {error.detail}") from error
    given = {name: value for name, value in values.items() if value is not None}
    return Parameters(given, uploads)


async def _read_upload(file: UploadFile) -> Upload:
    return Upload(file.filename or "file", file.content_type or "application/octet-stream", await file.read())
