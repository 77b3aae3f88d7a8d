"""Text as all rooms see it: folding, words, sentences, quotation marks, differences in wording."""
