"""NewsMTSC's labels (Hamborg and Donnay 2021): how a sentence speaks of somebody or something.

==================  =================================================================================
native              ours
==================  =================================================================================
target              entity with a mention, whose id is the `Input.gid`; `source_label` says `target`
further mention     a mention of the same entity; `source_label` says `further_mention`
polarity 2, 4, 6    stance of `@author` to the entity, of type sentiment: against, neutral, favor;
                    `source_label` keeps the number as it stood
==================  =================================================================================

https://github.com/fhamborg/NewsMTSC
"""

from corpus.schemes.newsmtsc.decoding import decode
from corpus.schemes.newsmtsc.encoding import encode
from corpus.schemes.newsmtsc.labels import vocabulary

__all__ = ["decode", "encode", "vocabulary"]
