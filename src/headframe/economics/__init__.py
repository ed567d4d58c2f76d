"""The company's cash: a miner as of a day, its months ahead, policies by name, risk."""
