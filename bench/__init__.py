"""Benches: speed against the bare engines, and checks against sessions known to be right or wrong."""
