"""The lies that are planted: of every figure, in numbers, words, signs, places, units and tense."""

from __future__ import annotations

from tests.hillside.check.hearing.lies import ALT, Lie

CORNER = {"function": "|x|", "at": "0"}
GRAPH = {"values": "w = 0.5, x = 2, b = -1, y = 1"}
SLOPE_AT = "The slope at {place} is {slope}."

TANGENTS = (
    Lie(figure="tangent", where=ALT, true=(
        "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}."
    ), fields={"slope": "2.25"}),
    Lie(figure="tangent", where=ALT, true=(
        "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}."
    ), fields={"place": "x = 1.4"}),
    Lie(figure="tangent", where=ALT, true=(
        "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}."
    ), fields={"place": "t = 1.5"}),
    Lie(figure="tangent", where=ALT, true=(
        "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}."
    ), fields={"curve": "y = x^3/3 + x"}),
    Lie(figure="tangent", where=ALT, true="The function is increasing there.",
        false="The function is decreasing there."),
    Lie(figure="tangent", where=ALT, true="The function is increasing there.",
        by="The function rises there for ever."),
    Lie(figure="tangent", where=6, true=SLOPE_AT, fields={"slope": "1.2"}),
    Lie(figure="tangent", where=6, true="The function is increasing there.",
        false="The function is flat there."),
    Lie(figure="tangent", where=5, true="Go {across} across, and the line climbs {up}: run and rise.",
        fields={"across": "3"}),
    Lie(figure="tangent", where=5, true="Go {across} across, and the line climbs {up}: run and rise.",
        false="Go {across} across, and the line falls {down}: run and rise.", fields={"down": "0.25"}),
    Lie(figure="tangent", where=4, true="Slide the point to {place}: the tangent turns as the curve does.",
        fields={"place": "x = 0.3"}),
    # In the wrong tense: the point is still where it starts.
    Lie(figure="tangent", where=2, true="Pick a point on it.", false=SLOPE_AT,
        fields={"place": "x = 1.5", "slope": "1.25"}),
    Lie(figure="tangent", where="slope", true='"rise" / "run"', by='"run" / "rise"'),
    Lie(figure="tangent", where="slope", true='[$"1.25"$]', by='[$"1.35"$]'),
    Lie(figure="tangent", where="slope", true="x^2 - 1", by="x^2 + 1"),
    Lie(figure="tangent", where="slope", true="arrow.tr", by="arrow.br"),
    Lie(figure="tangent", where="curve-name", true="- x", by="+ x"),
    Lie(figure="tangent", where="at-name", true="1.5", by="2.5"),
    Lie(figure="tangent", where="slope", true="f'(\"1.5\")", by="f'(\"1.4\")"),
    Lie(figure="tangent", where="slope", true="increasing", by="decreasing"),
    Lie(figure="tangent", where="slope", true="f'(", by="f("),
    Lie(figure="tangent", where="run-name", true="run =", by="rise ="),
    Lie(figure="tangent", where="rise-name", true="rise = ", by="rise = −"),
    Lie(figure="tangent", where="x-name", true="x", by="y"),
    Lie(figure="tangent", where="x-tick-3", true="1", by="1.5"),
    Lie(figure="tangent", where="y-tick-2", true="2", by="3"),
    Lie(figure="tangent", language="ar", where="y-tick-1", true="−2", by="2"),
    # True in the still, and not yet while the point is where it starts.
    Lie(figure="tangent", where="running-slope", beat=3, true="−0.91", by="1.25"),
    Lie(figure="tangent", where="at-name", beat=2, true="−0.30", by="1.5"),
    Lie(figure="tangent", where="rise-name", beat=5, true="rise", by="run"),
    Lie(figure="tangent", where="curve-name", true="f(x)", by="f(t)"),
    Lie(figure="tangent", language="de", where=ALT, true=(
        "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}."
    ), fields={"slope": "1.25"}),
    Lie(figure="tangent", language="ar", where=ALT, true="The function is increasing there.",
        false="The function is decreasing there."),
    Lie(figure="tangent", language="ja", where=6, true=SLOPE_AT, fields={"slope": "1.52"}),
    Lie(figure="tangent", params=CORNER, where="before-name", true="slope {slope} from the left",
        false="slope {slope} from the right"),
    Lie(figure="tangent", params=CORNER, where=ALT, true=(
        "The curve {curve} with a corner at {place}. Two dashed lines touch it there: one of slope {left} "
        "from the left, one of slope {right} from the right."
    ), fields={"left": "1", "right": "−1"}),
)  # fmt: skip

