"""One module a command: `COMMAND`, which its help is made from, and `run(line, screen)`, its exit code."""
