"""All figures of an experiment of any kind: findings, parameter space, sensitivity, best settings."""

from rural_abm.figures.experiment_figure import write_finding
from rural_abm.figures.pareto import write_pareto
from rural_abm.figures.sensitivity import write_sensitivity
from rural_abm.figures.space import write_space
from rural_abm.study.insilico.running import InSilicoExperiment
from rural_abm.study.results.store import read_manifest, read_table

SENSITIVITY, PARETO = "sensitivity.parquet", "pareto.parquet"


def write_experiment(directory, asked, out, lang):
    """Draw the figures of a results folder into the folder `out`, as SVG and PNG, as the experiment defines them.

    `asked`: an in-silico Experiment or a sweep. Returns the paths (list).
    """
    if isinstance(asked, InSilicoExperiment):
        own = [write_finding, write_space] if asked.figure else []
        return [path for write in own for path in write(directory, lang, experiment=asked, out=out)]
    if asked.search is not None:
        table, about = read_table(directory, PARETO), {"title": asked.title[lang], "seeds": len(asked.seeds)}
        return write_pareto(directory, table, asked.search.objectives, lang, **about, out=out)
    titles = {model: words[lang] for model, words in read_manifest(directory)["titles"].items()}
    return write_sensitivity(directory, read_table(directory, SENSITIVITY), lang, titles, out=out)
