"""The studio: pages on this machine alone, for who prepares a session without ever seeing its file.

A thin face of `actgen.api`, beside the command line: it holds no fact, counts nothing, judges nothing.
`launch` opens it and closes it, `gate` refuses whoever did not come in by the launch, `application` leads a
request to its screen, and each screen tells what it shows and what its forms change.
"""
