"""When something is next due: time zones, clock changes, quiet hours; pure."""
