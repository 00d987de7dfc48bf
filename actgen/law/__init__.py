"""Dated facts of law (data/droit) and facts of reference (data/reference), typed and looked up quickly."""
