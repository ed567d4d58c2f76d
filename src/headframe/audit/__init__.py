"""Articles against the record: what they claim, found by grammar and judged by recomputation."""
