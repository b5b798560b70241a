"""Other people's files: each format translates between its files and the graph, and declares what it cannot carry."""
