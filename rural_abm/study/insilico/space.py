"""A parameter space in which each seed of an experiment is a point."""


def point_of(seed, space):
    """Return the seed's point (dict) of the space {parameter: (low, high)}.

    The points are a Sobol sequence, so that seeds fill the space evenly.
    """
    from scipy.stats import qmc

    if not space:
        return {}
    sampler = qmc.Sobol(len(space), scramble=False)
    sampler.fast_forward(int(seed))
    share = sampler.random(1)[0]
    return {name: low + part * (high - low) for (name, (low, high)), part in zip(space.items(), share, strict=True)}
