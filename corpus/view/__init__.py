"""What a person sees: the annotated text in the terminal."""
