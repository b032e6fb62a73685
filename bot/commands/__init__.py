"""The words of the command `footguide`, one file each."""
