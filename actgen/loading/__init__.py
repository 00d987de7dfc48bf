"""From files to the model: what a session, a collectivity and a group file may hold, and what it means."""
