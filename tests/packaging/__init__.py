"""What is handed out: the wheel, the image, the locks and the files of the repository."""
