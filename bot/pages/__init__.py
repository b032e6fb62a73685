"""The book as a small static site, for people who review it on paper or screen."""
