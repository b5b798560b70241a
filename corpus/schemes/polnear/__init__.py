"""PolNeAR's attributions (Newell, Margolin and Ruths 2018): Source, Cue and Content of an event.

========================  =====================================================================
native                    ours
========================  =====================================================================
`Attribution` event       attribution; `source_label` keeps which of the two it was
`Attribution-no-source`   attribution of `@unspecified`
Source                    source, and its span in each attribution that names it there
Cue                       cue of type `unspecified`
Content, Content2         the content; several are fragments of one span
Discuss, Discard, loose   no attribution's: kept in the document's extras, by annotator
========================  =====================================================================

Native ids stay (`E4` is the attribution, `T15` its cue), so that a span that several attributions share is one record, and the
file can be made again. https://github.com/networkdynamics/PolNeAR
"""

from corpus.schemes.polnear.decoding import decode
from corpus.schemes.polnear.encoding import encode
from corpus.schemes.polnear.labels import vocabulary

__all__ = ["decode", "encode", "vocabulary"]
