"""People over weeks, played in seconds: what they would read, and how often they are spoken to."""
