"""What a log could show of an exception."""

import traceback


def everything_told(error: BaseException) -> str:
    """All that a log could show of an exception, what lies behind it included."""
    told = "".join(traceback.format_exception(error))
    behind: BaseException | None = error
    while behind is not None:
        told += repr(behind) + str(behind)
        behind = behind.__cause__ or behind.__context__
    return told
