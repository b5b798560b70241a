"""PolNeAR's labels, and where what has no field of ours is kept."""

EVENT = "Attribution"
EVENT_WITHOUT_SOURCE = "Attribution-no-source"
EVENTS = (EVENT, EVENT_WITHOUT_SOURCE)
SOURCE, CUE, CONTENT = "Source", "Cue", "Content"
EXTRAS = "polnear"
"""The key under which a document's extras keep, by annotator, what belongs to no attribution."""
DIGITS = "0123456789"
"""What brat puts behind a role that stands several times: Content, Content2."""
