"""Cases and files."""

from __future__ import annotations

from ui.actions.row import Action, always, has_evidence, is_open

_A = Action

CASE = (
    _A("new", "New case…", "Make an empty case file.", "Ctrl+N", "file-plus", "Case", always,
       lambda v: v.files.new()),
    _A("open", "Open case…", "Open a case file.", "Ctrl+O", "folder-open", "Case", always,
       lambda v: v.files.open()),
    _A("sample", "Open the sample case", "Open a made-up theft to try everything on.", "Ctrl+Shift+O",
       "graduation-cap", "Case", always, lambda v: v.files.open_sample()),
    _A("import", "Import…", "Import transfers, blocks or labels from files.", "Ctrl+I", "download-simple",
       "Case", is_open, lambda v: v.files.import_files()),
    _A("rename", "Title and question…", "Say what the case is called and what it is to answer.", "F2",
       "pencil-simple", "Case", is_open, lambda v: v.files.rename()),
    _A("verify", "Verify", "Check the journal, the evidence and the scores against their hashes.",
       "Ctrl+Shift+V", "shield-check", "Case", is_open, lambda v: v.files.verify()),
    _A("pack", "Hand over…", "Write the case or its exhibits into one file that anybody can check with Python alone.", "",
       "export", "Case", is_open, lambda v: v.packing.hand_over()),
    _A("pull", "Pull…", "Pull the transactions around accounts from a node or an explorer.", "Ctrl+Shift+I",
       "cloud-arrow-down", "Case", is_open, lambda v: v.acquiring.pull()),
    _A("push", "Push frontier…", "Pull on from the selected accounts at which a pull stopped, or from all of these.",
       "Alt+Shift+I", "arrow-line-right", "Case", has_evidence, lambda v: v.acquiring.push()),
    _A("prices", "Prices…", "See the prices in the case, and get more from a table or a node.", "Ctrl+Shift+Y",
       "currency-circle-dollar", "Case", is_open, lambda v: v.acquiring.prices()),
    _A("certify", "Completeness…", "Check whether all there is about the selected or all pulled accounts is in the case.",
       "Ctrl+Shift+K", "checks", "Case", is_open, lambda v: v.certifying.certify()),
    _A("close", "Close case", "Close the case; everything is kept in its file already.", "Ctrl+W", "x",
       "Case", is_open, lambda v: v.files.close()),
    _A("quit", "Quit", "Close the program.", "Ctrl+Q", "sign-out", "Case", always, lambda v: v.view.quit()),
)  # fmt: skip
