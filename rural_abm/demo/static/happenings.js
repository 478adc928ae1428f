// What happens on the map, from the event register of one pair of worlds: ambulances on their way, open beds,
// locums, those who come and those who leave.
(function (rural) {
  "use strict";
  var el = rural.el, svg = rural.svg, t = rural.t, say = rural.say;
  var MOST_DOTS = 140, AMBULANCE = "#d1006c", BED = 13, BEDS_A_ROW = 5, STAYS = 3, INK = "#1f1f1f", WHITE = "#ffffff", WEEKS_A_MONTH = 52 / 12;
  var LOCUM_INK = "#7a5500", LEFT_INK = "#a83c00", CAME_INK = "#0b6bb3";
  var data = null, worlds = [], wantedFor = null;

  // ---- journeys as lines on the ground
  function journey(trip, paths) {
    var keys = paths[trip[0] + ">" + trip[1]] || [trip[0], trip[1]];
    var points = keys.map(function (key) { return rural.mapGround.where[key]; }).filter(Boolean), lengths = [0];
    for (var i = 1; i < points.length; i += 1) lengths.push(lengths[i - 1] + Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]));
    return { points: points, lengths: lengths, counts: trip[2] };
  }
  function along(line, share) {
    var want = share * line.lengths[line.lengths.length - 1], i = 1;
    while (i < line.lengths.length - 1 && line.lengths[i] < want) i += 1;
    var a = line.points[i - 1], b = line.points[i], part = (want - line.lengths[i - 1]) / (line.lengths[i] - line.lengths[i - 1] || 1);
    return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
  }
  function prepare() {
    var layers = rural.mapLayers(), most = 0, both = rural.state.mapView === "worlds";
    worlds = data.worlds.map(function (world, index) {
      var lines = world.trips.map(function (trip) { return journey(trip, data.paths || world.paths || {}); }).filter(function (line) { return line.points.length > 1; });
      for (var month = 0; month < data.months; month += 1) most = Math.max(most, lines.reduce(function (sum, line) { return sum + (line.counts[month] || 0); }, 0));
      return { lines: lines, units: world.units, layer: both ? layers[index] : null, dots: [], month: -1 };
    });
    rural.tripsADot = Math.max(1, Math.ceil(most / MOST_DOTS));
    worlds.forEach(function (world) { if (world.layer) world.layer.replaceChildren(world.fixed = svg("g"), world.moving = svg("g", { fill: AMBULANCE, stroke: WHITE, "stroke-width": 2 })); });
  }
  // The dots of a month: one for so many journeys, each starting at its own moment
  function plan(world, month) {
    var planned = [], each = rural.tripsADot;
    world.lines.forEach(function (line, number) {
      var n = Math.round((line.counts[month] || 0) / each + ((number * 37 + month * 11) % 10) / 10 - 0.5);
      if (each === 1) n = line.counts[month] || 0;
      for (var i = 0; i < n; i += 1) planned.push({ line: line, start: ((i + 1) * 0.618 + number * 0.377) % 1 });
    });
    return planned;
  }
  function move(world) {
    var month = Math.floor(rural.time), share = rural.time - month;
    if (world.month !== month) { world.planned = plan(world, month); world.month = month; fixed(world, month); }
    while (world.dots.length < world.planned.length) { var dot = svg("circle", { r: 7 }); world.dots.push(dot); world.moving.append(dot); }
    world.dots.forEach(function (dot, i) {
      var one = world.planned[i];
      dot.setAttribute("visibility", one ? "visible" : "hidden");
      if (!one) return;
      var xy = along(one.line, (share + one.start) % 1);
      dot.setAttribute("cx", xy[0].toFixed(1));
      dot.setAttribute("cy", xy[1].toFixed(1));
    });
  }

  // ---- units: beds as squares, locums and comings and goings as small signs
  function recent(list, month) {
    var sum = 0;
    for (var i = Math.max(0, month - STAYS + 1); i <= month; i += 1) sum += (list && list[i]) || 0;
    return sum;
  }
  function fixed(world, month) {
    world.fixed.replaceChildren();
    var units = world.units;
    rural.start.units.forEach(function (unit) {
      var xy = rural.mapGround.where[unit.settlement];
      if (!xy || unit.kind === "hospital") return;
      beds(world.fixed, xy, (units.beds_open || {})[unit.key], (units.beds || {})[unit.key], month);
      signs(world.fixed, xy, !rural.nameIsLeft(unit.settlement), recent((units.came || {})[unit.key], month), recent((units.left || {})[unit.key], month), ((units.locum_weeks || {})[unit.key] || [])[month] || 0);
    });
  }
  function beds(group, xy, list, all, month) {
    if (!list) return;
    var places = Math.round(all ? all[month] : Math.max.apply(null, list)), open = Math.round(list[month]);
    for (var i = 0; i < places; i += 1) {
      group.append(svg("rect", { x: xy[0] - 33 + (i % BEDS_A_ROW) * (BED + 1), y: xy[1] + 40 + Math.floor(i / BEDS_A_ROW) * (BED + 1), width: BED - 2, height: BED - 2,
        fill: i < open ? INK : WHITE, stroke: INK, "stroke-width": 1.5 }));
    }
  }
  function sign(group, x, y, left, text, colour) {
    group.append(svg("text", { x: x, y: y, "text-anchor": left ? "end" : "start", "font-size": 22, "font-weight": 700, fill: colour, stroke: WHITE, "stroke-width": 5, "paint-order": "stroke", text: text }));
  }
  // Beside the dot, on the side where the name is not
  function signs(group, xy, toLeft, came, left, locums) {
    var x = xy[0] + (toLeft ? -20 : 20), y = xy[1] + 7, posts = Math.max(1, Math.round(locums / WEEKS_A_MONTH));
    if (left) sign(group, x, y - 24, toLeft, "−" + left, LEFT_INK);
    if (came) sign(group, x, y + 24, toLeft, "+" + came, CAME_INK);
    if (locums >= 0.5) sign(group, x, y, toLeft, t("locum_sign", { n: posts }), LOCUM_INK);
  }

  // ---- in words, for those who do not see the map
  function log() {
    var month = rural.state.month;
    return el("div", { class: "two" }, data.changes.map(function (list, index) {
      var near = list.filter(function (one) { return one.month <= month; }).slice(-5).reverse();
      return el("section", {}, el("h3", {}, el("span", { class: "badge badge-" + "ab"[index], text: "AB"[index] }), " " + t("what_happened")),
        near.length ? el("ol", { class: "log" }, near.map(function (one) {
          return el("li", {}, el("b", { text: rural.monthText(one.month, data.first_year) + ": " }), unitName(one.unit) + say(one.text));
        })) : el("p", { class: "note", text: t("nothing_yet") }));
    }));
  }
  function unitName(key) {
    var unit = rural.unitOfCare(key);
    return unit ? (say(unit.title) || unit.name) + ": " : "";
  }
  function key() {
    return el("ul", { class: "key" },
      el("li", {}, svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("circle", { cx: 8, cy: 8, r: 6, fill: AMBULANCE })), t("a_dot_is", { n: rural.tripsADot })),
      el("li", {}, svg("svg", { width: 30, height: 16, viewBox: "0 0 30 16", "aria-hidden": "true" }, svg("rect", { x: 1, y: 2, width: 11, height: 11, fill: INK }), svg("rect", { x: 16, y: 2, width: 11, height: 11, fill: WHITE, stroke: INK, "stroke-width": 1.5 })), t("beds_key")),
      el("li", {}, el("b", { class: "came", text: "+1 " }), el("b", { class: "left", text: "−1 " }), t("came_left_key")),
      el("li", {}, el("b", { class: "locum", text: t("locum_sign", { n: 2 }) + " " }), t("locum_key")));
  }

  function words() {
    if (!data) return;
    rural.put("events", [key(), log(), el("p", { class: "note", text: t("one_pair_note") })]);
  }
  function draw() { worlds.forEach(function (world) { if (world.layer) move(world); }); }
  function ready() { if (!data || !rural.answer) return; prepare(); draw(); words(); }

  function clear(text) {
    data = null;
    worlds = [];
    rural.mapLayers().forEach(function (layer) { layer.replaceChildren(); });
    rural.put("events", text ? el("p", { class: "note", text: text }) : null);
  }
  function load() {
    var wanted = rural.canonical(rural.state.query);
    if (wantedFor === wanted && data) return;
    wantedFor = wanted;
    clear(t("events_coming"));
    rural.fetchEvents().then(function (got) {
      if (wantedFor !== wanted) return;
      if (!got) return clear(rural.embedded ? t("no_events_in_file") : "");
      data = got;
      ready();
    }, function (said) {
      if (wantedFor !== wanted) return;
      wantedFor = null;
      clear(said.error ? rural.refusalText(said.error) : t("lost"));
    });
  }

  rural.on("query", function () { wantedFor = null; if (rural.start) clear(""); });
  rural.on("status", function () { if (rural.status.kind === "done" && rural.state.tab === "answer") load(); });
  rural.on("shown", function (tab) { if (tab === "answer" && rural.status.kind === "done") load(); });
  rural.on("play", load);
  rural.on("maps", ready);
  rural.on("frame", draw);
  rural.on("month lang", words);
})(window.rural);
