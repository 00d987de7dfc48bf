"""What each command does: it asks the door (`actgen.api`), shows what it is told, gives an exit code."""
