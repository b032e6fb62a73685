"""The rules that a file must meet to be read at all, before any check looks at what it says."""

from bot.knowledge.explanation import Explanation

READING_RULES = (
    Explanation(
        "yaml",
        rule="A file is plain YAML: each key once, no alias, no tag.",
        why=(
            "The book is read by people and by programs alike. A key that stands twice hides one of its values, and "
            "an alias changes in a place where nobody looks."
        ),
        wrong="name: Ankle pumps\nname: Ankle circles",
        right="name: Ankle pumps",
    ),
    Explanation(
        "schema",
        rule="Every entry has the keys of its kind, with values of the right form.",
        why=(
            "A misspelt key would be passed over in silence, and a caution that is passed over protects nobody. So "
            "an unknown key is a fault, and so is a value that the program could only guess at."
        ),
        wrong="presure: 3",
        right="pressure: 3",
    ),
    Explanation(
        "todo",
        rule="Nothing that is marked TODO is left to be written.",
        why=(
            "`footguide new` marks all that somebody must write. A patient must not read a form that is half filled, "
            "and a rule that is half written protects nobody."
        ),
        wrong="feel: TODO what it should feel like",
        right="feel: A firm pull in the calf, never a sharp pain.",
    ),
    Explanation(
        "twice",
        rule="An id belongs to one entry.",
        why="Rules name entries by their id. With two of one id, one would win and the other would be lost unseen.",
        wrong="- caution: diabetes\n  ...\n- caution: diabetes\n  ...",
        right="- caution: diabetes\n  ...\n- caution: diabetes_in_pregnancy\n  ...",
    ),
    Explanation(
        "missing",
        rule="A book has its screen, its rules for stopping and all the files that every book needs.",
        why="Without the safety screen nobody may be shown anything, so a book without it is of no use.",
        wrong="knowledge/ (with no folder screening/)",
        right="knowledge/screening/screen.yaml (with screen: and stop_rules:)",
    ),
    Explanation(
        "not_utf8",
        rule="Files are written in UTF-8.",
        why="In another encoding letters turn into other letters, and a patient would read nonsense.",
        wrong="a file saved as 'Windows-1252' or 'Latin 1'",
        right="the same file, saved as 'UTF-8'",
    ),
    Explanation(
        "file_unreadable",
        rule="Every file of the book can be opened.",
        why="A file that cannot be opened may hold cautions. The book is not used without them.",
        wrong="cautions_skin.yaml, readable for another user alone",
        right="chmod a+r cautions_skin.yaml",
    ),
    Explanation(
        "file_too_large",
        rule="A file has less than a million bytes.",
        why="Nobody writes that much knowledge by hand; it is a file that came here by mistake.",
        wrong="knowledge/pictures/photo.svg with 5,000,000 bytes",
        right="a line drawing of some thousand bytes",
    ),
    Explanation(
        "book_too_large",
        rule="A book has less than twenty million bytes and five thousand files.",
        why="It is read anew for every edit. So much is no book that people wrote; something else got into it.",
        wrong="BOT_KNOWLEDGE=/",
        right="BOT_KNOWLEDGE=/srv/footguide/knowledge",
    ),
    Explanation(
        "stray_file",
        rule="In the book's folder lie files of the book, each in its place.",
        why=(
            "A caution in a file that nobody reads protects nobody, and a picture from elsewhere could bring a "
            "script or fetch something from outside."
        ),
        wrong="knowledge/technique/ankle_pumps.yaml",
        right="knowledge/techniques/ankle_pumps.yaml",
    ),
    Explanation(
        "link_out",
        rule="A file of the book lies in the book's folder.",
        why="What a link points to elsewhere can change without anybody editing the book, or hold a secret.",
        wrong="knowledge/sources.yaml -> /etc/passwd",
        right="knowledge/sources.yaml, a file",
    ),
    Explanation(
        "unsigned",
        rule="Where signatures are required, a clinician has signed every safety rule as it stands.",
        why=(
            "With BOT_REQUIRE_SIGNED=yes nobody meets a rule that no clinician has looked at. A signature holds for "
            "the words that were signed; any change of the entry voids it. `footguide sign` writes one."
        ),
        wrong="- caution: diabetes\n  ...",
        right=(
            "- caution: diabetes\n  ...\n"
            '  reviewed: {by: "Ada Example, podiatrist", on: 2026-11-22, due: 2027-11-22, of: "0123456789abcdef"}'
        ),
    ),
)
"""The rules of the reader, in the order in which a file meets them."""
