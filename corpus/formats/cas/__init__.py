"""UIMA CAS: what XMI, CAS JSON and INCEpTION's project have in common, between raw feature structures and graphs.

========================================  ==================================================================
in a CAS                                  in the graph
========================================  ==================================================================
an annotation (begin, end)                a span, labelled with its type
features with primitive values            attributes of it
features that refer to others, slots      a link with the span as its trigger; roles are features, or the slots' own
a type with Governor and Dependent        a link of two
a feature structure without a place       a link without a trigger
========================================  ==================================================================

Types of INCEpTION's own layers (`webanno.custom.Cue`) are called by their short name, all others by their full name. A CAS
counts UTF-16 units, has no interrupted spans, and no surfaces that would prove its offsets: bounds outside the text or inside
a character are what can be found out.
"""
