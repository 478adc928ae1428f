"""Minutes set aside in a GP's day, from the words of 7.6 of the model description alone."""


class GpDay:
    """One GP's working day: half-days of reception and of home nursing, and what is kept of it each morning."""

    def __init__(self, value, half_days, clinic, home_nursing, pace):
        self.value, self.pace = value, pace
        of_half_day = value("clinic_slots_a_day") / 2 * value("clinic_slot_minutes")
        self.reception = clinic * of_half_day
        day = half_days * value("half_day_minutes") - home_nursing * value("home_nursing_half_day_minutes")
        self.part = self.reception / day if day else 0.0
        self.half_day_part = of_half_day / value("half_day_minutes")

    def of_reception(self, *kept):
        """Minutes with patients that are left in the morning when so many are kept for other things."""
        return int((self.reception - sum(kept) * self.part) * self.pace)

    def evening(self, unused, *, from_half_day=False):
        """(returned, lost, minutes with patients that come of it) of so many minutes that nobody used."""
        returned = round(unused * self.value("kept_returned_share"))
        part = self.half_day_part if from_half_day else self.part
        return returned, unused - returned, int(returned * part * self.pace)
