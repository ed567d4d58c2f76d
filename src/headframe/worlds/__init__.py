"""What could happen: bitcoin price, fees, network, power, AI rents and delays, drawn jointly by month."""
