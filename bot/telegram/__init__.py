"""Telegram: updates in, replies out.

In: `poller` -> `updates`. Out: `sender` -> `delivery` -> `slots`, `photos`, `rendering`, `keyboard`.
Under both: `api` and `request`.
"""
