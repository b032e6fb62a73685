"""Typed words and message catalogues."""
