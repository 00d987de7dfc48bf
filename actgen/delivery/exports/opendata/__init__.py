"""The deliberations as open data: the national schema « Délibérations » (SCDL) 2.1.5, one row each."""
