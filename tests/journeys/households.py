"""The made-up families of the long walk, and what is written of them.

Two, and nobody alike: the second walk would be asked whether it is the same child.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.journeys.steps import Child
from tests.journeys.steps.mapping import MATRIX, Worry
from tests.journeys.steps.planning import Rule
from tests.journeys.steps.voice import FrameWords


@dataclass(frozen=True)
class Household:
    """A child, two parents, and one of their own people on each side."""

    name: str
    child: Child
    mother: Child
    father: Child
    nan: str
    uncle: str

    @property
    def matrix(self) -> dict[str, tuple[str, ...]]:
        """The first time, the worst and the last."""
        return dict(
            zip(
                MATRIX,
                (
                    ("Fell asleep at four", "Slept and did not wake", "Slept till six"),
                    ("She was fetched at once", "An hour alone", "Twenty minutes"),
                    ("In spring, once", "On 6 March", "Last week, the third Friday"),
                    ("She was cross", "She cried and was cold", "She walked to Nan's"),
                ),
                strict=True,
            )
        )

    @property
    def worry(self) -> Worry:
        mother, child = self.mother.given, self.child.given
        return Worry(
            about=f"On 6 March {mother} was asleep from drinking. Nobody met the bus.",
            might=f"{child} might be hurt on the road when nobody meets her.",
            impact="Waiting alone might frighten her. She might be hit by a car.",
            goal=f"Somebody sober meets {child} on every school day.",
            signs=f"The driver sees {self.nan} or Mum\nThe school has nobody to ring",
            sustained_for="three months, hard Fridays included",
            at_worst="Nobody meets the bus, most days",
            at_best="Somebody sober meets every bus",
            enough="Everybody at 7 or more",
            more={
                "What does the family want, in their words?": "To be left in peace.",
                "What do the children hope for?": "That Mum is awake.",
                "Who will say that they see it?": f"{self.nan} and the driver",
            },
        )

    @property
    def rules(self) -> tuple[Rule, ...]:
        every_day = Rule(
            kind="Every day",
            text=f"{self.nan} stands at the bus stop at half past three.",
            who=self.nan,
            stands_in=self.uncle,
            whose=self.mother.given,
            children="Sees her from the window",
            known_by="A photo to Mum's phone",
            lines=(1,),
        )
        bad_day = Rule(
            kind="What happens if",
            when="Mum has not answered by three",
            text=f"{self.uncle} fetches her and takes her to his.",
            who=self.uncle,
            stands_in=self.nan,
            whose=self.uncle,
            not_working="Ring 999 when anybody is hurt",
            lines=(2,),
        )
        return every_day, bad_day

    @property
    def frames(self) -> tuple[FrameWords, ...]:
        child, mother = self.child.given, self.mother.given
        return (
            FrameWords(
                1, "Who we are", f"This is {child}. You live with Mum and Dad.",
                f"{child} and Mum by the house.",
            ),
            FrameWords(
                2, "Who is worried", f"Amina is worried. {self.nan} is worried too.",
                f"Amina and {self.nan} think.",
            ),
            FrameWords(
                4, "What happened?", f"One day Mum slept and nobody came. {mother} "
                "was sad after.", "A bus and a child.", is_new=True,
            ),
        )  # fmt: skip


def household(*, is_second: bool) -> Household:
    if is_second:
        return Household(
            "Garrowby-Tench",
            Child("Isolde", "Garrowby-Tench", "21 September 2015"),
            Child("Marguerite", "Garrowby-Tench", "1989"),
            Child("Lionel", "Ockendale", "1986", "Male"),
            "Nan Dot", "Uncle Bevan",
        )  # fmt: skip
    return Household(
        "Thistlewaite",
        Child("Ailsa", "Thistlewaite", "14 February 2016"),
        Child("Corisande", "Thistlewaite", "1991"),
        Child("Dermot", "Fennimore", "1988", "Male"),
        "Nan Peg", "Uncle Rafe",
    )  # fmt: skip
