// Texts and numbers in the chosen language.
(function (rural) {
  "use strict";
  var LOCALES = { sv: "sv-SE", en: "en-GB" };

  function lang() { return rural.state ? rural.state.lang : "sv"; }

  // The page's own word for a key, with {names} filled in; a missing key shows itself
  rural.t = function (key, values) {
    var text = rural.texts[lang()][key];
    if (text === undefined) return key;
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return values && name in values ? values[name] : whole; });
  };
  rural.pageTitle = function () { return rural.t("page_title", { region: rural.say(rural.start.region.title) }); };
  // The word of a pair {"en", "sv"} from the model
  rural.say = function (pair) {
    if (pair === null || pair === undefined) return "";
    return typeof pair === "string" ? pair : pair[lang()] || "";
  };

  function number(value, decimals, sign) {
    if (value === null || value === undefined || !isFinite(value)) return "–";
    if (Math.abs(value) < 0.5 * Math.pow(10, -decimals)) value = 0;  // else a little less than nothing reads −0
    return new Intl.NumberFormat(LOCALES[lang()], {
      minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: sign ? "exceptZero" : "auto",
    }).format(value).replace("-", "−");
  }
  rural.number = number;

  function isShare(outcome) { return outcome.unit.en === "share"; }
  function scaled(outcome, value) { return value === null || value === undefined ? value : isShare(outcome) ? value * 100 : value; }
  function decimals(outcome) { return isShare(outcome) ? Math.max(0, outcome.decimals - 2) : outcome.decimals; }

  rural.value = function (outcome, value) {
    return number(scaled(outcome, value), decimals(outcome)) + (isShare(outcome) && value !== null ? "\u00a0%" : "");
  };
  rural.unit = function (outcome) { return isShare(outcome) ? rural.t("percent") : rural.say(outcome.unit); };
  // So many decimals that half the interval has two digits that say something; without interval a decimal more where
  // a difference would round to nothing
  function differenceDecimals(outcome, value, figure) {
    var places = decimals(outcome), half = figure && figure.low !== null && figure.low !== undefined ? scaled(outcome, figure.high - figure.low) / 2 : 0;
    if (half > 0) return Math.max(0, Math.min(places + 2, 1 - Math.floor(Math.log10(half))));
    var shown = scaled(outcome, value);
    return shown && Math.abs(shown) < Math.pow(10, -places) ? places + 1 : places;
  }
  rural.difference = function (outcome, value, figure) {
    return number(scaled(outcome, value), differenceDecimals(outcome, value, figure), true);
  };
  rural.differenceUnit = function (outcome) { return isShare(outcome) ? rural.t("percentage_points") : rural.say(outcome.unit); };
  rural.interval = function (outcome, figure) {
    return rural.t("interval", { low: rural.difference(outcome, figure.low, figure), high: rural.difference(outcome, figure.high, figure) });
  };
  rural.plain = { scaled: scaled, decimals: decimals };

  rural.monthText = function (month, firstYear) {
    var date = new Date(Date.UTC(firstYear + Math.floor(month / 12), month % 12, 15));
    return new Intl.DateTimeFormat(LOCALES[lang()], { month: "long", year: "numeric", timeZone: "UTC" }).format(date);
  };
  rural.dateText = function (iso) {
    return new Intl.DateTimeFormat(LOCALES[lang()], { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso + "T12:00:00Z"));
  };
})(window.rural);
