"""The region in Mesa's own browser view: how many frail elders and clinicians there are, day by day.

    pip install 'rural_abm[viz]'
    solara run docs/mesa_view.py

Choose a governance model and a seed, press Reset (a slider that was moved counts from then on), then Play. The view
draws what the model's data collector collects; everything else of the model is at hand as `model.world`.
"""

import solara
from mesa.visualization import SolaraViz, make_plot_component

from rural_abm import RuralModel, catalogue


class Region(RuralModel):
    """The model with the arguments that the view offers, by name, as SolaraViz asks for."""

    def __init__(self, governance="call_off", seed=1, years=10, named_gp=0):
        super().__init__(governance=governance, seed=seed, years=years, named_gp=named_gp)


@solara.component
def Day(model):
    """The date in words."""
    solara.Markdown(f"Day {model.reported_day} of {model.scenario.years} years under {model.scenario.governance}")


choices = [row["name"] for row in catalogue("governance")]
parameters = {
    "governance": {"type": "Select", "value": "call_off", "values": choices, "label": "Governance model"},
    "named_gp": {
        "type": "SliderInt",
        "value": 0,
        "min": 0,
        "max": 60,
        "step": 5,
        "label": "Fixed GP for so many of 1,000",
    },
    "seed": 1,
    "years": 10,
}
page = SolaraViz(
    Region(),
    components=[Day, make_plot_component("frail_elders"), make_plot_component("clinicians")],
    model_params=parameters,
    name="Care in Södra Lappland",
)
