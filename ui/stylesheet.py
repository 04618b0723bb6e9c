"""The app's Qt style sheet: one template on a grid of 4, filled with the colours of a theme.

Dynamic properties it knows: `role` on labels and frames (`title`, `figure`, `section`, `dim`, `address`,
`pill`, `card`, `empty`), `tone` on labels (`low`, `mid`, `high`, `verified`, `accent`, `dim`), `primary`,
`quiet` and `link` on buttons, and the object names `rail`, `panel`, `query`.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import Any

GROUND = """
* { outline: none; }
QWidget { color: $text; font-size: 13px; }
QMainWindow, QDialog, QWidget#panel, QFrame#panel, QDockWidget, QWizard, QWizardPage { background: $panel; }
QWidget#stage, QStackedWidget#stage { background: $ground; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QDockWidget::title { padding: 8px 16px; color: $dim; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 8px; }
QStatusBar { background: $panel; color: $dim; border-top: 1px solid $line; min-height: 27px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $dim; font-size: 12px; padding: 0 8px; }
QFrame[frameShape="4"], QFrame[frameShape="5"] { color: $line; }
"""

TEXT = """
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="figure"] { font-size: 22px; }
QLabel[role="section"] { font-size: 11px; font-weight: 600; color: $dim; letter-spacing: 0.8px; }
QLabel[role="dim"], QLabel[role="empty"] { color: $dim; }
QLabel[role="address"] { font-family: $mono; font-size: 12px; }
QLabel[role="pill"] { border: 1px solid $line; border-radius: 8px; padding: 0 8px;
  min-height: 16px; max-height: 16px; font-size: 11px; }
QLabel[tone="dim"] { color: $dim; }
QLabel[tone="low"] { color: $low_text; border-color: $low; }
QLabel[tone="mid"] { color: $mid_text; border-color: $mid; }
QLabel[tone="high"] { color: $high_text; border-color: $high; }
QLabel[tone="verified"] { color: $verified; border-color: $verified; }
QLabel[tone="accent"] { color: $accent_text; border-color: $accent; }
QFrame[role="card"] { background: $ground; border: 1px solid $line; border-radius: 6px; }
"""

BUTTONS = """
QPushButton { background: $field; border: 1px solid $line; border-radius: 6px; padding: 0 12px;
  min-height: 26px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; }
QPushButton[primary="true"], QPushButton:default { background: $accent; border-color: $accent;
  color: $on_accent; font-weight: 600; }
QPushButton[primary="true"]:hover, QPushButton:default:hover { background: $accent_hover;
  border-color: $accent_hover; }
QPushButton[primary="true"]:disabled, QPushButton:default:disabled { background: $raised; color: $faint;
  border-color: $line; }
QPushButton[quiet="true"] { background: transparent; border-color: transparent; padding: 0 8px; }
QPushButton[quiet="true"]:hover { background: $raised; }
QPushButton[link="true"] { background: transparent; border: none; color: $accent_text; padding: 0 8px;
  min-height: 20px; font-size: 12px; }
QPushButton[link="true"]:hover { background: $raised; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton { background: transparent; border: none; border-radius: 6px; padding: 4px; color: $text; }
QToolButton:hover { background: $raised; }
QToolButton:checked { color: $accent; }
QToolButton::menu-indicator { image: none; }
QWidget#rail { background: $panel; border-right: 1px solid $line; }
QWidget#rail QToolButton { border-radius: 0; border-left: 3px solid transparent; min-width: 41px;
  min-height: 36px; padding: 3px 3px 3px 0; }
QWidget#rail QToolButton:checked { border-left-color: $accent; background: $raised; }
QWidget#rail QToolButton:focus { background: $raised; border: 1px solid $accent; border-left: 3px solid $accent;
  padding: 2px 2px 2px 0; }
QToolButton:focus { border: 1px solid $accent; padding: 3px; }
QPushButton[quiet="true"]:focus { border-color: $accent; }
QPushButton[link="true"]:focus { border: 1px solid $accent; border-radius: 4px; padding: 0 7px; }
QPushButton[primary="true"]:focus, QPushButton:default:focus { border-color: $text; }
"""

INPUTS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $field;
  border: 1px solid $line; border-radius: 6px; padding: 0 8px; min-height: 26px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $dim; }
QPlainTextEdit, QTextEdit { padding: 6px; }
QTextBrowser[role="rendered"] { background: transparent; border: none; border-radius: 0; padding: 0;
  min-height: 0; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border-color: $accent; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $faint; }
QLineEdit#query { font-family: $mono; padding: 0 12px; min-height: 28px; }
QAbstractSpinBox { min-height: 23px; padding: 0 7px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { background: transparent; border: none; padding: 0;
  min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QRadioButton::indicator { width: 12px; height: 12px; border: 1px solid $dim; border-radius: 7px;
  background: $field; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid $accent;
  background: $on_accent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; border-left: 4px solid $field;
  border-right: 4px solid $field; border-top: 5px solid $dim; }
QCheckBox::indicator, QListView::indicator { width: 12px; height: 12px; border: 1px solid $faint; border-radius: 3px;
  background: $field; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; padding: 4px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; text-align: center;
  color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QProgressBar[tone="high"]::chunk { background: $high; }
QProgressBar[tone="mid"]::chunk { background: $mid; }
QProgressBar[tone="low"]::chunk { background: $low; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 12px; margin: -4px 0; border-radius: 6px; }
"""

ITEMS = """
QAbstractItemView { background: transparent; border: none; selection-background-color: $tint;
  selection-color: $text; alternate-background-color: $raised; gridline-color: $line; }
QTableView { background: $ground; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QTableView::item:hover { background: $raised; }
QTableView::item:selected { background: $tint; color: $text; }
QListView::item, QTreeView::item { min-height: 28px; padding: 0 4px; border: none; }
QListView::item:hover, QTreeView::item:hover { background: $raised; }
QListView::item:selected, QTreeView::item:selected { background: $tint; color: $text; }
QAbstractItemView:focus { border: none; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $dim; border: none; border-bottom: 1px solid $line;
  padding: 0 8px; min-height: 25px; font-size: 12px;
  font-weight: 400; text-align: left; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $panel; border: none; }
QTabWidget::pane { border: none; }
QTabBar { background: $panel; qproperty-drawBase: 0; }
QTabBar::tab { background: $panel; color: $text; padding: 0 14px; min-height: 34px;
  border-right: 1px solid $line; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { background: $raised; }
QTabBar:focus { border-bottom: 1px solid $accent; }
QTabBar::tab:selected { background: $ground; color: $accent_text; border-bottom-color: $accent; }
QGroupBox { border: none; margin-top: 20px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; color: $dim; font-size: 11px; }
"""

MENUS = """
QMenuBar { background: $panel; border-bottom: 1px solid $line; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; min-height: 20px; border-radius: 4px; }
QMenu::item:selected { background: $tint; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { background: $line; height: 1px; margin: 4px 8px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def fill(theme: Any) -> str:
    """The sheet in the colours of `theme` (a dataclass of `#rrggbb` fields, `ui.theme.Theme`)."""
    colors = asdict(theme) | {"mono": "'DejaVu Sans Mono', 'Menlo', 'Consolas', monospace"}
    return Template(GROUND + TEXT + BUTTONS + INPUTS + ITEMS + MENUS).substitute(colors)
