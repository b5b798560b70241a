"""W3C Web Annotation, as JSON-LD; written only.

A folder with `<document>.txt` and `<document>.jsonld` for each document: an AnnotationCollection with one page, in which
each annotation says who made it.

====================  ===========================================================================================
in the graph          an Annotation with
====================  ===========================================================================================
span                  motivation `classifying`; a target per fragment, each with a TextPositionSelector and, for
                      the same words, a TextQuoteSelector
link                  motivation `classifying`; its target is its trigger, or the text
argument of a link    motivation `linking`; its target is the link, its bodies are the role and what plays it
attribute             motivation `tagging`; its target is the annotation that it stands on
note                  motivation `commenting`, the same
normalisation         motivation `identifying`, the same
group                 motivation `linking`; its targets are the members
====================  ===========================================================================================

The label is a body with the purpose `classifying`. Positions count code points, as the model's characters do. A URN names the
text by its document and digest; what it holds has its id as the fragment of the URN.
https://www.w3.org/TR/annotation-model/
"""

from corpus.formats.webannotation.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "write"]
