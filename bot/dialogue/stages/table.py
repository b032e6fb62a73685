"""The table of stages: for each name of a stage what it shows, what a press does, and what takes typed words."""

from collections.abc import Callable, Mapping

from bot.dialogue import typed_answers, typed_checklist, typed_danger
from bot.dialogue.screen import Screen
from bot.dialogue.session import StageName
from bot.dialogue.stages import (
    after,
    home,
    hurting,
    learn,
    mistake,
    next_day,
    outcome,
    plan,
    progress,
    question,
    reminder_set,
    reminder_time,
    reminders,
    review,
    setting_day,
    setting_language,
    setting_name,
    setting_sides,
    setting_ways,
    settings,
    silence,
    stopped,
    task,
    welcome,
    zone,
)
from bot.dialogue.stages.practice import step, why
from bot.dialogue.turning import Turning

Press = Callable[[Turning, str], None]
Show = Callable[[Turning], Screen]

STAGES: Mapping[StageName, tuple[Show, Press]] = {
    "welcome": (welcome.show, welcome.press),
    "kept": (welcome.show_kept, welcome.press_kept),
    "question": (question.show, question.press),
    "which": (question.show_which, question.press),
    "line": (question.show_line, question.press_line),
    "why": (question.show_why, question.press),
    "stopped": (stopped.show, stopped.press),
    "confirm": (typed_danger.show_confirm, typed_danger.press_confirm),
    "mistake": (mistake.show, mistake.press),
    "seen": (stopped.show_seen, stopped.press_seen),
    "said": (stopped.show_said, stopped.press_said),
    "too_early": (stopped.show_too_early, stopped.press_too_early),
    "clinician": (outcome.show_clinician, outcome.press_clinician),
    "preferences": (outcome.show_preferences, outcome.press_preferences),
    "child": (outcome.show_child, outcome.press_child),
    "nothing_left": (outcome.show_nothing_left, outcome.press_nothing_left),
    "plan": (plan.show, plan.press),
    "change": (plan.show_change, plan.press_change),
    "practice": (step.show, step.press),
    "step_why": (why.show, why.press),
    "hurts": (hurting.show, hurting.press),
    "eased": (hurting.show_eased, hurting.press_eased),
    "pain_after": (after.show_pain, after.press_pain),
    "effort": (after.show_effort, after.press_effort),
    "cramp_done": (after.show_cramp_done, after.press_cramp_done),
    "home": (home.show, home.press),
    "answers": (home.show_answers, home.press_answers),
    "forget": (home.show_forget, home.press_forget),
    "settle": (home.show_settle, home.press_settle),
    "understood": (typed_answers.show, typed_answers.press),
    "checklist": (typed_checklist.show, typed_checklist.press),
    "reminder_offer": (reminder_time.show_offer, reminder_time.press_offer),
    "reminder_which": (reminder_time.show_which, reminder_time.press_which),
    "reminder_time": (reminder_time.show_time, reminder_time.press_time),
    "reminder_set": (reminder_set.show, reminder_set.press),
    "reminders": (reminders.show, reminders.press),
    "reminder": (reminders.show_one, reminders.press_one),
    "reminder_days": (reminders.show_days, reminders.press_days),
    "reminder_pause": (reminders.show_pause, reminders.press_pause),
    "quiet_time": (reminders.show_quiet, reminders.press_quiet),
    "settings": (settings.show, settings.press),
    "setting_wishes": (settings.show_wishes, settings.press_wishes),
    "setting_tone": (settings.show_tone, settings.press_tone),
    "setting_sides": (setting_sides.show, setting_sides.press),
    "setting_text": (setting_ways.show_text, setting_ways.press_text),
    "setting_sounds": (setting_ways.show_sounds, setting_ways.press_sounds),
    "setting_name": (setting_name.show, setting_name.press),
    "setting_name_right": (setting_name.show_right, setting_name.press_right),
    "setting_language": (setting_language.show, setting_language.press),
    "setting_day": (setting_day.show, setting_day.press),
    "silence": (silence.show, silence.press),
    "zone": (zone.show, zone.press),
    "zone_region": (zone.show_region, zone.press_region),
    "zone_city": (zone.show_city, zone.press_city),
    "progress": (progress.show, progress.press),
    "advised": (progress.show_advised, progress.press_advised),
    "next_day": (next_day.show, next_day.press),
    "review": (review.show, review.press),
    "task": (task.show, task.press),
    "task_rating": (task.show_rating, task.press_rating),
    "routine_rests": (next_day.show_resting, next_day.press_resting),
    "learn": (learn.show, learn.press),
    "learn_topic": (learn.show_topic, learn.press_topic),
    "learn_answer": (learn.show_answer, learn.press_answer),
    "learn_claims": (learn.show_claims, learn.press_claims),
}
"""What each stage shows and does."""

TYPED: Mapping[StageName, Callable[[Turning, str], bool]] = {
    "question": question.answer_typed,
    "setting_name": setting_name.typed_name,
    "task": task.typed,
    "task_rating": task.typed_rating,
    "reminder_offer": reminder_time.typed_time,
    "reminder_time": reminder_time.typed_time,
    "reminder_days": reminders.typed_days,
    "reminder_pause": reminders.typed_pause,
    "quiet_time": reminders.typed_quiet,
    "zone": zone.typed_place,
    "zone_region": zone.typed_place,
    "zone_city": zone.typed_place,
    "home": zone.typed_move,
    "reminders": zone.typed_move,
}
"""What takes typed words as an answer to the open screen; it returns whether it could."""

ALWAYS_OPEN: frozenset[StageName] = frozenset(
    {"stopped", "confirm", "mistake", "seen", "said", "too_early", "kept", "forget", "welcome", "question", "which",
     "line", "why", "settle", "child", "checklist", *learn.LEARNING}
)  # fmt: skip
"""Stages that a locked person may be in: none of them leads to a technique."""


BEFORE_CONSENT: frozenset[StageName] = frozenset(
    {"welcome", "kept", "confirm", "stopped", "settle", "understood", "checklist", "which", "line", *learn.LEARNING}
)
"""Stages whose buttons somebody may press who has not agreed yet."""


def show(turning: Turning) -> Screen:
    """Shows the stage that is open."""
    return STAGES[turning.stage.name][0](turning)


def press(turning: Turning, code: str) -> None:
    """Leads a press to the stage that is open."""
    STAGES[turning.stage.name][1](turning, code)
