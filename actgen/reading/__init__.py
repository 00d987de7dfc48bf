"""YAML text → tree with positions → typed input, or located French diagnostics. Knows no domain.

The doors are `yaml_tree.read_tree` (bytes → tree), `typed.read_typed` (bytes → validated shape that
remembers where each value was written), `fields` (the types that a shape is declared with) and
`scalars` (the same readings of a single value, without pydantic). This file imports none of them,
so that reading one date doesn't cost the import of a validation library.
"""
