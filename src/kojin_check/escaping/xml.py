"""Text from case files made safe inside XML and HTML: there it is text and nothing else."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from kojin_check.escaping.screen import visible
from kojin_check.escaping.workflow_commands import COMMAND_MARK, COMMAND_START
from kojin_check.regex import regex

_NOT_XML = regex("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold in any form (section 2.2), not even as a character reference."""


def in_xml(text: str) -> str:
    """Gives `text` as the content of an XML 1.0 element; `]]>` and control characters stay visible.

    It cannot be taken for a command of a CI server either, should the document go to a log.
    """
    return COMMAND_MARK.sub("#&#35;", COMMAND_START.sub(r"\1&#58;", escape(_for_xml(text))))


def in_xml_attribute(text: str) -> str:
    """Gives `text` as the value of an XML 1.0 attribute, with its quotes; otherwise like `in_xml`."""
    return COMMAND_MARK.sub("#&#35;", quoteattr(_for_xml(text)))


def _for_xml(text: str) -> str:
    return _NOT_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", visible(text))
