"""Scripts that draw the documentation's pictures and write its lists."""
