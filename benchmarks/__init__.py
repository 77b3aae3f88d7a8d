"""Benchmarks; none is part of the product."""
