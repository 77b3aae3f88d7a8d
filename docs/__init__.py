"""What draws the documentation's pictures."""
