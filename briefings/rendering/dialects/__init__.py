"""The markup of each platform that replies go to: one module a platform."""
