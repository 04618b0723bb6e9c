"""Labels as sources: TagPacks and ActorPacks, tables, bare lists, and OFAC's list."""

from investigator.chain.labels.address_list import AddressList, is_list
from investigator.chain.labels.claims import CONFIDENCE
from investigator.chain.labels.claims import meaning as read_meaning
from investigator.chain.labels.label_table import LabelTable, label_columns, read_rows
from investigator.chain.labels.sdn import SdnList, is_sdn
from investigator.chain.labels.tagpack import TagPack

__all__ = [
    "CONFIDENCE",
    "AddressList",
    "LabelTable",
    "SdnList",
    "TagPack",
    "is_list",
    "is_sdn",
    "label_columns",
    "read_meaning",
    "read_rows",
]
