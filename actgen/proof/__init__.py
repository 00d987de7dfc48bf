"""Whether acts are still what was written: by their journal (`verification`), a PDF by itself (`seul`)."""
