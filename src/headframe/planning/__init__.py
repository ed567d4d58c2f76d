"""What to choose: the company's plan, and a block of bitcoin sold day by day."""
