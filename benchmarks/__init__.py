"""Measurements that the documentation quotes: run by `make bench`, never part of the tests."""
