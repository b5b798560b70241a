"""BioScope's labels (Vincze and others 2008): cues of speculation and negation with their scopes.

=====================  ===========================================================================
native                 ours
=====================  ===========================================================================
cue, `speculation`     cue of type `hedge`; `source_label` keeps the word
cue, `negation`        cue of type `negation`
cues of one `ref`      in one sentence: one cue of several fragments, whose id is that reference
xcope                  the `scope` of the cue that refers to it
DocumentPart           section: Title headline, AbstractText summary, SectionTitle heading, ...
the rest               documents' attributes, sentences, scopes without a cue: the document's extras
=====================  ===========================================================================

A cue that refers to no scope, and a scope without a cue, are told in the report and kept. https://rgai.inf.u-szeged.hu/bioscope
"""

from corpus.schemes.bioscope.decoding import decode
from corpus.schemes.bioscope.encoding import encode
from corpus.schemes.bioscope.labels import vocabulary

__all__ = ["decode", "encode", "vocabulary"]
