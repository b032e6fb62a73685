"""The chat without Telegram: a Bot API endpoint on loopback with a page; it speaks HTTP only.

The way of a message: `server` listens and `application` routes. The bot's requests come in at `botapi`, are read
by `parameters` and `reading`, and are done by the table in `methods` (`receiving`, `sending`, `editing`,
`introducing`). A person's come in at `pageapi` and are done by `person`. Both act on the `exchange`: its `chat`s
with their `messages` and `feed` of news, the `inbox` of updates, and the shelf of `files`. `terminal` is one more
client of the page's addresses; the page itself is in `static`, and what it says in `wording`.
"""
