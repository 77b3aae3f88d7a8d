"""What draws the documentation's pictures, and writes what it lists."""
