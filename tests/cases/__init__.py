"""The patient cases of the book, whether they cover every red flag, and whether their player can fail."""
