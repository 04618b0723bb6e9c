"""What an analyst does with a case, as functions: the window and the command line call these."""

from investigator.operations.arranging import LaidOut, belonging, lay_out, pinning
from investigator.operations.charting import Expanded, expand_on_chart, expansion_edit, figure_of, picture
from investigator.operations.labelling import (
    Labelled,
    label_edit,
    label_from_csv,
    label_from_words,
    put_label,
    remove_label,
    triage,
)
from investigator.operations.lookup import columns, kinds, known, labels_of, resolve
from investigator.operations.reporting import default_report, form_of, write_report
from investigator.operations.teaching import conflicts, taught_labels, training_labels
from investigator.operations.touching import Touched, touched_by

__all__ = [
    "Expanded",
    "Labelled",
    "LaidOut",
    "Touched",
    "belonging",
    "columns",
    "conflicts",
    "default_report",
    "expand_on_chart",
    "expansion_edit",
    "figure_of",
    "form_of",
    "kinds",
    "known",
    "label_edit",
    "label_from_csv",
    "label_from_words",
    "labels_of",
    "lay_out",
    "picture",
    "pinning",
    "put_label",
    "remove_label",
    "resolve",
    "taught_labels",
    "touched_by",
    "training_labels",
    "triage",
    "write_report",
]
