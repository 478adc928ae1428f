"""Money: activities times prices, by payer, purpose and place, in whole öre.

Nothing here is read by any decision of the day: kernels count activities, and prices are applied afterwards, so that
one run can be priced again with other prices.  The public names are loaded when first used.
"""

from importlib import import_module

_HOMES = {
    "JOINT_PAYER": "rural_abm.model.money.accounts",
    "ORIGINAL_PAYERS": "rural_abm.model.money.accounts",
    "PAYERS": "rural_abm.model.money.tariffs",
    "PURPOSES": "rural_abm.model.money.tariffs",
    "Tariff": "rural_abm.model.money.tariffs",
    "load_tariffs": "rural_abm.model.money.tariffs",
    "money_titles": "rural_abm.model.money.tariffs",
    "unpriced": "rural_abm.model.money.tariffs",
    "audit": "rural_abm.model.money.accounts",
    "flows": "rural_abm.model.money.accounts",
    "joined": "rural_abm.model.money.accounts",
    "original_flows": "rural_abm.model.money.accounts",
    "payer_totals": "rural_abm.model.money.accounts",
    "shadow_prices": "rural_abm.model.money.prices",
    "tables": "rural_abm.model.money.prices",
}
__all__ = list(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module 'rural_abm.model.money' has no attribute '{name}'; it has {', '.join(__all__)}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__})
