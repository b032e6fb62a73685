"""What operators do in their own chats: look at the book, propose an edit, publish it, roll it back, see counts."""
