"""A space of parameters in which each seed of an experiment is a point."""


def point_of(seed, space):
    """The seed's point (dict) of the space {parameter: (low, high)}, of a Sobol sequence: seeds fill it evenly."""
    from scipy.stats import qmc

    if not space:
        return {}
    sampler = qmc.Sobol(len(space), scramble=False)
    sampler.fast_forward(int(seed))
    share = sampler.random(1)[0]
    return {name: low + part * (high - low) for (name, (low, high)), part in zip(space.items(), share, strict=True)}
