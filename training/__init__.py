"""Makes the shipped weights from corpora: `python -m training.train`. See README.md beside this file."""
