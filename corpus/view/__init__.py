"""What a person sees of a corpus: articles with their marks, and lists, in a terminal."""
