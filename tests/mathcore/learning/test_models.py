"""Models as they are declared: what is refused, and how their weights start."""

import numpy as np
import pytest

from mathcore import MathError, Network


@pytest.mark.parametrize("sizes", [(), (2,), (2, 0, 1), (0, 3, 1), (2, 3, 0), (2, -1, 1)])
def test_a_network_needs_two_layers_or_more_each_with_a_unit(sizes):
    with pytest.raises(MathError, match="give inputs, hidden units and outputs") as error:
        Network(sizes)
    assert f"sizes = {sizes}" in str(error.value)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"activation": "step"}, "activation = 'step'; choose one of"),
        ({"task": "hinge"}, "task = 'hinge'; choose squared or cross-entropy"),
        ({"task": "squared", "sizes": (2, 3, 2)}, "a squared loss needs one output, but sizes end with 2"),
    ],
)
def test_an_activation_or_a_loss_that_there_is_not_is_refused(words, message):
    with pytest.raises(MathError, match=message):
        Network(**words)


def test_the_smallest_networks_are_accepted():
    assert Network((1, 1)).shapes == {"weight 1": (1, 1), "bias 1": (1,)}
    assert Network((2, 3, 2)).task == "cross-entropy"
    assert Network((2, 3, 1), task="squared").sizes[-1] == 1


@pytest.mark.parametrize(("activation", "gain"), [("tanh", 1.0), ("gelu", 1.0), ("relu", 2.0)])
def test_initial_weights_have_the_variance_of_lecun_or_he_and_biases_are_0(activation, gain):
    model = Network((400, 300, 1), activation)
    start = model.start(7)
    weights, biases = start[:120_000], start[120_000:120_300]
    assert np.var(weights) == pytest.approx(gain / 400, rel=0.02)
    assert np.mean(weights) == pytest.approx(0.0, abs=4 * np.sqrt(gain / 400 / 120_000))
    assert not biases.any()
    assert start.size == 120_000 + 300 + 300 + 1
