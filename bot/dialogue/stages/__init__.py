"""What each stage of the conversation shows and does, one file each."""
