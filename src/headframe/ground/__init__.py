"""The ground floor: errors, gaps, periods, intervals and units. It knows nothing of miners."""
