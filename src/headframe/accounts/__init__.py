"""What the numbers add up to: roll-forward, ties, lots, measures, margins."""
