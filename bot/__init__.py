"""footguide: a Telegram bot that guides people with sore feet, safely."""
