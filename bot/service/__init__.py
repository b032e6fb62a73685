"""The composition of poller, worker, sender and timers as one service; the way of a message comes together here.

`worker` takes updates from the poller and timers from `alarm`, `fold` leads them through the conversation, the store
commits what comes out, and the sender delivers it.
"""

from bot.service.conversation import Conversation
from bot.service.running import Rates, Service
from bot.service.signals import end_on_signals
from bot.service.switching import Switching

__all__ = ["Conversation", "Rates", "Service", "Switching", "end_on_signals"]
