"""What it is worth: yardsticks, published rules, what drives the share, events, owners."""
