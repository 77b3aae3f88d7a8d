"""Draws answers: a timeline, the sides' positions, how widely each key point is reported.

`sketches.sketch` is a pure decision: what an answer's picture shows, as plain data. `drawing.draw`
turns that data into a PNG; only it needs the extra ``pictures`` (Pillow, fonts). Equal sketches
give equal pictures, so a sketch is also a picture's cache key.
"""
