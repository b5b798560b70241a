"""GUM (Zeldes 2017): entities with coreference, information status and Wikipedia titles; attributions of its discourse trees.

===================================  ===============================================================================
native                               ours
===================================  ===============================================================================
group (`GRP`)                        entity; `etype` is its type and, as it stands, `source_label`
mention                              mention: `minspan` is the span, all of it the extent; `etype` is `source_label`
`identity` (a Wikipedia title)       extras of the entity: our link is a Wikidata id
`infstat`, `salience`, `link`, ...   extras of the mention
`attribution-positive`, `-negative`  attribution with its polarity; `source_label` keeps the relation
signal `sem-atsrc`; signals `lex-*`  the words of its source, of the entity that is mentioned there; its cues
the unit that is attributed          content, with all that is nearer to it in the tree
===================================  ===============================================================================

`time`, `animal`, `plant`, `substance`, `object`, `abstract` are MISC with us, `place` is LOC; going out, `source_label` says
which it was.
"""

from corpus.schemes.gum.decoding import decode
from corpus.schemes.gum.encoding import encode
from corpus.schemes.gum.labels import vocabulary

__all__ = ["decode", "encode", "vocabulary"]
