"""The words of the design as types, one file each."""
