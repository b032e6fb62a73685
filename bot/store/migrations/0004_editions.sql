-- Files of the book, each once however many editions hold it.
CREATE TABLE book_file (
    hash TEXT PRIMARY KEY,
    content BLOB NOT NULL
);

-- Editions that were published, and those that are proposed (`published_at` is empty).
CREATE TABLE edition (
    edition TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    kept_at TEXT NOT NULL,
    published_at TEXT
);

CREATE TABLE edition_file (
    edition TEXT NOT NULL REFERENCES edition (edition) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES book_file (hash),
    PRIMARY KEY (edition, name)
) WITHOUT ROWID;
CREATE INDEX edition_file_by_hash ON edition_file (hash);

-- The one pointer that all processes follow.
CREATE TABLE serving_edition (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    edition TEXT NOT NULL REFERENCES edition (edition),
    since TEXT NOT NULL
);

-- Sound editions that wait for somebody to publish or to discard them.
CREATE TABLE proposal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    edition TEXT NOT NULL REFERENCES edition (edition) ON DELETE CASCADE,
    compared_with TEXT,
    who TEXT NOT NULL,
    made_at TEXT NOT NULL,
    examination TEXT NOT NULL
);

-- What operators did to the book, and why. `who` is an operator, never a patient.
CREATE TABLE operator_action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    from_edition TEXT,
    to_edition TEXT
);

-- Contents of a folder that are not proposed by themselves again: refused, discarded or rolled back.
CREATE TABLE set_aside (
    fingerprint TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    why TEXT NOT NULL
);
