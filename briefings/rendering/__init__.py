"""Lays out answers by templates: replies in a chat platform's dialect or in plain text."""
