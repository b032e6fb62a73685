"""All that the conversation with one chat remembers: immutable, and stored as JSON after every event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, ValidationError

from bot.dialogue.charts import Chart
from bot.dialogue.reminding.schedules import Reminders, Schedule
from bot.dialogue.turn import Slot
from bot.knowledge.models.base import Entry, Level, Side
from bot.safety.facts import Facts
from bot.safety.plan import Plan

FORMAT = 1
"""The version of this form; of another one the facts are read, and the rest is asked again."""


class Lock(Entry):
    """What a stop outcome leaves behind until its unlock rule is met."""

    flag: str
    level: Level
    since: AwareDatetime
    checking: bool = False
    """Whether a clinician has seen the person, and the questions are being asked again."""
    clot_cleared: bool = False
    """Whether the clinician ruled a clot out."""


class Hold(Entry):
    """The block of an area that a `clinician` outcome leaves behind."""

    flag: str
    since: AwareDatetime


class Wants(Entry):
    """How the person likes a routine."""

    time_of_day: Literal["morning", "evening", "any"] = "any"
    minutes: int = 10
    equipment: tuple[str, ...] = ()
    only_side: Side | None = None
    """The one foot that is worked on where a step takes one after the other; None for both."""


class TaskRating(Entry):
    """How well the hardest task went."""

    at: AwareDatetime
    rating: int
    """From 0, not at all, to 10, as well as before."""


class Programme(Entry):
    """One routine as it was practised, without a long break since the first time."""

    first: AwareDatetime
    last: AwareDatetime
    pain_first: int | None = None
    """How much it hurt at the start."""
    pains: tuple[int, ...] = ()
    """How much it hurt before the last sessions, the oldest first."""
    weeks: int = 2
    """The last week whose doses it holds; a review moves it on."""
    behind: int = 0
    """By how many weeks the doses stand behind the calendar, because they stayed or went a step down."""
    reviewed: AwareDatetime | None = None
    """When it was last looked at whether to step up."""
    task: str | None = None
    """What is hardest because of the feet: an id of the book, or that it is something else; never words."""
    ratings: tuple[TaskRating, ...] = ()
    """How well that went, the oldest first."""
    task_asked: AwareDatetime | None = None
    """When that was last asked, whatever was answered."""


class History(Entry):
    """What was done so far, as far as the next plan hangs on it."""

    practices: int = 0
    first: AwareDatetime | None = None
    programmes: dict[str, Programme] = {}
    """Each routine that was practised, by its id."""
    last_ended: AwareDatetime | None = None
    last_routine: str | None = None
    last_pain: int | None = None
    strong_first_used: dict[str, AwareDatetime] = {}
    loaded: AwareDatetime | None = None
    hurt: tuple[str, ...] = ()
    asked_how_it_went: AwareDatetime | None = None
    advised: dict[str, AwareDatetime] = {}
    """When each advice to have it looked at was last given, by its id."""
    asks_after: AwareDatetime | None = None
    """When the session ended whose next day is asked about; None where nothing is to be asked."""
    worse_sessions: int = 0
    """After how many sessions in a row it was worse the next day; the next one is halved."""
    appointment_asked: bool = False
    """Whether the question about an appointment is set."""
    no_appointment_question: bool = False
    """Whether that question was refused for good."""
    stepped_up: bool = False
    """Whether a review made the next session harder."""
    stopped: dict[str, AwareDatetime] = {}
    """Routines that made it worse twice, and since when they are left out."""


class Person(Entry):
    """One person whom the facts are about."""

    facts: Facts = Facts()
    lock: Lock | None = None
    holds: tuple[Hold, ...] = ()
    wants: Wants = Wants()
    history: History = History()


class Practice(Entry):
    """Walking through a plan."""

    plan: Plan
    started: AwareDatetime
    step: int = 0
    side: int = 0
    phase: Literal["ready", "holding", "held"] = "ready"
    holds_until: AwareDatetime | None = None
    holds_made: int = 0
    pain_before: int | None = None
    done: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    variant: Literal["as_written", "easier", "harder"] = "as_written"
    eased: bool = False
    """Whether the present step was halved because it hurt."""
    eased_steps: Mapping[int, Literal["as_written", "easier", "harder"]] = {}
    """The way in which each step was halved, by the place of the step in the plan."""
    left_out: tuple[str, ...] = ()
    """Techniques that were left out because they hurt; none of them comes again in this practice."""
    ended: AwareDatetime | None = None
    pain_after: int | None = None
    harder: bool = False
    """Whether a harder way was taken."""
    hurt: bool = False
    """Whether a step hurt."""
    animated: bool = False
    """Whether the animation of the present step may be in the chat."""
    cramp: bool = False
    """Whether this is the one stretch of the cramp path, which comes before the full screen."""


StageName = Literal[
    "welcome", "kept", "question", "which", "line", "why",
    "stopped", "confirm", "mistake", "seen", "said", "too_early",
    "clinician", "preferences", "plan", "change", "answers", "nothing_left",
    "practice", "step_why", "hurts", "eased", "pain_after", "effort",
    "home", "forget", "settle", "child", "cramp_done", "understood", "checklist",
    "learn", "learn_topic", "learn_answer", "learn_claims",
    "reminder_offer", "reminder_which", "reminder_time", "reminder_set", "reminders", "reminder", "reminder_days",
    "reminder_pause",
    "settings", "setting_wishes", "setting_tone", "setting_sides", "setting_text", "setting_sounds", "setting_name",
    "setting_name_right", "setting_language", "setting_day",
    "quiet_time", "zone", "zone_region", "zone_city", "progress",
    "advised", "silence",
    "next_day", "routine_rests", "review", "task", "task_rating",
]  # fmt: skip


class Stage(Entry):
    """Where the conversation stands."""

    name: StageName = "welcome"
    question: str | None = None
    """The question that is open."""
    ticks: tuple[str, ...] = ()
    """Lines that are ticked and not yet sent."""
    unsure: tuple[str, ...] = ()
    """Lines that the person is not sure of."""
    line: str | None = None
    """The line that is asked alone."""
    mapped: bool = False
    """Whether the picture of the question stands above it, so that its answers carry the numbers of the picture."""
    flag: str | None = None
    """The red flag that is asked alone."""
    tapped: bool = False
    """In `hurts`: whether the routine was stopped first."""
    by_command: bool = False
    """In `hurts`: whether /stop was written, which offers to stop the reminders too."""
    reading: str | None = None
    """In `/learn`: the topic, the question or the page of claims that is open."""
    draft: Schedule | None = None
    """The reminder that is being set."""
    adding: bool = False
    """Whether the time that is asked for comes beside the times that the reminder has."""
    schedule: int | None = None
    """The number of the reminder that is open."""
    options: tuple[str, ...] = ()
    """Time zones to choose from."""
    page: int = 0
    text: str | None = None
    """In `/progress`: the words that are open; with advice, the numbers for a clinician; with a name, the name."""
    chart: Chart | None = None
    """In `/progress`: the chart that is open."""
    advice: str | None = None
    """The advice that is open."""
    task: str | None = None
    """In `task_rating`: the task that is rated."""


class TypedSign(Entry):
    """A danger sign in typed words, kept for a day so that signs in several messages add up."""

    fact: str
    at: AwareDatetime


class Understood(Entry):
    """What typed words told beside danger, until it is confirmed."""

    answers: dict[str, str | int] = {}
    """Answers by question."""
    about: Literal["me", "adult", "child"] = "me"
    minutes: int | None = None
    equipment: tuple[str, ...] = ()
    confirmed: bool = False
    """Whether the person said that it is so; nothing is used before."""


class Confirming(Entry):
    """What an operator was asked to confirm with a second message."""

    does: Literal["publish", "roll_back"]
    number: int = 0
    """Of the proposal."""
    edition: str
    expected: str = ""
    """The edition that the operator saw serving."""
    typed: bool
    """Whether the name of the edition must be typed, because a rule gets looser or may."""
    asked: AwareDatetime


class Session(Entry):
    """All that the conversation with one chat remembers."""

    format: int = FORMAT
    chat: int
    language: str = ""
    consented: AwareDatetime | None = None
    tone: Literal[1, 2, 3, 4, 5] = 1
    """The tone of skin in pictures, from light to dark."""
    called: str = ""
    """The name that the person typed to be greeted by; empty for none."""
    pictures: bool = True
    """Whether steps come with their picture."""
    timers: bool = True
    """Whether holds are timed; without, the person counts."""
    bells: bool = True
    """Whether the end of a hold makes a sound."""
    rings: bool = True
    """Whether a reminder makes a sound."""
    owner: Person = Person()
    guest: Person | None = None
    about_other: bool = False
    stage: Stage = Stage()
    left: Stage | None = None
    """Where the person was when they opened `/learn`."""
    screen: int = 1
    """The number of the present screen; buttons of another number are old."""
    slot: Slot | None = None
    """Where the present screen lives."""
    stays: bool = False
    """Whether the present screen is one that stays in the chat, so that the next is a new message."""
    trail: tuple[str, ...] = ()
    """The questions that were answered in this interview, for Back."""
    interview_only: tuple[str, ...] = ()
    """The questions of a short interview, such as the one for a cramp; empty means the whole screen."""
    plan: Plan | None = None
    practice: Practice | None = None
    confirm: tuple[str, ...] = ()
    """Facts in typed words that wait for a yes, a no or a not sure."""
    typed: tuple[TypedSign, ...] = ()
    mistakes: tuple[str, ...] = ()
    """Red flags that were already taken back once."""
    first_words: str | None = None
    """The complaint that was typed before consent."""
    understood: Understood | None = None
    """What typed words told, until it is confirmed."""
    checklist_at: AwareDatetime | None = None
    """When words that nobody here knows last led to the life-threat list."""
    reminders: Reminders = Reminders()
    """The reminders of the owner."""
    confirming: Confirming | None = None
    """What an operator was asked to confirm."""
    weekly: bool = False
    """Whether the card of the week is sent once a week."""
    watched: bool = False
    """Whether a timer looks how long nobody was here, to say so before everything is erased."""
    warned: AwareDatetime | None = None
    """When it was last said that everything is about to be erased; None since somebody was here."""
    unsettled: bool = False
    """Whether something went wrong on our side, so that the life-threat list must be answered anew."""
    confused: int = 0
    last_at: AwareDatetime | None = None
    """When the person last did something; timers do not count."""

    @property
    def person(self) -> Person:
        """The person whom the facts are about just now."""
        return self.guest if self.about_other and self.guest is not None else self.owner

    def with_person(self, person: Person) -> "Session":
        """Returns the session with the present person changed."""
        if self.about_other and self.guest is not None:
            return self.model_copy(update={"guest": person})
        return self.model_copy(update={"owner": person})


class _Remains(Entry):
    """What is kept of a session that this program cannot read."""

    chat: int
    owner: Person = Person()
    consented: AwareDatetime | None = None

    model_config = Entry.model_config | {"extra": "ignore"}


def read_session(stored: str) -> Session:
    """Reads a stored session.

    What cannot be read of an old form is asked again: facts, locks and consent are kept where they can be read, and
    the chat is unsettled, so that nothing is offered before the life-threat list was answered anew.

    Args:
        stored: The JSON text.

    Raises:
        ValidationError: Not even the chat can be read.
    """
    try:
        session = Session.model_validate_json(stored)
    except ValidationError:
        remains = _Remains.model_validate_json(stored)
        return Session(chat=remains.chat, owner=remains.owner, consented=remains.consented, unsettled=True)
    return session if session.format == FORMAT else session.model_copy(update={"format": FORMAT, "unsettled": True})


def idle(session: Session, now: datetime) -> float:
    """Returns for how many seconds nothing happened in a chat; 0 for a new one."""
    return 0.0 if session.last_at is None else (now - session.last_at).total_seconds()
