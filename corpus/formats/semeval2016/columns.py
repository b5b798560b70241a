"""The columns of a table of tweets."""

ID, TARGET, TWEET, STANCE = "ID", "Target", "Tweet", "Stance"
COLUMNS = (ID, TARGET, TWEET, STANCE)
ANNOTATOR, TWEET_AS_JSON = "Annotator", "Tweet (JSON)"
KNOWN = {one.lower(): one for one in (*COLUMNS, ANNOTATOR, TWEET_AS_JSON)}
"""The columns that are not notes, by their names in lower case."""
LABEL = "stance"
BREAKS = ("\t", "\n", "\r")
"""What no cell of a table between tabs can hold."""
