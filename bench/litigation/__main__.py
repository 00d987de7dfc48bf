"""`python -m bench.litigation`."""

import sys

from .banc import main

if __name__ == "__main__":
    sys.exit(main())
