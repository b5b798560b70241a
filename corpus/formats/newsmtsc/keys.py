"""The keys of NewsMTSC's objects, and the labels that they are in a graph."""

GID, SENTENCE, TARGETS = "primary_gid", "sentence_normalized", "targets"
ANNOTATOR, DOCUMENT = "annotator", "document"
LINE_KEYS = {GID, SENTENCE, TARGETS, ANNOTATOR, DOCUMENT}
TARGET_GID, START, END, MENTION, POLARITY, FURTHER = "Input.gid", "from", "to", "mention", "polarity", "further_mentions"
TARGET_KEYS = {TARGET_GID, START, END, MENTION, POLARITY, FURTHER}
TARGET_LABEL, FURTHER_LABEL = "target", "further_mention"
FIRST, SECOND = "Arg1", "Arg2"
"""The roles of a further mention and its target."""
EXTRAS = "newsmtsc"
"""The key under which a document's extras keep what stands on a line."""
