"""Numbered SQL files, each taking the database one version further; never edited once released."""
