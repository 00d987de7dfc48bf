"""YAML text → tree with positions → located facts, or located French diagnostics. Knows no domain.

The doors are `yaml_tree.read_tree` (bytes → tree), `typed.read_typed` (bytes → the fact that a file
holds), `facts` (what a fact is declared with), `fields` (the types of its keys) and `scalars` (the
same readings of a single value).
"""
