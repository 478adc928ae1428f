// Who gains, who pays, and where.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t, say = rural.say;

  function grouped(list, entries) {
    if (!entries || !entries.length) return el("p", { class: "note", text: t("nobody_told") });
    var places = {};
    entries.forEach(function (entry) { (places[entry.place] = places[entry.place] || []).push(entry.outcome); });
    return el("ul", { class: list }, Object.keys(places).map(function (place) {
      var names = places[place].map(function (name) { var outcome = rural.outcome(name); return outcome ? say(outcome.title) : name; });
      return el("li", {}, el("b", { text: rural.placeName(place) + ": " }), names.join(", "));
    }));
  }

  function limit(payers) {
    return payers.reduce(function (most, one) {
      return Math.max(most, Math.abs(one.difference), Math.abs(one.low || 0), Math.abs(one.high || 0));
    }, 1);
  }
  // A bar to the left saves, to the right pays more; the thin line is the interval
  function bar(one, most) {
    var at = function (value) { return 50 + 48 * value / most; };
    var sure = one.verdict !== "cannot_tell" && one.verdict !== "too_small" && one.verdict !== "too_few";
    var left = Math.min(at(0), at(one.difference)), width = Math.abs(at(one.difference) - at(0));
    var drawing = rural.svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", class: "payer-bar", "aria-hidden": "true" },
      rural.svg("rect", { x: left, y: 2, width: width, height: 6, class: sure ? (one.difference > 0 ? "pays" : "saves") : "unsure" }),
      one.low === null || one.low === undefined ? null : rural.svg("line", { x1: at(one.low), x2: at(one.high), y1: 5, y2: 5, class: "interval" }),
      rural.svg("line", { x1: 50, x2: 50, y1: 0, y2: 10, class: "zero" }));
    return drawing;
  }
  function payerRow(one, most) {
    var payer = rural.start.payers.find(function (other) { return other.name === one.payer; });
    var words = Math.abs(one.difference) < 0.5 ? t("no_difference") : one.difference > 0 ? t("pays_more") : t("pays_less");
    if (one.verdict === "cannot_tell" || one.verdict === "too_few" || one.verdict === "too_small") words = say(rural.start.verdicts[one.verdict]);
    return el("tr", {}, el("th", { scope: "row", text: say(payer ? payer.title : one.payer) }),
      el("td", { class: "number", text: rural.number(one.difference, 0, true) }),
      el("td", { class: "number", text: one.low === null || one.low === undefined ? "–" : t("interval", { low: rural.number(one.low, 0, true), high: rural.number(one.high, 0, true) }) }),
      el("td", { class: "bar" }, bar(one, most)), el("td", { text: words }));
  }
  function payers() {
    var list = rural.answer.payers || [], most = limit(list);
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("who_pays") }, el("table", { class: "payers" },
      el("caption", { text: t("payers_caption") }),
      el("thead", {}, el("tr", {}, el("th", { scope: "col", text: t("payer") }), el("th", { scope: "col", text: t("difference") }),
        el("th", { scope: "col", text: t("interval_95") }), el("th", { scope: "col" }, el("span", { text: t("saves_pays") })), el("th", { scope: "col", text: t("in_words") }))),
      el("tbody", {}, list.map(function (one) { return payerRow(one, most); }))));
  }

  // Every key figure in every municipality: only what can be told apart gets a sign and a number
  function grid() {
    var outcomes = rural.keyFigures().filter(function (outcome) { return outcome.by_place; }), places = rural.start.municipalities;
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("where") }, el("table", { class: "where" },
      el("caption", { text: t("where_caption") }),
      el("thead", {}, el("tr", {}, el("th", { scope: "col", text: t("figure") }), places.map(function (place) { return el("th", { scope: "col", text: place.name + (place.in_region ? "" : " *") }); }))),
      el("tbody", {}, outcomes.map(function (outcome) {
        return el("tr", {}, el("th", { scope: "row" }, say(outcome.title), el("span", { class: "unit", text: " " + rural.differenceUnit(outcome) })),
          places.map(function (place) { return cell(outcome, place); }));
      }))));
  }
  function cell(outcome, place) {
    var figure = (rural.answer.figures[outcome.name] || {})[place.key];
    if (!figure) return el("td", { text: "–" });
    var told = figure.verdict === "better" || figure.verdict === "worse" || figure.verdict === "differs";
    return el("td", { class: "verdict verdict-" + figure.verdict, title: say(rural.start.verdicts[figure.verdict]) + ", " + rural.interval(outcome, figure) },
      el("span", { "aria-hidden": "true", text: rural.symbols[figure.verdict] + " " }), el("span", { class: "hidden", text: say(rural.start.verdicts[figure.verdict]) + " " }),
      told ? el("span", { class: "nowrap", text: rural.difference(outcome, figure.difference, figure) }) : null);
  }
  function key() {
    return el("ul", { class: "key" }, ["better", "worse", "differs", "too_small", "cannot_tell"].map(function (name) {
      return el("li", { class: "verdict verdict-" + name, text: rural.symbols[name] + " " + say(rural.start.verdicts[name]) });
    }));
  }

  function render() {
    if (!rural.answer) return;
    rural.put("who", [
      el("h2", { text: t("who_title") }),
      el("div", { class: "two" },
        el("section", {}, el("h3", { text: t("gains") }), grouped("gains", rural.answer.who && rural.answer.who.gains)),
        el("section", {}, el("h3", { text: t("loses") }), grouped("loses", rural.answer.who && rural.answer.who.pays))),
      el("h3", { text: t("who_pays") }), payers(), el("p", { class: "note", text: t("payers_note") }),
      el("h3", { text: t("where") }), key(), grid(), el("p", { class: "note", text: t("where_note") }),
    ]);
  }
  rural.on("answer lang", render);
})(window.rural);
