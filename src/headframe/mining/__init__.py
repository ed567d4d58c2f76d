"""Mining: pure formulas. Expected coins, hash price, hash cost, break-even power, fleets that stop when it pays."""
