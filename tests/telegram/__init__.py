"""Updates in, replies out."""
