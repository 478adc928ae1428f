"""Settings of a model or reform that a later one overrides, reported so that a scenario is not misread.

Only files are compared, neither the baseline beneath them nor a scenario's own values, which are meant to override.
"""

from rural_abm.governance.schema import lever_specs
from rural_abm.governance.values import in_words

LANGUAGES = ("en", "sv")
SENTENCES = {
    "en": "{after} sets {setting} to {value} over {before}, which has {old} ({places}).",
    "sv": "{after} sätter {setting} till {value} över {before}, som har {old} ({places}).",
}
DATED = {"en": "From reported day {day}: {sentence}", "sv": "Från dag {day}: {sentence}"}
EVERYWHERE = {"en": "everywhere", "sv": "överallt"}
ANOTHER_LIST = {"en": "another list of {count}", "sv": "en annan lista med {count}"}


class Overridden:
    """What earlier files have set at each place, and the settings that later ones have overridden so far."""

    def __init__(self, places):
        """Start without files."""
        self._places = places
        self._set_by = {place: {} for place in places.units}
        self._found = {}

    def note(self, file, settings, day):
        """Record what the file just added to the Settings sets, and what it overrides from `day` on."""
        for place, seen in self._set_by.items():
            for leaf, value in settings.newer(file.layer, place).items():
                earlier, old = seen.get(leaf, (file, value))
                if old != value:
                    found = self._found.setdefault((leaf, earlier.name, file.name, day), (earlier, file, []))
                    found[-1].append((place, old, value))
                seen[leaf] = (file, value)

    def sentences(self):
        """Return {"en": tuple, "sv": tuple}: one sentence for each setting of one file that another overrides."""
        return {
            language: tuple(
                text for key, found in self._found.items() for text in _texts(key, found, language, self._places)
            )
            for language in LANGUAGES
        }


def _texts(key, found, language, places):
    """Return the sentences on one setting, one per value that it now has."""
    (lever, field), _, _, day = key
    earlier, later, cases = found
    for value in dict.fromkeys(value for _, _, value in cases):
        here = [(place, old) for place, old, new in cases if new == value]
        olds = dict.fromkeys(_shown(lever, old, language) for _, old in here)
        sentence = SENTENCES[language].format(
            after=later.title[language],
            before=earlier.title[language],
            value=_shown(lever, value, language),
            setting=f"{lever}.{field}" if field else lever,
            old=", ".join(olds),
            places=_places([place for place, _ in here], language, places),
        )
        yield DATED[language].format(day=day, sentence=sentence) if day else sentence


def _shown(lever, value, language):
    """Return a value in words: the length of a list lever, the names of a list of names."""
    if lever in lever_specs() and lever_specs()[lever].list:
        return ANOTHER_LIST[language].format(count=len(value))
    if isinstance(value, tuple):
        return ", ".join(value) or "[]"
    return value if isinstance(value, str) else in_words(value)


def _places(keys, language, places):
    if len(keys) == len(places.units):
        return EVERYWHERE[language]
    return ", ".join(places.names[key] for key in keys)
