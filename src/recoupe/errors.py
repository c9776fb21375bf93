"""The errors that a caller can repair; all else becomes a Note.

RecoupeError
├── InputError      nothing readable where the caller pointed
├── OptionError     an option or a settings file that makes no sense
├── DataError       a broken language folder, codebook or weights file: file, line, what is wrong
├── MissingError    an optional library or file is not installed: says which extra brings it
└── SpanError       an empty, reversed or foreign span: a defect of ours, never of the page
"""


class RecoupeError(Exception):
    """Any error that Recoupe raises on purpose."""


class InputError(RecoupeError):
    """Nothing readable where the caller pointed."""


class OptionError(RecoupeError):
    """An option or a settings file makes no sense."""


class DataError(RecoupeError):
    """A data file of a language, a codebook or a model is broken."""


class MissingError(RecoupeError):
    """An optional library or file is not installed."""


class SpanError(RecoupeError):
    """A span is empty, reversed or outside its page."""
