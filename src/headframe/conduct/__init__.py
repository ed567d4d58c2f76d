"""What a company is doing, and why: shifts, motive, funding bounds, peers, what changed."""
