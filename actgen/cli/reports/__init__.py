"""What `check` and `render` show, as lines of text and as JSON."""
