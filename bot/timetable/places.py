"""Time zones by the names that people know: regions and cities to tap, typed towns and countries, a clock."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import cache
from importlib import import_module
from importlib.resources import files
from zoneinfo import ZoneInfo
from zoneinfo import available_timezones as _available_timezones

NEAR = timedelta(minutes=20)
"""How far a typed time of the clock may be from a zone's."""

MOST_FOUND = 8

WELL_KNOWN = (
    "Europe/London", "Europe/Berlin", "Europe/Athens", "Europe/Istanbul", "Europe/Moscow", "America/New_York",
    "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo", "America/Mexico_City",
    "Africa/Lagos", "Africa/Cairo", "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka",
    "Asia/Bangkok", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Australia/Perth", "Australia/Sydney",
    "Pacific/Auckland", "Pacific/Honolulu",
)  # fmt: skip
"""Named first where many zones show the same time; one of each group is enough to know the clock."""


@cache
def available_timezones() -> frozenset[str]:
    """Returns the names of all zones there are data for, read once."""
    return frozenset(_available_timezones())


class Places:
    """The zones of the time zone database, by region, city and country. Immutable."""

    def __init__(self, zones: Mapping[str, frozenset[str]], countries: Mapping[str, str]) -> None:
        """Takes zones with the codes of their countries, and the names of countries by code."""
        self._zones = dict(sorted(zones.items()))
        names: dict[str, set[str]] = {}
        for zone, codes in self._zones.items():
            for name in (zone, zone.rpartition("/")[2], *(countries[code] for code in codes if code in countries)):
                names.setdefault(_plain(name), set()).add(zone)
        self._by_name = {name: tuple(sorted(found)) for name, found in names.items()}

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions, such as Europe."""
        return tuple(dict.fromkeys(zone.partition("/")[0] for zone in self._zones))

    def cities(self, region: str) -> tuple[str, ...]:
        """Returns the zones of a region."""
        return tuple(zone for zone in self._zones if zone.partition("/")[0] == region)

    def knows(self, zone: str) -> bool:
        """Returns whether there is a zone of this name."""
        return zone in self._zones

    def named(self, text: str) -> tuple[str, ...]:
        """Returns the zones of a typed town or country, the well-known first; none where the name is not known."""
        found = self._by_name.get(_plain(text), ())
        return tuple(sorted(found, key=_fame))[:MOST_FOUND]

    def showing(self, clock: time, now: datetime) -> tuple[str, ...]:
        """Returns zones whose clock shows about this time at a moment, the well-known first.

        Args:
            clock: What the person's clock shows, naive.
            now: The moment, aware.
        """
        found = [zone for zone in self._zones if _apart(now.astimezone(ZoneInfo(zone)).time(), clock) <= NEAR]
        return tuple(sorted(found, key=_fame))[:MOST_FOUND]


def zone_at(latitude: float, longitude: float) -> str | None:
    """Returns the zone of a place, or None where the optional extra `location` is missing or the place has none.

    The place is looked up in data that comes with the extra; no service is asked, and nothing is kept.

    Args:
        latitude: Degrees north.
        longitude: Degrees east.
    """
    try:
        tzfpy = import_module("tzfpy")
    except ImportError:
        return None
    zone = str(tzfpy.get_tz(longitude, latitude))
    return zone if zone in available_timezones() else None


def city(zone: str) -> str:
    """Returns the name of a zone's city as people write it."""
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ") or zone


def shipped_places() -> Places:
    """Reads the zones that the time zone database names for people to choose from."""
    folder = files("tzdata") / "zoneinfo"
    zones: dict[str, frozenset[str]] = {}
    for line in (folder / "zone1970.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, _, zone = line.split("\t")[:3]
            zones[zone] = frozenset(codes.split(","))
    countries: dict[str, str] = {}
    for line in (folder / "iso3166.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, name = line.split("\t")
            countries[code] = name
    return Places(zones, countries)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _fame(zone: str) -> tuple[int, str]:
    return (WELL_KNOWN.index(zone) if zone in WELL_KNOWN else len(WELL_KNOWN), zone)


def _apart(one: time, other: time) -> timedelta:
    """Returns how far two times of the clock lie from one another, over midnight too."""
    minutes = abs((one.hour - other.hour) * 60 + one.minute - other.minute)
    return timedelta(minutes=min(minutes, 24 * 60 - minutes))
