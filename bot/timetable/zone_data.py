"""Which data about time zones this computer has, so that what was worked out of older data is worked out anew."""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH

from bot.timetable.places import available_timezones


def zone_data_edition() -> str:
    """Returns a name of the data about all zones: another one as soon as the rules of any zone changed."""
    digest = sha256()
    for zone in sorted(available_timezones()):
        digest.update(zone.encode())
        digest.update(_rules(zone))
    return digest.hexdigest()[:16]


def _rules(zone: str) -> bytes:
    """Reads the rules of a zone where `zoneinfo` finds them: in the folders of the system, else in `tzdata`."""
    for folder in TZPATH:
        file = Path(folder, zone)
        if file.is_file():
            return file.read_bytes()
    shipped = files("tzdata").joinpath("zoneinfo", *zone.split("/"))
    return shipped.read_bytes() if shipped.is_file() else b""
