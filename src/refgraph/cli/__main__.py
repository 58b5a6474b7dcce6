"""``python -m refgraph.cli`` is ``refgraph``."""

import sys

from refgraph.cli.app import main

sys.exit(main())
