"""The drawing kit: composes scenes of the book into SVG."""
