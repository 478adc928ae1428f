// The two worlds: model, reforms and how fast new routines spread; and the ready comparisons.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t, say = rural.say;
  var NAMES = ["A", "B"];

  function change(index, action) { rural.changeQuery(function (query) { action(query.worlds[index]); }); }

  function modelChoice(index) {
    var world = rural.state.query.worlds[index];
    return rural.choice(t("governance_model"), rural.start.models.map(function (one) { return [one.name, say(one.title)]; }),
      world.governance, function (name) {
        change(index, function (changed) { changed.governance = name; changed.levers = {}; });
      }, { id: "model-" + index, disabled: !!rural.embedded });
  }

  function reformTicks(index) {
    var world = rural.state.query.worlds[index], most = rural.start.limits_of_use.reforms;
    return el("details", { class: "reforms", id: "reforms-" + index },
      el("summary", { text: t("reforms_chosen", { n: world.reforms.length }) }),
      adoption(index),
      el("div", { class: "ticks", id: "ticks-" + index }, rural.start.reforms.map(function (reform) {
        var on = world.reforms.indexOf(reform.name) >= 0;
        return el("div", {}, rural.tick(say(reform.title), on, function (chosen) {
          change(index, function (changed) {
            changed.reforms = changed.reforms.filter(function (name) { return name !== reform.name; });
            if (chosen) changed.reforms.push(reform.name);
          });
        }, { disabled: !!rural.embedded || (!on && world.reforms.length >= most), id: "reform-" + index + "-" + reform.name }),
        el("p", { class: "note", text: say(reform.description) }));
      })));
  }
  function adoption(index) {
    var world = rural.state.query.worlds[index];
    return rural.choice(t("adoption"), [["", t("adoption_model")], ["emergent", t("adoption_emergent")], ["full", t("adoption_full")]],
      world.adoption || "", function (value) { change(index, function (changed) { changed.adoption = value || null; }); },
      { id: "adoption-" + index, disabled: !!rural.embedded });
  }

  function fromFile(index) {
    var own = rural.state.query.worlds[index].own, keys = Object.keys(own);
    if (!keys.length) return null;
    return el("p", { class: "note" }, t("from_the_file", { keys: keys.join(", ") }) + " ",
      rural.button(t("drop"), function () { change(index, function (changed) { changed.own = {}; }); }, { class: "small" }));
  }

  // What world B changes on top of its model, as short words
  function changes(index) {
    var world = rural.state.query.worlds[index];
    var words = world.reforms.map(function (name) { return "+ " + say((rural.reform(name) || { title: name }).title); });
    Object.keys(world.levers).forEach(function (key) {
      words.push(rural.leverName(key) + ": " + rural.leverValue(key, world.levers[key]));
    });
    return words;
  }
  rural.worldChanges = changes;
  rural.worldTitle = function (index) {
    var world = rural.state.query.worlds[index], model = rural.model(world.governance);
    return say(model ? model.title : world.governance);
  };

  function card(index) {
    var world = rural.state.query.worlds[index], model = rural.model(world.governance);
    return el("fieldset", { class: "world world-" + NAMES[index].toLowerCase() },
      el("legend", {}, el("span", { class: "badge", text: NAMES[index] }), " " + t("world", { name: NAMES[index] })),
      modelChoice(index),
      el("details", { id: "about-world-" + index }, el("summary", { text: t("what_is_it") }), el("p", { class: "note", text: say(model.description) }),
        el("p", { class: "note", text: t("source_is", { source: model.source + (model.date ? " (" + model.date + ")" : "") }) })),
      reformTicks(index), fromFile(index));
  }

  function standard() {
    var list = rural.start.standard.scenarios;
    if (rural.embedded) list = list.filter(function (one) { return rural.embedded.answers[one.id]; });
    if (!list.length) return null;
    return rural.choice(t("ready_comparisons"), [["", t("own_choice")]].concat(list.map(function (one) {
      return [one.id, say(one.title) + (one.adoption === "full" ? " · " + t("full_short") : "")];
    })), rural.standardOf(rural.state.query) || "", function (id) {
      var chosen = list.find(function (one) { return one.id === id; });
      if (chosen) rural.chooseQuery(chosen.query);
    }, { id: "standard" });
  }
  rural.chooseQuery = function (query) {
    rural.state.query = rural.completed(JSON.parse(JSON.stringify(query)));
    rural.emit("query");
    rural.keepLink();
  };

  function accuracy() {
    var most = rural.start.limits_of_use.pairs, now = rural.pairs();
    var offered = [4, 10, most, now].filter(function (n, at, all) { return n <= most && all.indexOf(n) === at; });
    offered.sort(function (a, b) { return a - b; });
    return rural.embedded ? null : rural.choice(t("how_many_pairs"), offered.map(function (n) { return [n, String(n)]; }), now,
      function (value) { rural.choose("pairs", Number(value)); }, { id: "pairs" });
  }
  function render() {
    rural.put("worlds", [standard(), standardNote(), card(0), card(1), accuracy()]);
  }
  function standardNote() {
    var standard = rural.start.standard;
    if (standard.state === "ready" || !standard.message) return null;
    return el("p", { class: "note warning", id: "standard-note" }, say(standard.message), " ", t("computed_anew_by"), " ",
      el("code", { text: standard.command }));
  }
  rural.on("start lang query", render);
})(window.rural);
