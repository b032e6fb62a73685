"""The book as a small static site, for those who review it: on paper, on a phone, without scripts or a network."""
