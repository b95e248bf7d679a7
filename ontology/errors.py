"""The one exception that reaches a user as a message instead of a traceback."""


class InputError(Exception):
    """Something the user gave cannot be used.

    The message is one line that names the file or argument and says what to do about it.
    The command line prints it and ends with exit code 2.
    """
