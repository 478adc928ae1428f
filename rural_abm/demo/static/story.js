// One person's ten years in both worlds: two lines of the same shocks.
(function (rural) {
  "use strict";
  var el = rural.el, svg = rural.svg, t = rural.t, say = rural.say;
  var wish = { age_from: 80, age_to: 100, municipality: "", sex: "", frailty: "", lives_alone: "", enrolled: "", conditions_from: "" };
  var draw = 0, found = null, story = null, note = "";
  var W = 1000, LANE = 130, TOP = 44, GAP = 36;
  var COLOURS = { known: "#0b6bb3", stranger: "#e08a3c", acute: "#d1006c", night: "#46226f", shock: "#6b6b6b", ink: "#1f1f1f" };
  var VISITS = ["visit", "phone", "video", "home_visit"], SHOCKS = ["episode", "collapse"], STEPS = ["moved", "enrolled", "housed", "gp_changed", "frailty"];
  var LONGEST = 130;

  // ---- choosing somebody
  function field(name, label, pairs) {
    return rural.choice(label, pairs, wish[name], function (value) { wish[name] = value; draw = 0; }, { id: "wish-" + name });
  }
  function ages(name, label) {
    var list = [];
    for (var age = 65; age <= 100; age += 5) list.push([age, String(age)]);
    return field(name, label, list);
  }
  function pairs(name) {
    var words = rural.start.persons[name];
    return Object.keys(words).map(function (value) { return [value, say(words[value])]; });
  }
  function form() {
    var any = ["", t("any")], yesNo = [any, ["1", t("yes")], ["0", t("no")]];
    return el("form", { class: "wishes", on: { submit: function (event) { event.preventDefault(); find(); } } },
      ages("age_from", t("age_from")), ages("age_to", t("age_to")),
      field("municipality", t("municipality"), [any].concat(rural.start.municipalities.map(function (place) { return [place.key, place.name]; }))),
      field("sex", t("sex"), [any].concat(pairs("sex"))),
      field("frailty", t("frailty"), [any].concat(pairs("frailty"))),
      field("lives_alone", t("lives_alone"), yesNo), field("enrolled", t("enrolled"), yesNo),
      field("conditions_from", t("conditions_from"), [any].concat([1, 2, 3, 4].map(function (n) { return [n, t("at_least", { n: n })]; }))),
      el("div", { class: "buttons" }, el("button", { type: "submit", class: "primary", id: "draw-person", text: t("draw_person") })));
  }
  function find() {
    note = t("looking");
    render();
    rural.askJson(rural.address("api/persons", Object.assign({ seed: 1, draw: draw }, wish))).then(function (got) {
      draw += 1;
      found = got.person;
      story = null;
      note = got.person ? t("people_like", { n: rural.number(got.count, 0) }) : t("nobody_like");
      render();
      if (found) load();
    }, failed);
  }
  function load() {
    note = t("living_ten_years");
    render();
    var asked = found.key;
    rural.askJson(rural.address("api/story", { person: found.key, seed: 1 })).then(function (got) {
      if (!found || found.key !== asked) return;
      story = got;
      note = "";
      render();
    }, failed);
  }
  function failed(said) {
    note = said.error ? rural.refusalText(said.error) : t("lost");
    render();
  }

  // ---- the picture
  function place(item) { return 40 + (W - 60) * Math.min(1, item.day / (365 * story.years.length)); }
  function mark(item, y) {
    var x = place(item);
    if (VISITS.indexOf(item.kind) >= 0) return visit(item, x, y);
    if (item.kind === "ambulance" || item.kind === "emergency") return svg("path", { d: "M" + x + " " + (y + 8) + "l7 12h-14Z", fill: COLOURS.acute }, tip(item));
    if (item.kind === "admitted") return svg("rect", { x: x, y: y + 24, width: Math.max(3, (item.nights || 1) * (W - 60) / (365 * story.years.length)), height: 20, fill: COLOURS.night }, tip(item));
    if (item.kind === "home_nursing") return svg("rect", { x: x, y: y + 50, width: 5, height: Math.min(18, 2 + Math.sqrt(item.count || 1) * 3), fill: COLOURS.known, "fill-opacity": 0.55 }, tip(item));
    if (item.kind === "died") return svg("path", { d: "M" + (x - 8) + " " + (y - 8) + "l16 16m0 -16l-16 16", stroke: COLOURS.ink, "stroke-width": 4 }, tip(item));
    if (STEPS.indexOf(item.kind) >= 0) return svg("path", { d: "M" + x + " " + (y - 7) + "l7 7l-7 7l-7 -7Z", fill: "#ffffff", stroke: COLOURS.ink, "stroke-width": 2 }, tip(item));
    return null;
  }
  function visit(item, x, y) {
    var stranger = item.known === false, home = item.kind === "home_visit";
    return svg("line", { x1: x, x2: x, y1: y - 4, y2: y - (home ? 40 : 26), stroke: stranger ? COLOURS.stranger : COLOURS.known, "stroke-width": 4, "stroke-dasharray": stranger ? "5 3" : null }, tip(item));
  }
  function tip(item) { return svg("title", { text: rural.dateText(item.date) + ": " + say(item.words) }); }
  function lane(world, index) {
    var y = TOP + 46 + index * (LANE + GAP), end = world.items.filter(function (item) { return item.kind === "died"; })[0];
    return svg("g", {}, svg("text", { x: 0, y: y - 48, "font-size": 19, "font-weight": 700, fill: COLOURS.ink, text: "AB"[index] + "  " + say(world.title) }),
      svg("line", { x1: 40, x2: end ? place(end) : W - 20, y1: y, y2: y, stroke: index ? "#00795a" : "#3b3b3b", "stroke-width": 4 }),
      world.items.map(function (item) { return mark(item, y); }));
  }
  function shocks() {
    var seen = {}, lines = [];
    story.worlds.forEach(function (world) {
      world.items.forEach(function (item) {
        if (!item.shared || SHOCKS.indexOf(item.kind) < 0 || seen[item.day]) return;
        seen[item.day] = true;
        var x = place(item);
        lines.push(svg("line", { x1: x, x2: x, y1: TOP + 6, y2: TOP + 2 * LANE + GAP - 10, stroke: COLOURS.shock, "stroke-width": 2, "stroke-dasharray": "2 5" }, tip(item)));
      });
    });
    return lines;
  }
  function picture() {
    var height = TOP + 2 * LANE + GAP;
    return svg("svg", { viewBox: "0 0 " + W + " " + height, class: "story", id: "story-picture", role: "img", "aria-label": t("story_of", { who: say(story.person.words) }), "font-family": "system-ui, sans-serif" },
      svg("rect", { width: W, height: height, fill: "#ffffff" }),
      story.years.map(function (year, index) {
        var x = 40 + (W - 60) * index / story.years.length;
        return svg("g", {}, svg("line", { x1: x, x2: x, y1: 26, y2: height, stroke: "#e8e8e4" }), svg("text", { x: x + 4, y: 20, "font-size": 17, fill: "#555", text: String(year) }));
      }), shocks(), story.worlds.map(lane));
  }
  function key() {
    function line(colour, dash) { return svg("svg", { width: 12, height: 18, viewBox: "0 0 12 18", "aria-hidden": "true" }, svg("line", { x1: 6, x2: 6, y1: 0, y2: 18, stroke: colour, "stroke-width": 4, "stroke-dasharray": dash })); }
    function shape(d, colour) { return svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: d, fill: colour, stroke: colour === "none" ? COLOURS.ink : null, "stroke-width": 2 })); }
    return el("ul", { class: "key" }, el("li", {}, line(COLOURS.known), t("visit_known")), el("li", {}, line(COLOURS.stranger, "5 3"), t("visit_stranger")),
      el("li", {}, shape("M8 2l6 12H2Z", COLOURS.acute), t("acute_trip")), el("li", {}, shape("M1 3h14v10H1Z", COLOURS.night), t("hospital_nights")),
      el("li", {}, shape("M3 2h9v12H3Z", "#7aa9d4"), t("home_nursing_bar")),
      el("li", {}, shape("M8 1l7 7l-7 7l-7 -7Z", "none"), t("life_step")), el("li", {}, line(COLOURS.shock, "2 4"), t("shared_shock")));
  }

  var TOTALS = ["visits", "known", "strangers", "clinicians", "home_nursing", "ambulance", "emergency", "nights", "km"];
  function totals() {
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("ten_years_counted") }, el("table", {}, el("caption", { text: t("ten_years_counted") }),
      el("thead", {}, el("tr", {}, el("th", { scope: "col", text: t("counted_what") }), story.worlds.map(function (world, index) { return el("th", { scope: "col", class: "number", text: "AB"[index] + " " + say(world.title) }); }))),
      el("tbody", {}, TOTALS.map(function (name) {
        return el("tr", {}, el("th", { scope: "row", text: t("total_" + name) }), story.worlds.map(function (world) { return el("td", { class: "number", text: rural.number(world.totals[name], 0) }); }));
      }), el("tr", {}, el("th", { scope: "row", text: t("total_died") }), story.worlds.map(function (world) { return el("td", { class: "number", text: world.totals.died ? rural.dateText(world.totals.died) : t("lives") }); })))));
  }
  function diary(world, index) {
    var items = world.items.slice(0, LONGEST);
    return el("details", { id: "diary-" + index }, el("summary", { text: t("diary_of", { world: "AB"[index], n: rural.number(world.items.length, 0) }) }),
      el("ol", { class: "diary" }, items.map(function (item) { return el("li", {}, el("b", { text: rural.dateText(item.date) + ": " }), say(item.words)); })),
      world.items.length > LONGEST ? el("p", { class: "note", text: t("first_of", { n: LONGEST }) }) : null);
  }
  function fileStories() {
    var list = (rural.embedded.stories || []);
    if (!list.length) return el("p", { class: "note", text: t("no_story_in_file") });
    return rural.choice(t("a_story"), [["", t("choose")]].concat(list.map(function (one, index) { return [index, say(one.story.person.words) + " · " + say(scenarioTitle(one.scenario))]; })), "",
      function (value) { if (value !== "") { story = list[value].story; found = story.person; render(); } }, { id: "file-story" });
  }
  function scenarioTitle(id) {
    var one = rural.start.standard.scenarios.find(function (other) { return other.id === id; });
    return one ? one.title : id;
  }

  function render() {
    if (!rural.start || rural.state.tab !== "person") return;
    rural.put("person", [
      el("h2", { text: t("one_person") }), el("p", { text: t("one_person_note") }),
      rural.embedded ? fileStories() : form(), el("p", { class: "note", role: "status", id: "story-note", text: note }),
      found ? el("p", { class: "lead", id: "person-words", text: say(found.words) }) : null,
      story ? [el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("one_person") }, picture()), key(), totals(), el("div", { class: "two" }, story.worlds.map(diary)), el("p", { class: "note", text: t("one_fate_note") })] : null,
    ]);
  }
  rural.on("query", function () { story = null; note = ""; if (found && !rural.embedded && rural.state.tab === "person") load(); else render(); });
  rural.on("shown", function () { render(); if (rural.state.tab === "person" && found && !story && !rural.embedded) load(); });
  rural.on("start lang", render);
  rural.storyPicture = function () { return rural.byId("story-picture"); };
})(window.rural);
