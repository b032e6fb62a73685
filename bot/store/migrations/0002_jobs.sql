-- Work that turns asked for. A row goes with the commit of the turn that answers the end of its work.
CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL REFERENCES chat (chat) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due TEXT NOT NULL,
    UNIQUE (chat, kind, payload)
);
CREATE INDEX job_by_due ON job (due, id);