SECANTS = (
    Lie(figure="secant", where=5, true="Half as far: the slope is {quotient}.", fields={"quotient": "1.6"}),
    Lie(figure="secant", where=6, true="Half as far: the slope is {quotient}.", fields={"quotient": "1.5"}),
    Lie(figure="secant", where=4, true="Over a run of {run} its slope, rise over run, is {quotient}.",
        fields={"run": "3"}),
    Lie(figure="secant", where=8, true=(
        "As the run goes to 0, the slope goes to {slope}: that of the tangent."
    ), fields={"slope": "2"}),
    Lie(figure="secant", where="quotients-2", true="1.5", by="1.25"),
    Lie(figure="secant", where="runs-1", true="2", by="1"),
    Lie(figure="secant", where="quotients-5", true="→ 1", by="→ 1.1"),
    Lie(figure="secant", where="touch-name", true="P", by="Q"),
    Lie(figure="secant", where="far-name", true="1 + h = 3", by="1 + h = 4"),
    Lie(figure="secant", where="slope", true="- f(", by="+ f("),
    Lie(figure="secant", where="slope", true="arrow.r 0", by="arrow.r 1"),
    Lie(figure="secant", where="x-tick-2", true="2", by="1"),
    Lie(figure="secant", where="y-tick-3", true="3", by="4"),
    Lie(figure="secant", where="rise-name", beat=5, true="rise = 1.5", by="rise = 1"),
    Lie(figure="secant", where="running-slope", beat=6, true="1.25", by="1.00"),
    Lie(figure="secant", where="slope", true='f("1" + h)', by='f("2" + h)'),
    Lie(figure="secant", where="rise-name", true="= 1", by="= 2"),
    Lie(figure="secant", language="hi", where=9, true="So the derivative at {place} is {slope}.",
        fields={"slope": "−1"}),
    Lie(figure="derivative", where="flat-name-1", true="hilltop", false="valley"),
    Lie(figure="derivative", where=4, true="On the hilltop the slope is 0.",
        false="In the valley the slope is 0."),
    Lie(figure="derivative", where="value-name", true="1.25", by="1.5"),
    Lie(figure="derivative", where="trend-1", true="increasing", false="decreasing"),
    Lie(figure="derivative", where="trend-2", true="decreasing", false="increasing"),
    Lie(figure="derivative", where="zero-name-1", true="= 0", by="= 1"),
    Lie(figure="derivative", where=3, true="Where the curve climbs, its slope is above 0.",
        false="Where the curve falls, its slope is below 0."),
    Lie(figure="derivative", where=ALT, true="It is 0 where the curve is level: {places}.",
        fields={"places": "x = −1, x = 2"}),
    Lie(figure="derivative", where="running-slope", beat=3, true='"0.00"', by='"1.00"'),
    Lie(figure="derivative", where="trace-name", true="f'(x)", by="f(x)"),
    Lie(figure="derivative", language="fr", where=9, true=SLOPE_AT, fields={"slope": "0,75"}),
)  # fmt: skip

