"""The rules that the safety proof holds: what it shows of a whole edition, beyond what a check sees in an entry."""

from bot.knowledge.explanation import Explanation

PROOF_RULES = (
    Explanation(
        "proof_rule",
        rule="Each rule alone leads to its level or limits; unsure, unasked and outdated are as strict as yes.",
        why=(
            "Nobody's 'not sure' may be taken for a no, and no answer may hold for ever. All answers to the facts of "
            "each rule are gone through, with every age that some rule names."
        ),
        wrong="when: {all: [red_spot, {not: diabetes}]}   (a person with diabetes is let through)",
        right="when: red_spot",
    ),
    Explanation(
        "proof_merging",
        rule="Merging limits takes the strictest: order changes nothing, one more limit never allows more.",
        why=(
            "A person with several conditions must be as safe as with the strictest of them. All pairs and triples "
            "of limits are merged in every order."
        ),
        wrong="two cautions for one class, where the milder one is read last and wins",
        right="the lower pressure and the shorter time of both",
    ),
    Explanation(
        "proof_planning",
        rule="A plan holds nothing that is forbidden, and shows nothing unchanged that limits change.",
        why=(
            "The planner sees permissions only. Every step of every routine is gone through with all permissions of "
            "its technique and its substitutes, all equipment and all lengths."
        ),
        wrong="substitutes:\n  towel_stretch_calf: [stair_calf_stretch]   (taken although it is forbidden too)",
        right="substitutes:\n  towel_stretch_calf: [seated_calf_stretch]",
    ),
    Explanation(
        "proof_path",
        rule="No way leads to a technique past a danger sign or past a question that a rule needs.",
        why=(
            "A question that skips another would leave its rules open. Each way is a chat, and the counter-example "
            "is shown as one."
        ),
        wrong="a question with when: that hides it from people whom its red flag concerns",
        right="a question that everybody is asked whom one of its rules may concern",
    ),
    Explanation(
        "proof_pair",
        rule="With any one or two cautions the whole real planner offers nothing that either of them forbids.",
        why="The other pieces look at parts. This one looks at whole plans, so that nothing falls between the parts.",
        wrong="a routine whose substitute is forbidden by a second condition",
        right="a substitute that both conditions leave",
    ),
    Explanation(
        "case_failed",
        rule="Every patient case of the book comes out as it says.",
        why=(
            "A case is a person whom somebody thought of. Where an edit changes what becomes of them, somebody must "
            "say so."
        ),
        wrong="expect: {triage: selfcare}   (and the edit leads this person to a clinician)",
        right="expect: {triage: clinician}",
    ),
)
"""The rules by the pieces of the proof, and the one that patient cases hold."""
