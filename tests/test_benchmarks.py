"""Benchmarks are run by hand: moving what they import from the tests must not go unnoticed."""

import importlib
import pkgutil

import pytest

import benchmarks


@pytest.mark.parametrize(
    "name", [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
)
def test_each_benchmark_can_be_imported(name):
    importlib.import_module(f"benchmarks.{name}")
