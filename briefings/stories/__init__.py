"""Articles become stories: which belong together, what the story is called, what it says."""
