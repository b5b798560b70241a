"""The labelling configuration: a control for each kind of label, so that what was written can be seen and changed.

>>> from corpus.formats.labelstudio.offers import Offer
>>> from corpus.formats.vocabularies import AttributeType, Vocabulary
>>> kinds = AttributeType("type", ("cue",), ("hedge",))
>>> print(configuration(Offer(Vocabulary(spans=("cue",), attributes=(kinds,)))))
<View>
  <Relations>
    ...
  <Labels name="label" toName="text">
    <Label value="cue" />
  </Labels>
  <Text name="text" value="$text" />
  ...
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from corpus.formats.labelstudio.keys import OBJECTS, SPANS, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.labelstudio.offers import Offer

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to write."""


def configuration(offer: Offer) -> str:
    """Write the configuration."""
    view = Element("View")
    _add_options(view, "Relations", "Relation", offer.relations)
    _add_options(view, "Labels", "Label", offer.spans, name=SPANS, toName=TEXT)
    _add_options(view, "Labels", "Label", offer.objects, name=OBJECTS, toName=TEXT)
    SubElement(view, "Text", name=TEXT, value=f"${TEXT}")
    regions = dict.fromkeys([*(region for region, _ in offer.choices), *(region for region, _ in offer.notes)])
    for region in filter(_is_writable, regions):
        _add_details(view, region, offer)
    indent(view)
    return tostring(view, encoding="unicode") + "\n"


def _add_details(view: Element, region: str, offer: Offer) -> None:
    """Add what can be said of regions with one label; it is seen when one of them is chosen."""
    part = SubElement(view, "View", visibleWhen="region-selected", whenLabelValue=region)
    about = {"toName": TEXT, "perRegion": "true", "whenLabelValue": region}
    for (label, name), values in offer.choices.items():
        if label == region:
            SubElement(part, "Header", value=name)
            _add_options(part, "Choices", "Choice", values, name=f"{label}.{name}", **about)
    for label, name in offer.notes:
        if label == region and (label, name) not in offer.choices and _is_writable(name):
            SubElement(part, "Header", value=name)
            SubElement(part, "TextArea", {"name": f"{label}.{name}", "editable": "true", **about})


def _add_options(parent: Element, group: str, kind: str, labels: Iterable[str], **about: str) -> None:
    fit = [label for label in labels if _is_writable(label)]
    if fit and all(map(_is_writable, about.values())):
        made = SubElement(parent, group, about)
        for label in fit:
            SubElement(made, kind, value=label)


def _is_writable(label: str) -> bool:
    return UNWRITABLE.search(label) is None
