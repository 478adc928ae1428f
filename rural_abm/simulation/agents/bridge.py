"""The differences between supported versions of Mesa, in one place."""

import mesa
import numpy as np


def start_model(model, seed):
    """Call Mesa's own set-up of the model.

    Mesa's generator is never drawn from; its seed is set all the same.
    """
    mesa.Model.__init__(model, rng=seed)


def fresh_seed():
    """Return a random seed (int), as Mesa makes one for a model without a seed."""
    return mesa.Model().random.randrange(np.iinfo(np.int32).max)


def free_model(model):
    """Release a model that is no longer used.

    Mesa 3.3 keeps a counter of ids for every model for ever, and with it the model; later versions do not.
    """
    model.remove_all_agents()
    ids = getattr(mesa.Agent, "_ids", None)
    if ids is not None and model in ids:
        del ids[model]
