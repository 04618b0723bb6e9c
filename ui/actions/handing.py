"""Handing a case on, and vouching for it."""

from __future__ import annotations

from ui.actions.row import Action, has_evidence, is_open

_A = Action

HANDING = (
    _A("export", "Export…", "Hand the case on in a format that others read: STIX, CASE/UCO, TagPack, GraphML, CSV and more.",
       "", "export", "Report", has_evidence, lambda v: v.handing.export()),
    _A("sign", "Sign the journal", "Sign what was done since the last signature with your key; one is made at first need.",
       "Alt+S", "pen-nib", "Report", is_open, lambda v: v.handing.sign()),
    _A("stamp", "Time stamp…", "Have an authority say since when the case is as it is.", "", "clock",
       "Report", is_open, lambda v: v.handing.stamp()),
    _A("forget", "Forget in the memory", "Forget which addresses are in this case, and remember it no more across cases.",
       "", "eraser", "Report", is_open, lambda v: v.remembering.forget()),
    _A("replay", "Work out again", "Build the case again from evidence and journal alone, and compare all results.",
       "", "arrow-u-up-left", "Report", is_open, lambda v: v.handing.replay()),
)  # fmt: skip
