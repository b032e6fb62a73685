"""The time zone: a typed town, the clock on the wall, region and city, or a shared place, whose clock alone is kept.

That somebody moved is believed from their own words alone: a skip because of travelling, a shared place, or "I'm in
Tokyo now". The hours at which somebody writes tell nothing safe: people are awake at night for many reasons.
"""

import re
from zoneinfo import ZoneInfo

from bot.dialogue.reminding.ringing import set_all
from bot.dialogue.reminding.setting import keep
from bot.dialogue.screen import Press, Screen, in_rows, paragraphs
from bot.dialogue.turning import Turning
from bot.language.clock_words import time_in
from bot.timetable.places import city

PAGE = 12
"""Cities on one page."""

AT_REST = frozenset({"home", "reminders", "reminder", "reminder_set", "settings"})
"""Stages in which an offer interrupts nothing."""

ZONE_STAGES = frozenset({"zone", "zone_region", "zone_city"})

_MOVED = re.compile(
    r"^(?:i am|i'm|im|we are|we're|i have|i've|i|we|just|now)\b.{0,40}?\b(?:in|to) (?P<place>[\w .'-]{2,40}?)"
    r"(?: (?:now|today|tonight|for|until|till|this|since)\b.*)?[.!]*$"
)
"""A sentence that may say where somebody is; only a place with a zone of its own counts."""


def show(turning: Turning) -> Screen:
    """Asks where the person's clock is."""
    say = turning.say
    text = paragraphs(
        say("**Which town are you near?** Please type it. I need your clock, not your address."),
        say("Or type what time it is for you now, such as 14:35."),
        say("Or share your place with the paper clip of the app. I take the clock from it and forget the place."),
    )
    return Screen(text, ((Press(say("Show a list"), "list"), Press(say("Back"), "back")),))


def press(turning: Turning, code: str) -> None:
    """Leads to the list, or back."""
    if code == "list":
        turning.go("zone_region", draft=turning.stage.draft)
    elif code == "back":
        turning.go("reminders" if turning.session.reminders.schedules else "home")


def located(turning: Turning, zone: str | None) -> None:
    """Takes the clock of a shared place, or offers it where nobody asked for one. The place itself never comes here.

    Args:
        turning: The turn.
        zone: The zone there, or None where it cannot be told.
    """
    turning.freshly()
    ready = turning.session.consented is not None and turning.person.lock is None
    if ready and turning.stage.name in ZONE_STAGES:
        if zone is None:
            turning.tell_person(
                turning.say("I can't tell the clock from that place. Please type the name of a town near you.")
            )
            turning.again()
        else:
            _take(turning, zone)
    elif ready and zone is not None and turning.stage.name in AT_REST and _offer_move(turning, (zone,)):
        return
    else:
        turning.tell_person(turning.say("Thank you. I don't need your place just now, and I don't keep it."))
        turning.again()


def typed_move(turning: Turning, text: str) -> bool:
    """Offers another clock where somebody with reminders writes that they are elsewhere; returns whether it did."""
    match = _MOVED.match(" ".join(text.casefold().replace("’", "'").split())[:120])
    if match is None:
        return False
    found = turning.materials.places.named(match["place"])
    return bool(found) and _offer_move(turning, found)


def _offer_move(turning: Turning, zones: tuple[str, ...]) -> bool:
    """Offers zones in place of the one that is kept, where they show another time; nothing changes without a tap."""
    reminders = turning.session.reminders
    now = turning.now
    here = now.astimezone(reminders.place).utcoffset()
    others = tuple(zone for zone in zones if now.astimezone(ZoneInfo(zone)).utcoffset() != here)
    if not others or not reminders.schedules or reminders.zone is None:
        return False
    turning.freshly()
    turning.tell_person(
        turning.say(
            "Your clock may be another one there. I use that of {place}. Nothing changes until you tap.",
            place=city(reminders.zone),
        )
    )
    turning.go("zone_city", options=(*others, reminders.zone))
    return True


def typed_place(turning: Turning, text: str) -> bool:
    """Takes a typed town, country or time of the clock; what is not known is said so. It answers in any case."""
    turning.freshly()
    places = turning.materials.places
    found = places.named(text)
    if not found:
        clock = time_in(text)
        found = places.showing(clock, turning.now) if clock is not None else ()
    if len(found) == 1:
        _take(turning, found[0])
    elif found:
        turning.go("zone_city", draft=turning.stage.draft, options=found)
    else:
        turning.tell_person(
            turning.say("I don't know that town. Please type a bigger one near you, or the time on your clock.")
        )
        turning.again()
    return True


def show_region(turning: Turning) -> Screen:
    """Shows the regions."""
    buttons = [Press(region, f"r:{region}") for region in turning.materials.places.regions]
    return Screen(turning.say("**Where are you?**"), (*in_rows(buttons, 2), (Press(turning.say("Back"), "back"),)))


def press_region(turning: Turning, code: str) -> None:
    """Shows the cities of a region."""
    kind, _, region = code.partition(":")
    if code == "back":
        turning.go("zone", draft=turning.stage.draft)
    elif kind == "r" and region in turning.materials.places.regions:
        turning.go("zone_city", draft=turning.stage.draft, options=turning.materials.places.cities(region))


def show_city(turning: Turning) -> Screen:
    """Shows cities to choose from, a page at a time, each with its clock."""
    say, options = turning.say, turning.stage.options
    page = turning.stage.page
    shown = options[page * PAGE : (page + 1) * PAGE]
    buttons = [Press(city(zone), f"z:{zone}") for zone in shown]
    turns = []
    if page:
        turns.append(Press(say("Earlier"), f"p:{page - 1}"))
    if (page + 1) * PAGE < len(options):
        turns.append(Press(say("More"), f"p:{page + 1}"))
    rows = (*in_rows(buttons, 2), *((tuple(turns),) if turns else ()), (Press(say("Back"), "back"),))
    return Screen(say("**Which city has your time?**"), rows)


def press_city(turning: Turning, code: str) -> None:
    """Takes a city, or turns the page."""
    kind, _, value = code.partition(":")
    stage = turning.stage
    if code == "back":
        turning.go("zone", draft=stage.draft)
    elif kind == "p" and value.isdecimal() and int(value) * PAGE < len(stage.options):
        turning.go("zone_city", draft=stage.draft, options=stage.options, page=int(value))
    elif kind == "z" and (turning.materials.places.knows(value) or value in stage.options):
        _take(turning, value)


def _take(turning: Turning, zone: str) -> None:
    """Keeps the zone; every schedule is worked out anew in it."""
    draft = turning.stage.draft
    turning.change(reminders=turning.session.reminders.model_copy(update={"zone": zone}))
    set_all(turning)
    if draft is not None:
        keep(turning, draft)
    else:
        turning.go("reminders")
