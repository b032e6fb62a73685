-- Moments are text in UTC with microseconds, so that they sort as they are and can be read by people.

-- One row for every chat that the bot remembers; erasing a chat takes this row away.
CREATE TABLE chat (
    chat INTEGER PRIMARY KEY,
    here INTEGER NOT NULL DEFAULT 1 CHECK (here IN (0, 1)),
    unsettled INTEGER NOT NULL DEFAULT 0 CHECK (unsettled IN (0, 1)),
    active_at TEXT NOT NULL
);
CREATE INDEX chat_by_activity ON chat (active_at);

CREATE TABLE session (
    chat INTEGER PRIMARY KEY REFERENCES chat (chat) ON DELETE CASCADE,
    content TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

-- What is to be shown. Lower `urgency` goes first: 0 stops, 1 answers and screens, 2 nudges.
-- No reference to `chat`: the last words to somebody who erased everything still have to go out.
CREATE TABLE outgoing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    urgency INTEGER NOT NULL CHECK (urgency IN (0, 1, 2)),
    kind TEXT NOT NULL CHECK (kind IN ('stop', 'answer', 'screen', 'nudge')),
    form TEXT NOT NULL CHECK (form IN ('message', 'take_buttons', 'remove')),
    slot TEXT,
    content TEXT,
    edition TEXT NOT NULL,
    anew INTEGER NOT NULL DEFAULT 0 CHECK (anew IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent')),
    tries INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL,
    sent_at TEXT,
    CHECK (content IS NOT NULL OR state = 'sent')
);
CREATE INDEX outgoing_waiting ON outgoing (urgency, id) WHERE state = 'waiting';
CREATE INDEX outgoing_sent ON outgoing (sent_at) WHERE state = 'sent';
CREATE INDEX outgoing_by_chat ON outgoing (chat, id);

-- Which message lives in a slot of a chat.
CREATE TABLE slot (
    chat INTEGER NOT NULL,
    slot TEXT NOT NULL,
    message INTEGER NOT NULL,
    photo INTEGER NOT NULL CHECK (photo IN (0, 1)),
    content TEXT NOT NULL,
    PRIMARY KEY (chat, slot)
) WITHOUT ROWID;

CREATE TABLE timer (
    chat INTEGER NOT NULL REFERENCES chat (chat) ON DELETE CASCADE,
    name TEXT NOT NULL,
    due TEXT NOT NULL,
    payload TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (chat, name)
) WITHOUT ROWID;
CREATE INDEX timer_by_due ON timer (due);

CREATE TABLE diary (
    chat INTEGER NOT NULL REFERENCES chat (chat) ON DELETE CASCADE,
    at TEXT NOT NULL,
    routine TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    techniques TEXT NOT NULL,
    pain_before INTEGER,
    pain_after INTEGER,
    effort TEXT,
    PRIMARY KEY (chat, at)
) WITHOUT ROWID;

-- Updates whose effects are committed. Telegram may hand over an update twice; it is worked once.
CREATE TABLE seen_update (
    bot INTEGER NOT NULL,
    number INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (bot, number)
) WITHOUT ROWID;
CREATE INDEX seen_update_by_age ON seen_update (seen_at);

-- Updates that a process began to work. A row that stays behind tells that the process died on it.
CREATE TABLE attempt (
    bot INTEGER NOT NULL,
    number INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    PRIMARY KEY (bot, number)
) WITHOUT ROWID;

CREATE TABLE poll_offset (
    bot INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,
    moved_at TEXT NOT NULL
);

-- Updates and timers that could not be worked. The content is emptied after seven days.
CREATE TABLE parked (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    content TEXT,
    reason TEXT NOT NULL,
    parked_at TEXT NOT NULL,
    again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1))
);
CREATE INDEX parked_by_chat ON parked (chat);

-- Telegram's names for pictures that it already has; each is valid for one bot on one server.
CREATE TABLE picture_file (
    bot INTEGER NOT NULL,
    server TEXT NOT NULL,
    picture TEXT NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (bot, server, picture)
) WITHOUT ROWID;
