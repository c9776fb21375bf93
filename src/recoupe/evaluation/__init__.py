"""Measures what a dossier found against answers made by hand, and shows what changed between two runs.

`command` does what `recoupe eval` asks; `statements.judge` compares, `measures` counts, `report` tells.
"""
