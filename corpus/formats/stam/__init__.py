"""STAM, the stand-off text annotation model, as STAM JSON; written only.

One file, an AnnotationStore with every text in it. Positions are begin-aligned code points.

====================  =====================================================================================
in the graph          an Annotation whose target is
====================  =====================================================================================
span                  a TextSelector, or a CompositeSelector of one per fragment
link                  an AnnotationSelector, or a DirectionalSelector over its trigger and arguments, in order;
                      the text itself where it has none
attribute, note, ...  an AnnotationSelector
group                 a CompositeSelector of its members
====================  =====================================================================================

Data are in one set, `reportedly`: `kind` (span, link, ...), `label`, `annotator` (and `annotator-kind`), `id` where the item
has one, `roles` and `has-trigger` of a link, `value`, `text`, `entry`. An annotation points only at those before it,
so links in a circle are lost. https://annotation.github.io/stam/
"""

from corpus.formats.stam.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "write"]
