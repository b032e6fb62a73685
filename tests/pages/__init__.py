"""The pages for reviewers: what stands on them, how they are written, how they look in a browser."""
