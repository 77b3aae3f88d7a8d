"""Answers laid out by templates: a reply, in a chat platform's dialect or in plain text."""
