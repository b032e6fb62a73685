"""The whole program as a person meets it: at the page in a browser, and as a process that is killed and started again."""
