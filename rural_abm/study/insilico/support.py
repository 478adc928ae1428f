"""Support and no support: the spread of one routine in independent municipalities, with and without forums."""

from rural_abm.study.insilico.regional import region_name
from rural_abm.study.insilico.spread import full_support, spread

PARTS = ("used", "tried", "settled", "lapses")


def measure(seed, options):
    """Return rows of support, year, part, value.

    The values are the shares of the region's municipalities that use, have tried and have settled the routine at the
    end of each year, and lapses per municipality so far.
    """
    rows = []
    for name, support in (("with support", full_support()), ("without", None)):
        table = spread(options["years"], [seed], support, parameters=options["parameters"], region=region_name(options))
        means = table.groupby("year")[list(PARTS)].mean()
        rows += [
            {"support": name, "year": str(year), "part": part, "value": float(means.loc[year, part])}
            for year in means.index for part in PARTS
        ]  # fmt: skip
    return rows
