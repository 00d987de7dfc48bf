"""The complete input: every key that a file may hold, with its French description.

Keys may be added, never renamed. From these shapes come the checks of form and the JSON Schema.
"""
