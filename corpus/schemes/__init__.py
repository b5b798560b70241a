"""Other people's labels: each scheme translates between a graph with its native labels and a corpus."""
