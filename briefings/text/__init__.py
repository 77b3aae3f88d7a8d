"""Text as all rooms see it: folding, words, quotation marks, differences in wording, languages."""