SIGNS = (
    Lie(figure="direction", where=ALT, true="At {place} the curve climbs: its slope is {slope}, positive.",
        false="At {place} the curve falls: its slope is {slope}, negative."),
    Lie(figure="direction", where="sign-1", true='"+"', by='"−"'),
    Lie(figure="direction", where="sign-2", true="decreasing", by="increasing"),
    Lie(figure="direction", where="climbing-slope", true='"0.69"', by='"0.59"'),
    Lie(figure="direction", where=5, true="{label}.", false="This curve falls nowhere in the window."),
    Lie(figure="direction", where=4, true="At {place} the curve is flat: its slope is 0.",
        fields={"place": "x = 0"}),
    Lie(figure="guide", where=2, true="At {place} the slope is {slope}: decrease the parameter.",
        false="At {place} the slope is {slope}: increase the parameter."),
    Lie(figure="guide", where="climbing-rule", true="decrease", by="increase"),
    Lie(figure="guide", where="climbing-rule", true='"0.8"', by='"0.9"'),
    Lie(figure="guide", where="falling-rule", true='"(−3.2)"', by='"(−3.3)"'),
    Lie(figure="guide", where="falling-slope", true="−3.2", by="3.2"),
    Lie(figure="guide", where="flat-rule", true="flat: perhaps the minimum", false="flat, but no minimum"),
    Lie(figure="guide", language="zh", where="falling-sign", true="导数为负", by="导数为正"),
    Lie(figure="steepness", where="gentle-head", true="gentle", by="steep"),
    Lie(figure="steepness", where="gentle-head", true='"0.3"', by='"0.4"'),
    Lie(figure="steepness", where="steep-reading", true="1.7", by="0.3"),
    Lie(figure="steepness", where="steep-angle", true="59.5", by="63.4"),
    Lie(figure="steepness", where="up-mark-3", true="3", by="2"),
    Lie(figure="steepness", where=ALT, true=(
        "At {place} the slope is {slope}, an angle of {angle}: gentle."
    ), false="At {place} the slope is {slope}, an angle of {angle}: steep."),
    # An angle in radians.
    Lie(figure="steepness", where=6, true="At {place} the slope is {slope}, an angle of {angle}: steep.",
        fields={"angle": "1.04°"}),
    Lie(figure="header", where=ALT, true="Right: a hiker on a hill, and an arrow downhill to the left.",
        false="Right: a hiker on a hill, and an arrow downhill to the right."),
    Lie(figure="header", where=ALT, true=(
        "Left: the curve {curve} with its dashed tangent at {place}, of slope {slope}, over a triangle of "
        "rise and run."
    ), fields={"slope": "1.16"}),
)  # fmt: skip

