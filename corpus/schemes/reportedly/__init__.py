"""Our own schema as a graph, both ways and exactly: what an annotator sees of it in other tools.

======================================  ==========================================================================
ours                                    in the graph
======================================  ==========================================================================
record with a span (a cue, a mention)   a span, labelled with its layer
record without (an entity, a stance)    a link, labelled with its layer; its trigger is where it is shown
further spans (`extent`, `content`)     spans of their own, labelled with the field; a link or an argument ties them
references (`entity_id`, `cue_ids`)     links or arguments, labelled without `_id` (`entity`, `cue`)
labels, yes and no                      attributes, labelled with the field; an empty list is the attribute `none`
text, numbers, extras                   notes, labelled with the field
======================================  ==========================================================================
"""

from corpus.schemes.reportedly.decoding import decode
from corpus.schemes.reportedly.encoding import encode
from corpus.schemes.reportedly.labels import vocabulary

__all__ = ["decode", "encode", "vocabulary"]
