// How sure the answer is, the key figures with their verdicts, and what a place gains or pays.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t, say = rural.say;
  var SYMBOLS = { better: "▲", worse: "▼", too_small: "≈", cannot_tell: "?", differs: "◆", too_few: "…" };

  rural.symbols = SYMBOLS;
  rural.verdict = function (figure) {
    var words = rural.start.verdicts[figure.verdict];
    var sure = rural.start.sureness[figure.sureness];
    var asks = figure.verdict === "better" || figure.verdict === "worse" || figure.verdict === "differs" || figure.verdict === "too_small";
    return el("span", { class: "verdict verdict-" + figure.verdict },
      el("span", { class: "symbol", "aria-hidden": "true", text: SYMBOLS[figure.verdict] || "?" }),
      el("span", { text: say(words) || figure.verdict }), asks && sure ? el("span", { class: "sure", text: say(sure) }) : null);
  };

  // ---- the line that says what the answer rests on
  function restsOn() {
    var status = rural.status, answer = rural.answer, n = answer && answer.pairs;
    var words = {
      compiling: t("compiling"), starting: t("starting"), asking: t("asking"), waiting: t("asking"), running: n ? t("rests_on_more", { n: n, wanted: answer.pairs_wanted }) : t("running_first"),
      queue: t("queue", { n: status.place }), lost: t("lost"), not_in_file: t("not_in_file"),
      done: n ? (n < 2 ? t("rests_on_one") : t("rests_on", { n: n })) : "",
    };
    if (status.kind === "refused") return refusal(status.error);
    return words[status.kind];
  }
  function refusal(error) {
    var parts = [say(error.what) || t("failed")];
    if (error.where) parts.push(error.where);
    if (error.allowed) parts.push(t("allowed", { what: say(error.allowed) }));
    if (error.nearest) parts.push(t("nearest", { what: error.nearest }));
    return parts.join(" · ");
  }
  rural.refusalText = refusal;

  function status() {
    var kind = rural.status.kind, answer = rural.answer;
    var working = ["asking", "running", "queue", "compiling", "starting", "waiting"].indexOf(kind) >= 0;
    rural.byId("status").className = "status status-" + kind;
    rural.byId("status-text").textContent = restsOn() || "";
    var bar = rural.byId("status-bar");
    bar.hidden = !working;
    if (working && answer && kind === "running") { bar.max = answer.pairs_wanted; bar.value = answer.pairs; } else bar.removeAttribute("value");
    var stale = working && answer && kind !== "running";
    rural.byId("results").classList.toggle("stale", !!stale);
    rural.byId("results").setAttribute("aria-busy", String(working));
  }

  // ---- one key figure
  function card(outcome) {
    var place = rural.state.place || "region", figures = rural.answer.figures[outcome.name], figure = figures && figures[place];
    var title = el("h3", { text: say(outcome.title) });
    if (!figure) return el("article", { class: "card" }, title, el("p", { class: "note", text: t("not_by_place") }));
    var chosen = rural.state.outcome === outcome.name;
    return el("article", { class: "card card-" + figure.verdict + (chosen ? " chosen" : ""), id: "card-" + outcome.name }, title,
      el("p", { class: "pair" },
        el("span", { class: "world-a", title: t("world", { name: "A" }) }, el("b", { text: "A " }), rural.value(outcome, figure.a)), " ",
        el("span", { class: "world-b", title: t("world", { name: "B" }) }, el("b", { text: "B " }), rural.value(outcome, figure.b)),
        el("span", { class: "unit", text: rural.unit(outcome) })),
      rural.verdict(figure),
      figure.low === null || figure.low === undefined ? null : el("p", { class: "note", text: t("difference_is", { difference: rural.difference(outcome, figure.difference, figure), unit: rural.differenceUnit(outcome), interval: rural.interval(outcome, figure) }) }),
      el("div", { class: "card-buttons" },
        rural.button(t("on_the_map"), function () { rural.choose("outcome", outcome.name); }, { class: "small link", id: "on-map-" + outcome.name, "aria-pressed": String(chosen), "aria-label": t("on_the_map_of", { what: say(outcome.title) }) }),
        rural.button(t("why"), function () { rural.showWhy(outcome); }, { class: "small link", id: "ask-why-" + outcome.name, "aria-label": t("why_of", { what: say(outcome.title) }) })));
  }

  // The answer in a few lines: which key figures got which verdict; a name colours the map by it
  var ORDER = ["better", "worse", "differs", "too_small", "cannot_tell", "too_few"];
  function found() {
    var place = rural.state.place || "region", lists = {};
    rural.keyFigures().forEach(function (outcome) {
      var figure = (rural.answer.figures[outcome.name] || {})[place];
      if (figure) (lists[figure.verdict] = lists[figure.verdict] || []).push(outcome);
    });
    return el("dl", { class: "found" }, ORDER.filter(function (name) { return lists[name]; }).map(function (name) {
      return [el("dt", { class: "verdict verdict-" + name }, el("span", { class: "symbol", "aria-hidden": "true", text: SYMBOLS[name] }), say(rural.start.verdicts[name]) + " (" + lists[name].length + ")"),
        el("dd", {}, lists[name].map(function (outcome) {
          return rural.button(say(outcome.title), function () { rural.choose("outcome", outcome.name); }, { id: "found-" + outcome.name, "aria-pressed": String(rural.mapOutcome() === outcome), disabled: !outcome.by_place });
        }))];
    }));
  }

  function headline() {
    var answer = rural.answer;
    var firstDay = answer.adopted_from_first_day || [];
    return [
      el("h2", { id: "answer-title", text: t("b_against_a", { a: say(answer.titles[0]), b: say(answer.titles[1]) }) }),
      changesLine(),
      el("p", { class: "place-name" }, el("b", { text: rural.placeName(rural.state.place) }), " ", t("world_b_is")),
      found(),
      firstDay[1] ? el("p", { class: "note", text: t("from_first_day") }) : null,
      overridden(answer),
      rural.state.place ? el("p", { class: "note", text: t("small_numbers") }) : null,
    ];
  }
  function overridden(answer) {
    var words = [].concat(answer.overridden || []).reduce(function (all, pair) { return all.concat(say(pair) || []); }, []);
    return words.length ? el("p", { class: "note", text: t("overridden", { what: words.join(" ") }) }) : null;
  }
  function changesLine() {
    var lines = [0, 1].map(function (index) {
      var words = rural.worldChanges(index);
      return words.length ? el("span", { class: "chips" }, el("b", { text: "AB"[index] + ": " }), words.map(function (word) { return el("span", { class: "chip", text: word }); })) : null;
    });
    return lines[0] || lines[1] ? el("p", { class: "changes" }, lines) : null;
  }

  function render() {
    if (!rural.start) return;
    rural.byId("answer-body").hidden = !rural.answer;
    rural.byId("no-answer").hidden = !!rural.answer;
    if (!rural.answer) return;
    rural.put("headline", headline());
    rural.put("cards", rural.keyFigures().map(card));
  }
  rural.on("answer lang place outcome", render);
  rural.on("status lang answer", status);
})(window.rural);
