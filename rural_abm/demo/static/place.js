// The figures of the place that was clicked on the map.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t, say = rural.say;

  function row(outcome, key) {
    var figure = (rural.answer.figures[outcome.name] || {})[key];
    if (!figure) return null;
    var hasInterval = figure.low !== null && figure.low !== undefined;
    return el("tr", {}, el("th", { scope: "row" }, say(outcome.title), el("span", { class: "unit", text: " " + rural.unit(outcome) })),
      el("td", { class: "number", text: rural.value(outcome, figure.a) }), el("td", { class: "number", text: rural.value(outcome, figure.b) }),
      el("td", { class: "number" }, rural.difference(outcome, figure.difference, figure), hasInterval ? el("span", { class: "note nowrap", text: rural.interval(outcome, figure) }) : null),
      el("td", {}, rural.verdict(figure)));
  }
  function facts(place) {
    var units = rural.start.units.filter(function (unit) { return unit.municipality === place.key; });
    return [t("place_facts", { n: rural.number(place.population, 0), share: rural.number(place.share_65 * 100, 0) })].concat(units.map(function (unit) {
      return (say(unit.title) || unit.name) + (unit.beds ? ", " + t("beds_n", { n: unit.beds }) : "");
    })).join(" · ");
  }
  function render() {
    var key = rural.state.place, place = key && rural.municipality(key), box = rural.byId("place");
    box.hidden = !place || !rural.answer;
    if (box.hidden) return;
    rural.put(box, [
      el("div", { class: "row" }, el("h3", { id: "place-title", text: place.name }), rural.button(t("whole_region_again"), function () { rural.choose("place", ""); }, { id: "place-close" })),
      el("p", { class: "note", text: facts(place) + (place.in_region ? "" : " · " + t("comparison_place")) }),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "place-title" }, el("table", {},
        el("thead", {}, el("tr", {}, el("th", { scope: "col", text: t("figure") }), el("th", { scope: "col", text: "A" }), el("th", { scope: "col", text: "B" }), el("th", { scope: "col", text: t("difference_ci") }), el("th", { scope: "col", text: t("in_words") }))),
        el("tbody", {}, rural.keyFigures().map(function (outcome) { return row(outcome, key); })))),
      el("p", { class: "note", text: t("small_numbers") }),
    ]);
  }
  rural.on("answer place lang", render);
})(window.rural);
