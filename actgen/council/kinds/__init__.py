"""The catalogue of act kinds: a kind is a folder of text with a manifest, no Python."""
