"""When a reminder is next due: time zones, clock changes, quiet hours, days that end after midnight. Pure.

A local date and an instant are different things here: a rule speaks of local dates and of times of the clock on the
wall, and only `wall_clock.instant_of` makes an instant of them. Nothing adds 24 hours to come to the same time again.
"""
