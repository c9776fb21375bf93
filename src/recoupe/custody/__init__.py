"""What makes a dossier hold as evidence: the raw bytes of its pages, the list of its files, a signature.

`raw` keeps what pages were read from and reads it again; `manifest` lists what a run wrote and says what
changed since; `signing` puts a name to that list. Nothing here reads a clock, a host or the network.
"""
