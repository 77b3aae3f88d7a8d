"""Text handling for all rooms: folding, words, quotation marks, wording differences, languages."""