WALKS = (
    Lie(figure="hiker", where=ALT, true="The slope underfoot is {slope}, so the way down is to the right.",
        false="The slope underfoot is {slope}, so the way down is to the left."),
    Lie(figure="hiker", params={"steps": "2"}, where=6, true="Step {number}: {length} to the right.",
        fields={"number": "1"}),
    Lie(figure="hiker", params={"steps": "2"}, where=6, true="Step {number}: {length} to the right.",
        fields={"length": "0.134"}),
    Lie(figure="hiker", where=5, true="Each step is the learning rate, {rate}, times the slope.",
        fields={"rate": "0.5"}),
    Lie(figure="hiker", where="slope", beat=6, true="−0.00554", by="0"),
    Lie(figure="hiker", where="slope", beat=6, true="1.35972", by="0.4"),
    Lie(figure="hiker", where="slope", true="−0.722", by="0.722"),
    Lie(figure="hiker", where="slope", true="1.35972", by="1.33972"),
    Lie(figure="hiker", where="step-size", true="0.0111", by="0.0211"),
    Lie(figure="hiker", where="step-number", true="Step {number} of {total}", fields={"number": "6"}),
    Lie(figure="hiker", where="stop-number-3", true="3", by="4"),
    Lie(figure="hiker", where="verdict", true="in the valley", false="Diverges"),
    Lie(figure="hiker", where="parameter-x-name", true="parameter {x}", fields={"x": "y"}),
    Lie(figure="hiker", where="scaling", true="heights {ratio}", fields={"ratio": "1 : 2"},
        params={"function": "x^2", "start": "2", "rate": "0.1"}),
    Lie(figure="hiker", where=7, true=(
        "The bottom of the valley is all but reached: the ground is almost flat."
    ), false="The ground is almost flat here, but this is no valley."),
    Lie(figure="hiker", language="es", where=2, true="A hiker stands at {place}.",
        fields={"place": "x = 0,5"}),
    Lie(figure="learning-rate", where=5, true="Rate {rate}: {label}.",
        fields={"label": "Arrives at step 6"}),
    Lie(figure="learning-rate", where=6, true="Rate {rate}: {label}.",
        fields={"label": "Crawls 46% of the way in 12 steps"}),
    Lie(figure="learning-rate", where="right-fate", true="Arrives at step {number}", false="Diverges"),
    Lie(figure="learning-rate", where="small-word", true="Too small", false="Right"),
    Lie(figure="learning-rate", where="right-word", true="Right", false="Too large"),
    Lie(figure="learning-rate", where="large-word", true="Too large", false="Too small"),
    Lie(figure="learning-rate", where="limit-name", true='"1"', by='"2"'),
    Lie(figure="learning-rate", where="note", true='"2"', by='"3"'),
    Lie(figure="learning-rate", where="note", true="f''", by="f'"),
    Lie(figure="learning-rate", where="large-number", true="1.1", by="1.2"),
    Lie(figure="learning-rate", where="small-y-tick-2", true="5", by="6"),
    Lie(figure="learning-rate", where="small-start-name", true="2", by="1"),
    Lie(figure="learning-rate", where="step-number", beat=2, true="Step {number} of {total}",
        fields={"number": "2"}),
    Lie(figure="learning-rate", where=8, true=(
        "The curvature at the bottom is L = {curvature}: no rate above 2/L = {limit} can settle there."
    ), fields={"curvature": "4"}),
    Lie(figure="optimizers", where="finish-2", true="Arrives at step {number}", fields={"number": "11"}),
    Lie(figure="optimizers", where="name-3", true="Adam", by="Newton"),
    Lie(figure="optimizers", where=ALT, true="Optimizers race over {function} from {place}.",
        fields={"place": "(4 | 2)"}),
    Lie(figure="optimizers", where="rate-2", true="rate {rate}, β {momentum}", fields={"momentum": "0.7"}),
    Lie(figure="optimizers", where="rate-3", true="rate {rate}", fields={"rate": "0.3"}),
    Lie(figure="optimizers", where="at-step-2", true="step {number}", fields={"number": "31"}),
    Lie(figure="optimizers", where="arrival-3", true="66", by="65"),
    Lie(figure="optimizers", where="line-1", true="Gradient descent", false="Momentum"),
    Lie(figure="optimizers", where="manner-3", true="speed, and a rate for each parameter",
        false="uses the curvature"),
    Lie(figure="optimizers", where="manner-1", true="zigzags", by="uses the curvature"),
    Lie(figure="optimizers", where="formula", true="100", by="10"),
    Lie(figure="optimizers", where=3, true="{label}, rate {rate}, momentum {momentum}.",
        fields={"momentum": "0.9"}),
    Lie(figure="optimizers", where=7, true="Here they are after {number} steps.", fields={"number": "40"}),
    Lie(figure="optimizers", where=8, true="{label}.",
        fields={"label": "Gradient descent: Stops at a saddle"}),
)  # fmt: skip

MAPS = (
    Lie(figure="landscape", where=ALT, true=(
        "In {steps} steps the way leads down from error {first} to {last}."
    ), fields={"steps": "12"}),
    Lie(figure="landscape", where="error", true="error {first} → {last}", fields={"last": "0.25"}),
    Lie(figure="landscape", where="surface-hill-name", true="hill", false="valley"),
    Lie(figure="landscape", where="surface-valley-name", true="valley", false="lowest point"),
    Lie(figure="landscape", where="surface-lowest-name", true="lowest point", false="plain"),
    Lie(figure="landscape", where="surface-plain-name", true="plain", false="hill"),
    Lie(figure="landscape", where="steps", true="steps downhill: {steps}", fields={"steps": "14"}),
    Lie(figure="landscape", language="pt", where=4, true=(
        "Training starts somewhere: here the error is {first}."
    ), fields={"first": "0,152"}),
    Lie(figure="landscape", where="x-name", true="w_1", by="w_2"),
    Lie(figure="steepest", where="rate", true="rate of change: {rate}", fields={"rate": "+1.25"}),
    Lie(figure="steepest", where="components", true="−1", by="1"),
    Lie(figure="steepest", where="rates-2", true="−1.08", by="−1.07"),
    Lie(figure="steepest", where="angles-3", true="60", by="45"),
    Lie(figure="steepest", where="uphill-name", true="uphill: {rate}", fields={"rate": "+1.5"}),
    Lie(figure="steepest", where="level-value", true="0.812", by="0.9"),
    Lie(figure="steepest", where=2, true="Stand at {place}.", fields={"place": "(0.5, 1.5)"}),
    Lie(figure="steepest", where="level-name", true="level: {rate}", false="flat"),
)  # fmt: skip

