"""The ways that people walk: what they tap and type, the same in a browser and without one."""

HEEL_PAIN = (
    "I agree: me, 18 or older",
    "Heel or sole",
    *("None of these",) * 6,
    "4",
    "2 to 6 weeks",
    "First steps after rest",
    "No",
    "Mornings, 10",
    "None of these",
)
"""What a healthy adult with heel pain taps from the first screen to the plan."""

SWOLLEN_CALF = ("I agree: me, 18 or older", "Calf, cramps", "None of these", "1 One leg", "Done", "No")
"""What somebody with one swollen calf taps from the first screen to being told to have it checked today."""

CHEST_PAIN = "my chest feels tigt and i cant get my breth"
"""What is typed in the middle of a practice, with the mistakes of somebody in a hurry."""
