"""Will hold the hand-over folders: transmission to the State, open data, archive."""
