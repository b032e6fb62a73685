"""Time zones by the names that people know."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.timetable.places import Places, city, shipped_places

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def places() -> Places:
    return shipped_places()


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("london", "Europe/London"),
        (" New York ", "America/New_York"),
        ("Austria", "Europe/Vienna"),
        ("Europe/Berlin", "Europe/Berlin"),
    ],
)
def test_a_typed_town_or_country_is_found(places: Places, typed: str, zone: str) -> None:
    assert places.named(typed)[0] == zone


def test_a_town_that_is_not_known_gives_nothing_rather_than_a_guess(places: Places) -> None:
    assert places.named("little snoring") == ()


def test_the_clock_on_the_wall_tells_the_zones_that_show_it(places: Places) -> None:
    found = places.showing(time(13, 4), NOON)
    assert found[0] == "Europe/Berlin"
    assert all(NOON.astimezone(ZoneInfo(zone)).hour == 13 for zone in found)


def test_every_region_has_cities_and_every_zone_a_clock(places: Places) -> None:
    for region in places.regions:
        assert places.cities(region)
        for zone in places.cities(region):
            assert NOON.astimezone(ZoneInfo(zone)).utcoffset() is not None
            assert city(zone)
