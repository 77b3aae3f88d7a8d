"""The markup of each platform that replies go to: one module a platform.

To add one, write a class that does what `dialect.Dialect` says; `plain` is the shortest example.
Nothing else in `briefings` writes markup.
"""
