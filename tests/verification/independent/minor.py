"""Minor emergencies (7.4, 7.11): advice on the telephone, a GP of the centre, the emergency department, or tomorrow."""

HOURS = ("00_04", "04_08", "08_12", "12_16", "16_20", "20_24")


class MinorEmergencies:
    """Those of a day, in order of minute; emergency rooms of cottage hospitals are closed in this engine."""

    def __init__(self, model):
        self.model, self.today = model, []
        value = model.rates.value
        self.hours = model.rates.table("minor_hours", HOURS).tolist()
        self.calls_first = value("minor_calls_first_share")
        self.advice = {True: value("triage_advice_share"), False: value("minor_advice_share")}
        self.half = value("minor_half_minutes")
        self.by_ambulance, self.admitted = value("minor_ambulance_share"), value("minor_admitted_share")
        self.local = value("local_travel_minutes")
        self.winter = value("winter_first_day"), value("winter_last_day")

    def arises(self, resident):
        """Somebody at home has one today."""
        if resident.stay_ends is not None:
            return
        self.model.count("minor_emergencies", resident)
        self.today.append((self.model.minute_by(self.hours), resident.unique_id, resident))

    def meet_all(self):
        """All of the day, after what is acute."""
        for minute, _, resident in sorted(self.today, key=lambda request: request[:2]):
            if resident.alive and resident.stay_ends is None:
                self.meet(resident, minute)
        self.today = []

    def meet(self, resident, minute):
        """One of them."""
        model, draw = self.model, self.model.random.random
        by_day = model.in_opening_hours(minute)
        if draw() < self.calls_first and draw() < self.advice[by_day]:
            model.count("minor_advised", resident)
        elif by_day and model.reception.see_acute(resident):
            pass
        elif draw() > 2 ** (-self.minutes_to_hospital(resident) / self.half):
            model.count("minor_deterred", resident)
            model.reception.coming_back.setdefault(model.day + 1, []).append(resident)
        else:
            model.count("emergency_visits", resident)
            if draw() < self.by_ambulance:
                model.count("ambulance_trips", resident)
            if draw() < self.admitted:
                model.wards.admit(resident, False)

    def minutes_to_hospital(self, resident):
        """By the roads of the season."""
        place, day = self.model.place, self.model.day % self.model.days_a_year
        first, last = self.winter
        travel = place.travel.winter_minutes if day >= first or day <= last else place.travel.summer_minutes
        goal = place.settlement_of_hospital[place.hospital_of_unit[resident.unit]]
        return max(int(travel[resident.settlement, goal]), self.local)
