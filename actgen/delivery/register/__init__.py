"""The year's register of deliberations: which sessions it holds, what it lacks, its pages, its files."""
