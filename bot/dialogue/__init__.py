"""The conversation, pure: `respond` turns a session and an event into a turn."""
