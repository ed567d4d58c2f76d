"""One script a change of shape, applied in order."""
