"""A message that came in: what it claims, and its signs of fraud, of pressure, of a court."""
