"""What can happen to a chat, one file a kind: each reads its event and leads to the stage that answers it."""
