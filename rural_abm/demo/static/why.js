// Why: what brought a figure, its loops, where every number comes from, and assumptions that can be changed.
(function (rural) {
  "use strict";
  var el = rural.el, svg = rural.svg, t = rural.t, say = rural.say;
  var outcomeName = "", parts = null, running = null, note = "", filter = "";

  function outcome() { return rural.outcome(outcomeName) || rural.keyFigures()[0]; }
  rural.showWhy = function (one) {
    outcomeName = one.name;
    parts = null;
    rural.choose("tab", "why");
    render();
    rural.byId("tab-why").scrollIntoView({ block: "start" });
  };

  // ---- what brought it, lever by lever
  function ask() {
    if (running) running.close();
    note = t("taking_apart");
    parts = null;
    render();
    running = rural.stream(rural.address("api/why", { outcome: outcome().name, pairs: rural.start.limits_of_use.pairs_why }), function (kind, said) {
      if (kind === "answer") { parts = said; note = t("rests_on_more", { n: said.pairs, wanted: said.pairs_wanted }); } else if (said.place) note = t("queue", { n: said.place });
      render();
    }, function (refusal) {
      running = null;
      note = !refusal ? (parts ? (parts.pairs === 1 ? t("rests_on_one") : t("rests_on", { n: parts.pairs })) : "") : refusal.lost ? t("lost") : rural.refusalText(refusal.error || refusal);
      render();
    });
  }
  function shown() { return parts && parts.by_outcome && parts.by_outcome[outcome().name] || (parts && parts.outcome === outcome().name ? parts : null); }
  function partRow(name, figure, most) {
    var at = function (value) { return 50 + 46 * value / most; }, hasInterval = figure.low !== null && figure.low !== undefined;
    return el("tr", {}, el("th", { scope: "row", text: name }), el("td", { class: "number", text: rural.difference(outcome(), figure.difference, figure) }),
      el("td", { class: "bar" }, svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", class: "payer-bar", "aria-hidden": "true" },
        svg("rect", { x: Math.min(50, at(figure.difference)), y: 2, width: Math.abs(at(figure.difference) - 50), height: 6, class: "part" }),
        hasInterval ? svg("line", { x1: at(figure.low), x2: at(figure.high), y1: 5, y2: 5, class: "interval" }) : null, svg("line", { x1: 50, x2: 50, y1: 0, y2: 10, class: "zero" }))),
      el("td", { class: "number note", text: hasInterval ? rural.interval(outcome(), figure) : "–" }),
      el("td", {}, figure.verdict ? rural.verdict(figure) : ""));
  }
  function takenApart() {
    var got = shown();
    if (!got || !got.levers) return null;
    var rows = got.levers.map(function (one) { return [say(one.title), one.alone]; });
    if (got.interplay) rows.push([t("interplay"), got.interplay]);
    if (got.all) rows.push([t("all_together"), got.all]);
    rows = rows.filter(function (row) { return row[1]; });
    var most = rows.reduce(function (sum, row) { return Math.max(sum, Math.abs(row[1].difference || 0), Math.abs(row[1].low || 0), Math.abs(row[1].high || 0)); }, 1e-9);
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("what_brought_it") }, el("table", { class: "payers", id: "why-table" }, el("caption", { text: t("each_alone", { unit: rural.differenceUnit(outcome()) }) }),
      el("thead", {}, el("tr", {}, [t("changed"), t("difference"), "", t("interval_95"), t("in_words")].map(function (word) { return word ? el("th", { scope: "col", text: word }) : el("td"); }))),
      el("tbody", {}, rows.map(function (row) { return partRow(row[0], row[1], most); }))));
  }

  // ---- the figure itself
  function loop(name) {
    var one = rural.start.loops.find(function (other) { return other.name === name; });
    if (!one) return null;
    return el("li", {}, el("b", { text: say(one.title) + ": " }), one.chain.map(function (step) { return say(step); }).join(" → "), " (" + t(one.sign === "reinforcing" ? "reinforcing" : "balancing") + ")", strength(name));
  }
  // What the model gave when a link of the loop was cut, for the figure that is looked at
  function strength(name) {
    var measured = rural.start.loops_measured, found = measured && measured.of[name] && measured.of[name][outcome().name];
    if (!found) return null;
    if (found.size === "untold") return el("p", { class: "note loop-strength", text: t("loop_untold", { n: measured.seeds, interval: rural.interval(outcome(), found), unit: rural.differenceUnit(outcome()) }) });
    return el("p", { class: "note loop-strength" }, el("b", { text: t("loop_" + found.size) }), " ", t("loop_strength", { strength: rural.difference(outcome(), found.difference, found), unit: rural.differenceUnit(outcome()), interval: rural.interval(outcome(), found) }));
  }
  function aboutFigure() {
    var one = outcome(), loops = (one.loops || []).map(loop).filter(Boolean);
    return el("section", {}, el("h3", { text: say(one.title) }), el("p", { text: say(one.definition) }),
      el("dl", { class: "facts" }, fact(t("unit"), rural.unit(one)), fact(t("better_is"), t("better_" + one.better)),
        fact(t("matters"), one.matters === null || one.matters === undefined ? t("no_limit") : matters(one) + (one.matters_source ? " · " + say(one.matters_source) : "")),
        fact(t("status"), say(one.status)), fact(t("source"), say(one.source))),
      loops.length ? [el("h4", { text: t("loops") }), el("ul", {}, loops), el("p", { class: "note", text: loopsNote() })] : null);
  }
  function loopsNote() {
    var measured = rural.start.loops_measured;
    return measured ? t("loops_measured", { n: measured.seeds, years: measured.years }) : t("loops_note");
  }
  function matters(one) {
    if (one.matters_as === "share") return t("share_of_a", { n: rural.number(one.matters * 100, 0) });
    return rural.difference(one, one.matters).replace("+", "") + " " + rural.differenceUnit(one);
  }
  function fact(name, words) { return words ? [el("dt", { text: name }), el("dd", { text: words })] : null; }

  // ---- lever cards
  function leverCard(lever) {
    return el("details", { class: "lever-card", id: "about-" + lever.id }, el("summary", {}, say(lever.title), lever.assumed ? el("span", { class: "tag", text: t("guess") }) : null),
      el("h4", { text: t("what_is_it") }), el("p", { text: say(lever.card.what) }), el("h4", { text: t("example") }), el("p", { text: say(lever.card.example) }),
      el("h4", { text: t("against") }), el("p", { text: say(lever.card.against) }), el("h4", { text: t("fairness") }), el("p", { text: say(lever.card.fairness) }),
      el("p", { class: "note", text: t("default_from", { source: say(lever.source) }) }),
      el("p", { class: "note" }, t("range_is", { low: rural.leverValue(lever.id, lever.low), high: rural.leverValue(lever.id, lever.high) }) + " · ", el("code", { text: lever.package_lever })));
  }
  rural.showLever = function (lever) {
    var dialog = rural.byId("lever-dialog"), card = leverCard(lever);
    card.open = true;
    rural.put("lever-dialog-body", card);
    rural.byId("lever-dialog-body").querySelector("details").removeAttribute("id");
    dialog.setAttribute("aria-label", say(lever.title));
    dialog.showModal();
  };

  // ---- assumptions
  function assumption(one) {
    var changed = rural.state.query.parameters, value = one.name in changed ? changed[one.name] : one.value, id = "assumption-" + one.name;
    var out = el("output", { id: id + "-value", for: id, text: shownNumber(value) + " " + say(one.unit) });
    var input = el("input", { type: "range", id: id, min: one.low, max: one.high, step: one.step || "any", disabled: !!rural.embedded, "aria-describedby": id + "-note",
      on: { input: function () { out.textContent = shownNumber(Number(input.value)) + " " + say(one.unit); }, change: function () { setTo(one, Number(input.value)); } } });
    input.value = value;
    return el("div", { class: "lever" + (one.name in changed ? " moved" : "") }, el("div", { class: "lever-head" }, el("label", { for: id, text: say(one.title) }), out), el("p", { class: "note", text: say(one.text) }), input,
      el("div", { class: "lever-foot" }, el("p", { class: "note", id: id + "-note" }, el("span", { class: "tag", text: kind(one) }), " ", t("assumption_note", { value: shownNumber(one.value), low: shownNumber(one.low), high: shownNumber(one.high) }), " ", say(one.source) + "." + (one.note ? " " + say(one.note) : "")),
        one.name in changed ? rural.button(t("back"), function () { setTo(one, null); }, { class: "small link" }) : null));
  }
  function kind(one) { return rural.texts.en["kind_" + one.kind] ? t("kind_" + one.kind) : one.kind; }
  function shownNumber(value) {
    var size = Math.abs(value), places = size >= 100 || value % 1 === 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return rural.number(value, places);
  }
  function setTo(one, value) {
    rural.changeQuery(function (query) { if (value === null || value === one.value) delete query.parameters[one.name]; else query.parameters[one.name] = value; });
  }
  function drawer() {
    var changed = Object.keys(rural.state.query.parameters).length, list = rural.start.assumptions;
    var box = el("div", { id: "assumption-list" }), words = el("input", { type: "search", id: "assumption-filter", value: filter, on: { input: function () { filter = words.value; fillList(box, list); } } });
    fillList(box, list);
    return el("details", { class: "drawer", id: "drawer", open: changed > 0 }, el("summary", { text: t("assumptions") + (changed ? " · " + t("n_changed", { n: changed }) : "") }),
      el("p", { text: t(rural.embedded ? "levers_need_program" : "assumptions_note") }), el("label", { class: "field" }, el("span", { text: t("search") }), words),
      changed ? rural.button(t("all_back"), function () { rural.changeQuery(function (query) { query.parameters = {}; }); }) : null, box);
  }
  function fillList(box, list) {
    var low = filter.toLowerCase();
    rural.put(box, list.filter(function (one) { return !low || (one.name + " " + say(one.title) + " " + say(one.text)).toLowerCase().indexOf(low) >= 0; }).map(assumption));
  }

  function render() {
    if (!rural.start || rural.state.tab !== "why") return;
    var at = window.scrollY;
    rural.put("why", [
      el("h2", { text: t("why_title") }),
      rural.choice(t("figure"), rural.start.outcomes.map(function (one) { return [one.name, say(one.title)]; }), outcome().name, function (name) { outcomeName = name; render(); }, { id: "why-outcome" }),
      aboutFigure(),
      el("section", {}, el("h3", { text: t("what_brought_it") }), el("p", { class: "note", text: t(rural.embedded ? "why_needs_program" : "what_brought_note") }),
        rural.embedded ? null : rural.button(t("take_apart"), ask, { id: "take-apart", class: "primary", disabled: !!running }),
        el("p", { class: "note", role: "status", text: note }), takenApart()),
      drawer(),
      el("section", {}, el("h3", { text: t("about_levers") }), rural.start.levers.map(leverCard)),
      el("details", { id: "sources" }, el("summary", { text: t("sources") }), el("ul", {}, rural.start.sources.map(function (one) { return el("li", {}, el("b", { text: one.key + " " }), say(one.text)); }))),
    ]);
    window.scrollTo(0, at);
  }
  rural.on("query", function () { parts = null; note = ""; if (running) { running.close(); running = null; } render(); });
  rural.on("start lang shown", render);
})(window.rural);
