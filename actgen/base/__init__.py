"""What every room uses: findings and errors, records, rows of rules, French text, what ships with actgen.

Pure values and functions. Nothing here knows a session, and nothing here is read from a user's file.
"""
