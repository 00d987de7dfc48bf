"""One module a screen: its routes, what it shows, and what its forms change."""
