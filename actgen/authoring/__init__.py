"""What helps people write: schemas for editors, starter files made from a few answers."""
