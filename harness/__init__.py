"""Heavy harnesses, run by .ci/long: each prints what it did and fails loudly."""
