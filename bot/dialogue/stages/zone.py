"""The time zone: by a typed town, by the clock on the person's wall, or by region and city. The place is not kept."""

from bot.dialogue.reminding.ringing import set_next
from bot.dialogue.screen import Press, Screen, in_rows, paragraphs
from bot.dialogue.stages.reminder_time import keep
from bot.dialogue.turning import Turning
from bot.language.clock_words import time_in
from bot.timetable.places import city

PAGE = 12
"""Cities on one page."""


def show(turning: Turning) -> Screen:
    """Asks where the person's clock is."""
    say = turning.say
    text = paragraphs(
        say("**Which town are you near?** Please type it. I need your clock, not your address."),
        say("Or type what time it is for you now, such as 14:35."),
    )
    return Screen(text, ((Press(say("Show a list"), "list"), Press(say("Back"), "back")),))


def press(turning: Turning, code: str) -> None:
    """Leads to the list, or back."""
    if code == "list":
        turning.go("zone_region", draft=turning.stage.draft)
    elif code == "back":
        turning.go("home")


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
    elif kind == "z" and turning.materials.places.knows(value):
        _take(turning, value)


def _take(turning: Turning, zone: str) -> None:
    """Keeps the zone; every schedule is worked out anew in it."""
    draft = turning.stage.draft
    turning.change(reminders=turning.session.reminders.model_copy(update={"zone": zone}))
    for schedule in turning.session.reminders.schedules:
        set_next(turning, schedule)
    if draft is not None:
        keep(turning, draft)
    else:
        turning.go("reminders")
