"""The Word file of an act: its tree, laid on the letterhead of the commune or of the house."""
