"""Heavy harnesses: what breaks Headframe on purpose, over and over. Run by `.ci/long`, not by the gate."""

import sys
from pathlib import Path

# The servers and made-up records that the tests of these rooms are run on.
for room in ("planning", "record", "sources"):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "unit" / room))
