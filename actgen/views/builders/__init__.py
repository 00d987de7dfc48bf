"""From figures to views: grammar and choice of what is shown, never a sentence of an act."""
