"""Will hold what helps people write: starter files asked in French; templates listed, checked, copied."""