MODELS = (
    Lie(figure="error", where="lowest-name", true="lowest error: {error}", fields={"error": "0.5"}),
    Lie(figure="error", where="weight", true="0.802", by="0.812"),
    Lie(figure="error", where="high-name", true="high error: {error}", fields={"error": "1.26"}),
    Lie(figure="error", where="low-name", true="low error: {error}", fields={"error": "0.148"}),
    Lie(figure="error", where="sum", true="0.19", by="0.29"),
    Lie(figure="error", where="sum", true="/ 5", by="/ 4"),
    Lie(figure="error", where="point-name", true="0.802", by="0.7"),
    Lie(figure="error", where="error-y-tick-2", true="0.5", by="0.6"),
    Lie(figure="error", where=1, true="Here are {count} data points.", fields={"count": "13"}),
    Lie(figure="error", where=6, true="Slide the weight to {weight}: the error falls to {error}.",
        fields={"error": "0.561"}),
    Lie(figure="error", where=7, true="At weight {weight} the error is lowest: {error}.",
        fields={"error": "0.285"}),
    Lie(figure="training", where="E", true="0.565", by="0.555"),
    Lie(figure="training", where="dw", true="−0.0496", by="0.0496"),
    Lie(figure="training", where="new-w", true="0.868", by="0.858"),
    Lie(figure="training", where="step", true="step {number}", fields={"number": "11"}),
    Lie(figure="training", where=4, true=(
        "Take the derivative of the error for every parameter: {weight} for w, {intercept} for b."
    ), fields={"weight": "−1.7", "intercept": "−4.66"}),
    Lie(figure="training", language="ar", where=ALT, true=(
        "At step {number} the error is {error}; its derivative is {weight} for the weight and {intercept} "
        "for the intercept."
    ), fields={"error": "0.665"}),
    Lie(figure="backprop", params=GRAPH, where="value-8", true="−0.5", by="0.5"),
    Lie(figure="backprop", params=GRAPH, where="derivative-1", true="−0.5", by="−0.125"),
    Lie(figure="backprop", params=GRAPH, where="slope-5", true="×0.25", by="×0.5"),
    Lie(figure="backprop", params=GRAPH, where="slope-8", true="×−1", by="×1"),
    Lie(figure="backprop", params=GRAPH, where="product", true='"−1"', by='"1"'),
    Lie(figure="backprop", params=GRAPH, where="chain", true='"0.25"', by='"0.5"'),
    Lie(figure="backprop", params=GRAPH, where="chain-title", true=(
        "Chain rule: the local slopes on the way back to {label}, multiplied"
    ), fields={"label": "σ"}),
    Lie(figure="backprop", params=GRAPH, where=2, true=(
        "Forward: the values flow, and at the end stands {value}."
    ), fields={"value": "0.5"}),
    Lie(figure="backprop", params=GRAPH, where=4, true=(
        "{arriving} arrives, times the local slope {slope}: {product} goes on."
    ), fields={"arriving": "1", "slope": "0.25", "product": "0.25"}),
    Lie(figure="backprop", params=GRAPH, where=ALT, true="Its derivatives are {list}.",
        fields={"list": "w: −0.125, x: −0.5, b: −0.25, y: 1"}),
    Lie(figure="backprop", params=GRAPH, language="de", where=6, true=(
        "Multiplied, the slopes on the way give the derivative by {label}: {value}."
    ), fields={"label": "w", "value": "−0,25"}),
)  # fmt: skip

LIES = (*TANGENTS, *SECANTS, *SIGNS, *WALKS, *MAPS, *MODELS)
