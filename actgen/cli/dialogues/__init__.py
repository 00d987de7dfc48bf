"""The conversations of `actgen new`, one a module."""
