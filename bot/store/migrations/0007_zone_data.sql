-- Which data about time zones the due moments of timers were worked out with; one row, about nobody.
CREATE TABLE zone_data (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    edition TEXT NOT NULL
);
