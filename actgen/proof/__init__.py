"""Will hold the proof that an act says what its facts and the journal say, file by file."""
