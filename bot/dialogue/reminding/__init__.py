"""Reminders: the schedule that rings, one day of it, one message about it, and a delay of it are four things."""
