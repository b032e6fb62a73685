"""Keeps the garbage collector off what lasts, because looking at a whole book again and again holds everybody up."""

import gc


def spare_what_lasts() -> None:
    """Takes what is in memory now out of the rounds of the garbage collector.

    A book is some two hundred thousand objects that never become garbage; a round over them stops every chat for a
    tenth of a second and more. Call it when a book has been loaded, at the start and after each change of edition:
    it first lets go of what the edition before left.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
