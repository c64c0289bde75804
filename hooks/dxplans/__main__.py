"""``python -m dxplans``: the same as the command ``dxplans``."""

import sys

from dxplans.cli import main

sys.exit(main())
