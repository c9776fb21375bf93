"""What each part of the page shows: functions from an opened dossier to frozen rows that templates print.

A row holds quotations, names and codes, never sentences of the interface; those come from `words/`.
"""
