"""One session, start to end: read, compute, check, compose, render, write. Nothing prints here."""
