-- What people said of techniques: the last word of each chat about each; operators see counts alone.
CREATE TABLE feedback (
    chat INTEGER NOT NULL REFERENCES chat (chat) ON DELETE CASCADE,
    technique TEXT NOT NULL,
    said TEXT NOT NULL CHECK (said IN ('helped', 'no_use', 'hurt')),
    at TEXT NOT NULL,
    PRIMARY KEY (chat, technique)
) WITHOUT ROWID;
