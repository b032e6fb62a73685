-- How often something happened on a day, over all chats. Names nobody, so it stays when a chat is erased.
CREATE TABLE tally (
    day TEXT NOT NULL,
    what TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (day, what, name)
) WITHOUT ROWID;
