"""The markup of each platform that replies go to: one module per platform.

To add one, write a class that implements `dialect.Dialect`; `plain` is the shortest example.
Nothing else in `briefings` writes markup.
"""
