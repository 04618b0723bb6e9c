"""The texts of the window in other languages: Qt Linguist's files, and the command that keeps them (`python -m`)."""
