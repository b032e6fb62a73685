"""Patient cases, played through the real conversation."""
