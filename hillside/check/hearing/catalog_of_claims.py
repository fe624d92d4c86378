"""Every message of the catalogs, with what it claims, or declared to claim nothing that could be false."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hillside.check.hearing.claim import Claim
from hillside.check.hearing.claims_of_classes import CLASSES
from hillside.check.hearing.claims_of_graphs import GRAPHS
from hillside.check.hearing.claims_of_landscapes import LANDSCAPES
from hillside.check.hearing.claims_of_learning import LEARNING
from hillside.check.hearing.claims_of_maps import MAPS
from hillside.check.hearing.claims_of_races import RACES
from hillside.check.hearing.claims_of_rates import RATES
from hillside.check.hearing.claims_of_secants import SECANTS
from hillside.check.hearing.claims_of_signs import SIGNS
from hillside.check.hearing.claims_of_slopes import METERS, SLOPES
from hillside.check.hearing.claims_of_turns import TURNS
from hillside.check.hearing.claims_of_verdicts import VERDICTS
from hillside.check.hearing.claims_of_walks import WALKS
from hillside.check.hearing.said_by_several import SEVERAL

TABLES = (
    CLASSES,
    GRAPHS,
    LEARNING,
    MAPS,
    LANDSCAPES,
    METERS,
    RACES,
    RATES,
    SECANTS,
    SIGNS,
    SLOPES,
    TURNS,
    VERDICTS,
    WALKS,
    SEVERAL,
)
"""What each message claims, by subject; no message is in two."""

CLAIMS: Mapping[str, Claim] = MappingProxyType(
    {message: claim for table in TABLES for message, claim in table.items()}
)
"""What each message claims."""

PARTS = frozenset(
    {
        "an arrow",
        "the angle of the slope",
        "the stretches where the curve falls",
        "the axes",
        "the lowest point",
        "a box of the graph",
        "the contour lines",
        "the curve",
        "a slope meter",
        "the arrow downhill",
        "a guide line",
        "a local slope",
        "the field of chances",
        "the boundary of the classes",
        "the points in the wrong class",
        "the network",
        "the curve of the error",
        "an arrow out of the picture",
        "the asymptotes",
        "the open and filled dots",
        "a flat place",
        "the gaps between the data and the line",
        "the ground",
        "the height of the slope",
        "the hiker",
        "the key of the colors",
        "the steps taken",
        "the line along the contour",
        "the line",
        "the loop of training",
        "the needle of the meter",
        "the point of this step",
        "a second point",
        "the path",
        "the place reached",
        "a point",
        "the mark of the stage",
        "the map of heights",
        "the mark of the right angle",
        "the leg of the rise",
        "the area between the derivative and its axis",
        "the signs of the derivative",
        "the row of this secant",
        "the slope in every direction",
        "the leg of the run",
        "the data",
        "the secant",
        "a secant",
        "the hill",
        "the layers of the network",
        "the sign of what the rate is",
        "the mark of the limit",
        "a rate on the line",
        "the line of all rates",
        "the squares on the gaps",
        "the mark of an error",
        "the plain",
        "the valley",
        "the weights",
        "the weights at the start",
        "the starting point",
        "the arrow of the step",
        "the surface",
        "a table",
        "the tangent",
        "the point on the curve",
        "the curve traced",
        "the triangle",
        "the tangent underfoot",
        "the arrow uphill",
        "the arrows between the boxes",
        "a zero",
        "Appears: {things}.",
        "Disappears: {things}.",
        "Moves: {things}.",
        "Now reads: {things}.",
        "“{words}”",
    }
)
"""The audio description: made from what two pictures differ in, by the names of the parts."""

PROGRAM = frozenset(
    {
        "Captions",
        "Part {part}",
        "Lecture {number}",
        "Contents",
        "Skip to the figures",
        "Film",
        "Picture",
        "Step by step",
        "Previous step",
        "Next step",
        "What the lecturer says",
        "Name",
        "All steps (PDF)",
        "The picture in words",
        "Transcript",
        "Files",
        "Handout (PDF)",
        "Not drawn:",
    }
)
"""The words of pages and handouts."""

TITLES = frozenset(
    {
        "Backpropagation",
        "The slope as a curve of its own",
        "The sign of the slope",
        "The error of a model",
        "The slope as a guide",
        "What is a derivative",
        "Walking downhill",
        "The error landscape",
        "The learning rate",
        "A race of optimizers",
        "From the secant to the tangent",
        "The steepest way down",
        "The size of the slope",
        "The slope of the tangent line",
        "The training loop",
    }
)

NAMES = frozenset(
    {
        "if",
        "otherwise",
        "and",
        "or",
        "not",
        "start",
        "learning rate",
        "step length",
        "value, forward",
        "derivative, backward",
        "local slope",
        "arriving × local slope",
        "learns",
        "data",
        "slope",
        "slope meter",
        "weight",
        "error",
        "gap",
        "run",
        "rise",
        "step",
        "error above the minimum",
        "Predict",
        "hidden layer",
        "output",
        "Error",
        "Derivative",
        "Update",
        "Repeat",
    }
)
"""Names of things on a picture: `hillside.check.hearing.pointing` sees that each stands by its own."""

EXPLANATIONS = frozenset(
    {
        "What do the slopes go to as the run goes to 0?",
        "Where is the slope positive, where negative, where 0?",
        "What does the curve of its slopes look like?",
        "Which place is steeper, and how steep is each?",
        "Where does the next step lead?",
        "An expression is a graph: each box computes one thing from what comes in.",
        "Now backward: each box multiplies the derivative that arrives by its own slope.",
        "So at every box, all the way back.",
        "One way back, and every parameter has its derivative.",
        "Draw its slope as the height of a second curve.",
        "The chart has the error of each; upwards, every mark is ten times the last.",
        "The chart has the error of each.",
        "All take their own steps from here.",
        "The sign of the slope says which way the curve goes",
        "The model is a straight line; its slope is the weight.",
        "At each point the prediction misses by a gap.",
        "Each weight has its error: all of them make a curve.",
        "To train the model is to look for the weight with the lowest error.",
        "Here is the error of a model over one of its parameters.",
        "One rule for all: step against the sign of the slope.",
        "Now stand on a hill.",
        "The straight line that touches it there is the tangent.",
        "Its rise over its run is the slope.",
        "An error over one parameter is ground to walk on.",
        "Step by step, and each one is smaller where the ground is flatter.",
        "Each kind of ground has its name.",
        "Seen from above it is a map: each line joins points of one error.",
        "From line to line it climbs by equal steps, though the error grows ever faster.",
        "Each step is the learning rate times the slope.",
        "They differ in nothing but their rate.",
        "All rates on one line, and what becomes of each.",
        "A slope takes two points: the straight line through them is a secant.",
        "On a map of a function, each line joins points of one height.",
        "Turn all the way around: the arrow is as long as the height changes along it.",
        "A slope meter lies as the tangent does, and reads its slope.",
        "The same meter at the other place.",
        "The size of the slope says how steep; its sign says only whether up or down.",
        "Pick a point on it.",
        "One straight line touches the curve there and runs along with it: the tangent.",
        "Derivative = Slope of the Tangent Line",
        "A line with two parameters, weight w and intercept b, is to learn from these data.",
        "The new parameters move the line.",
        "Repeat: predict again, with the new parameters.",
        "Round and round: at each step every parameter goes against its derivative.",
    }
)
"""Sentences that hold for every function, or ask to look at something."""

SILENT = PARTS | PROGRAM | TITLES | NAMES | EXPLANATIONS
"""The messages without a claim."""
