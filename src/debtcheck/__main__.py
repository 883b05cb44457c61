"""`python -m debtcheck` is `debtcheck`."""

import sys

from debtcheck.cli.main import main

sys.exit(main())
