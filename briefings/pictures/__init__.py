"""Answers drawn: a timeline, the sides' positions, how widely each key point is reported.

`sketch` is a pure decision: what an answer's picture shows, as plain data. `draw` turns that data
into a PNG. Equal sketches give equal pictures, so a sketch is also the key under which a picture
is cached.
"""

from briefings.pictures.canvas import Picture
from briefings.pictures.drawing import draw
from briefings.pictures.sketches import Sketch, sketch

__all__ = ["Picture", "Sketch", "draw", "sketch"]
