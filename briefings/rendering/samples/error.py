"""Samples for `error.md.j2`."""

from briefings.rendering.renderable import Unexpected

SAMPLES = (Unexpected("k3x9"),)
