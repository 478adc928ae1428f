// The levers of the chosen world, for the whole region or one place.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t, say = rural.say;

  function parsed(key) {
    var at = key.indexOf(".");
    return at < 0 ? { id: key, place: "" } : { id: key.slice(at + 1), place: key.slice(0, at) };
  }
  rural.leverName = function (key) {
    var name = parsed(key), lever = rural.lever(name.id);
    return say(lever ? lever.title : name.id) + (name.place ? " (" + unitName(name.place) + ")" : "");
  };
  rural.leverValue = function (key, value) {
    var lever = rural.lever(parsed(key).id);
    if (!lever) return String(value);
    if (lever.kind === "yes_no") return value ? t("yes") : t("no");
    return rural.number(value, lever.decimals || 0) + " " + say(lever.unit);
  };
  function unitName(key) {
    var unit = rural.unitOfCare(key);
    return unit ? say(unit.title) || unit.name : key;
  }

  function keyOf(lever) { return rural.state.leverPlace ? rural.state.leverPlace + "." + lever.id : lever.id; }
  function world() { return rural.state.query.worlds[rural.state.edit]; }

  // The value that stands: moved here, moved for the region, or the model's own (null where places differ)
  function standing(lever) {
    var levers = world().levers, key = keyOf(lever);
    if (key in levers) return levers[key];
    if (lever.id in levers) return levers[lever.id];
    return modelsOwn(lever);
  }
  function modelsOwn(lever) {
    var own = lever.defaults[world().governance] || {};
    var value = own[rural.state.leverPlace || "region"];
    return value === undefined ? own.region : value;
  }

  function shownLevers() {
    var place = rural.state.leverPlace;
    return rural.start.levers.filter(function (lever) {
      return place ? lever.local && (!lever.places || lever.places.indexOf(place) >= 0) : lever.regional !== false;
    });
  }

  function move(lever, value) {
    rural.moving = true;
    rural.changeQuery(function (query) { query.worlds[rural.state.edit].levers[keyOf(lever)] = value; });
    rural.moving = false;
    refresh();
  }
  function back(lever) {
    rural.changeQuery(function (query) { delete query.worlds[rural.state.edit].levers[keyOf(lever)]; });
    var input = rural.byId("lever-" + lever.id);
    if (input) input.focus();
  }

  function words(lever) {
    var value = standing(lever);
    if (value === null || value === undefined) return t("differs_by_place");
    return rural.leverValue(lever.id, value);
  }

  function slider(lever) {
    var value = standing(lever), id = "lever-" + lever.id, yes = lever.kind === "yes_no";
    if (yes) {
      return el("input", { type: "checkbox", id: id, checked: !!value, disabled: !!rural.embedded, class: "switch",
        "aria-describedby": id + "-text", on: { change: function (event) { move(lever, event.target.checked ? 1 : 0); } } });
    }
    var input = el("input", { type: "range", id: id, min: lever.low, max: lever.high, step: lever.step, disabled: !!rural.embedded,
      "aria-describedby": id + "-text", "aria-valuetext": words(lever),
      on: { input: function (event) { move(lever, Number(event.target.value)); } } });
    input.value = value === null || value === undefined ? middle(lever) : value;
    return input;
  }
  function middle(lever) {
    var own = lever.defaults[world().governance] || {}, known = Object.keys(own).map(function (key) { return own[key]; })
      .filter(function (value) { return value !== null && value !== undefined; });
    if (!known.length) return lever.low;
    return known.reduce(function (sum, value) { return sum + value; }, 0) / known.length;
  }

  function row(lever) {
    var id = "lever-" + lever.id, moved = keyOf(lever) in world().levers;
    return el("div", { class: "lever" + (moved ? " moved" : ""), id: id + "-row" },
      el("div", { class: "lever-head" },
        el("label", { for: id, text: say(lever.title) }),
        el("output", { for: id, id: id + "-value", text: words(lever) })),
      slider(lever),
      el("div", { class: "lever-foot" },
        el("p", { class: "note", id: id + "-text", text: say(lever.text) }),
        el("div", { class: "lever-buttons" },
          rural.button(t("about_lever"), function () { rural.showLever(lever); }, { class: "small link", id: id + "-about", "aria-label": t("about", { what: say(lever.title) }) }),
          rural.button(t("back_to_model"), function () { back(lever); }, { class: "small link", id: id + "-back", hidden: !moved }))));
  }

  // While a slider is dragged only its words change, so that it keeps the hand and the focus
  function refresh() {
    shownLevers().forEach(function (lever) {
      var id = "lever-" + lever.id, input = rural.byId(id), moved = keyOf(lever) in world().levers;
      if (!input) return;
      rural.byId(id + "-value").textContent = words(lever);
      if (input.type === "range") input.setAttribute("aria-valuetext", words(lever));
      rural.byId(id + "-row").classList.toggle("moved", moved);
      rural.byId(id + "-back").hidden = !moved;
    });
  }

  function places() {
    var local = rural.start.units.filter(function (unit) {
      return rural.start.levers.some(function (lever) { return lever.local && (!lever.places || lever.places.indexOf(unit.key) >= 0); });
    });
    return [["", t("whole_region")]].concat(local.map(function (unit) { return [unit.key, unitName(unit.key)]; }));
  }

  function worldSwitch() {
    return el("div", { class: "segmented", role: "group", "aria-label": t("levers_of") }, [0, 1].map(function (index) {
      return rural.button(t("world", { name: "AB"[index] }), function () { rural.choose("edit", index); },
        { id: "edit-" + index, "aria-pressed": String(rural.state.edit === index), class: "world-" + "ab"[index] });
    }));
  }

  function render() {
    if (rural.moving) return;
    rural.put("levers", [
      el("h2", { text: t("levers") }), rural.embedded && el("p", { class: "note", text: t("levers_need_program") }),
      worldSwitch(),
      rural.choice(t("levers_where"), places(), rural.state.leverPlace, function (value) { rural.choose("leverPlace", value); }, { id: "lever-place" }),
      shownLevers().map(row),
    ]);
  }
  rural.on("start lang query edit leverPlace", render);
})(window.rural);
