"""The frames of a picture that moves: its poses one after another, and what lies between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.knowledge.models.between import between
from bot.knowledge.models.drawing import Drawing
from bot.knowledge.models.picture import Layer, Moves, Pose
from bot.pictures.kit.compose import compose
from bot.pictures.kit.scope import SceneUnusable


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        svg: The drawing.
        milliseconds: How long it is seen.
    """

    svg: str
    milliseconds: int


def frames(drawing: Drawing, *, most: int, fastest: int) -> list[Frame]:
    """Returns the frames of a picture that moves, from its first pose round to just before it.

    Args:
        drawing: The picture.
        most: Frames in all, about; they lie farther apart where it moves for long.
        fastest: Frames a second at the most.

    Raises:
        SceneUnusable: It does not move, or speaks of something that is not there.
    """
    moves = drawing.scene.moves
    if moves is None:
        message = f"{drawing.name} has no moves"
        raise SceneUnusable(message)
    rate = min(fastest, most / sum(pose.seconds for pose in moves.poses))
    return [
        Frame(_composed(drawing, (*moves.behind, *layers, *moves.front)), milliseconds)
        for layers, milliseconds in _poses(moves, rate)
    ]


def _composed(drawing: Drawing, layers: Sequence[Layer]) -> str:
    moves = drawing.scene.moves
    changes: dict[str, object] = {"layers": tuple(layers), "moves": None}
    if moves is not None and moves.zoom is not None:
        changes["zoom"] = moves.zoom
    scene = drawing.scene.model_copy(update=changes)
    return compose(drawing.model_copy(update={"scene": scene}))


def _poses(moves: Moves, rate: float) -> Iterator[tuple[tuple[Layer, ...], int]]:
    for pose, after in pairwise((*moves.poses, moves.poses[0])):
        steps = max(1, round(after.seconds * rate))
        step = round(1000 * after.seconds / steps)
        yield pose.layers, max(step, round(1000 * pose.stay))
        for number in range(1, steps):
            yield _on_the_way(pose, after, _eased(number / steps)), step


def _on_the_way(pose: Pose, after: Pose, share: float) -> tuple[Layer, ...]:
    both = zip(pose.layers, after.layers, strict=True)
    return tuple(between(first, second, share) for first, second in both)


def _eased(share: float) -> float:
    """Returns how far a limb has come: it starts and ends slowly, as limbs do."""
    return share * share * (3 - 2 * share)
