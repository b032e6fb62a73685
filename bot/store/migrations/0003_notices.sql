-- What the operators were told of lately, so that a restart does not tell it again. A subject names no person.
CREATE TABLE notice (
    subject TEXT PRIMARY KEY,
    told_at TEXT NOT NULL
) WITHOUT ROWID;
