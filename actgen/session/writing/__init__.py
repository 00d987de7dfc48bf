"""Writing: names of files, the journal, and safe replacement of what is already there (`write`)."""
