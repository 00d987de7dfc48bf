"""The proof that what lies in a folder is what actgen wrote there, file by file: see `verification`."""
