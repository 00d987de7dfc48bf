"""Will hold the making of many documents at once: jobs that take bytes and give bytes, run by processes."""
