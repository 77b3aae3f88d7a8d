"""Measurements; none is part of the product."""
