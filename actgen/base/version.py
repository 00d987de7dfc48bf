"""The version of actgen, told once: journals, PDF files and the wheel name it."""

__version__ = "0.1.0"
