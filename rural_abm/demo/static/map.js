// Two maps side by side, or one of the difference: the outcome by municipality, year by year. Each municipality is set
// against its own start, never against another one: the model cannot rank places.
(function (rural) {
  "use strict";
  var el = rural.el, svg = rural.svg, t = rural.t, say = rural.say;
  // From worse to better, told apart without red and green; the size by lightness, the direction also by a sign
  var CHANGES = ["#c8500a", "#eda26f", "#f4f3ef", "#8fbfe3", "#0b6bb3"], NEITHER = ["#6a3d9a", "#b9a3d6", "#f4f3ef", "#a9c59a", "#3f7d3a"];
  var SMALL_CHANGE = 0.2, LARGE_CHANGE = 0.6;
  var BETTER = ["#cfe3f3", "#7fb4dc", "#0b6bb3"], WORSE = ["#fae0cf", "#eda26f", "#c8500a"];
  var INK = "#1f1f1f", LAND = "#ffffff", OUTSIDE = "#efeeea", WATER = "#d3e3ec", ROAD = "#8d8d8d", SHORE = "#a9bcc7", NONE = "#e4e4e0";
  var FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
  var LABEL = 27, SMALL = 21, EDGE = 22, BARS = [50, 20, 10, 5, 2, 1, 0.5], LONGEST_BAR = 0.25;
  var ground = null, maps = [];

  function outcome() { return rural.outcome(rural.state.outcome) || rural.keyFigures()[0]; }
  rural.mapOutcome = outcome;
  function series(place) { var all = rural.answer && rural.answer.series[outcome().name]; return all && all[place]; }
  function figure(place) { return rural.answer && (rural.answer.figures[outcome().name] || {})[place]; }
  function known(value) { return value !== null && value !== undefined && isFinite(value); }

  // ---- colours: the same scale for both worlds and all years
  // What a municipality had in world A's first year, and how far from there it is in this year
  function change(row, list) {
    var begin = row && row.a[0], now = row && list[rural.yearIndex()];
    return known(begin) && known(now) ? now - begin : null;
  }
  function scale() {
    var most = 0;
    rural.start.municipalities.forEach(function (place) {
      var row = series(place.key);
      if (!row || !known(row.a[0])) return;
      row.a.concat(row.b).forEach(function (value) { if (known(value)) most = Math.max(most, Math.abs(value - row.a[0])); });
    });
    var one = outcome(), colours = one.better === "neither" ? NEITHER : CHANGES, sign = one.better === "lower" ? -1 : 1;
    return { most: most || 1, colours: colours, colour: function (value) {
      if (!known(value)) return NONE;
      var size = Math.abs(value) / (most || 1), steps = size < SMALL_CHANGE ? 0 : size < LARGE_CHANGE ? 1 : 2;
      return colours[2 + steps * Math.sign(value * sign)];
    } };
  }
  function biggest() {
    return rural.start.municipalities.reduce(function (most, place) {
      var one = figure(place.key);
      return one && isTold(one) ? Math.max(most, Math.abs(one.difference)) : most;
    }, 0);
  }
  function isTold(one) { return one.verdict === "better" || one.verdict === "worse" || one.verdict === "differs"; }
  function differenceColour(one, most) {
    if (!one || !isTold(one)) return LAND;
    var colours = one.verdict === "worse" ? WORSE : BETTER;
    return colours[Math.min(2, Math.floor(Math.abs(one.difference) / (most || 1) * 2.999))];
  }

  // ---- drawing the ground once
  function base(index, title) {
    var clip = "land-" + index;
    var picture = svg("svg", { viewBox: "0 0 " + ground.width + " " + ground.height.toFixed(0), class: "map", id: "map-" + index, role: "group", "aria-label": title, "font-family": FONT });
    picture.append(svg("defs", {}, ground.land.map(function (d, n) { return svg("clipPath", { id: clip + "-" + n }, svg("path", { d: d })); })),
      svg("rect", { width: ground.width, height: ground.height, fill: ground.land.length ? WATER : LAND }),
      svg("path", { d: ground.neighbours.join(""), fill: OUTSIDE }), svg("path", { d: ground.land.join(""), fill: LAND, stroke: SHORE, "stroke-width": 1 }));
    var areas = svg("g"), places = {};
    rural.start.municipalities.forEach(function (place) {
      places[place.key] = { area: svg("g", { fill: NONE, "stroke-width": 1.5, cursor: "pointer", on: { click: function () { pick(place.key); } } }, shores(place.key, clip)) };
      areas.append(places[place.key].area);
    });
    picture.append(areas);
    picture.append(svg("g", { fill: WATER, "pointer-events": "none" }, ground.water.map(function (d) { return svg("path", { d: d }); })),
      svg("g", { fill: "none", stroke: "#9a9a9a", "stroke-width": 3, "stroke-dasharray": "10 6" }, ground.border.map(function (d) { return svg("path", { d: d }); })),
      svg("g", { fill: "none", stroke: LAND, "pointer-events": "none" }, ground.roads.map(function (road) { return svg("path", { d: road.d, "stroke-width": road.main ? 8 : 5 }); })),
      svg("g", { fill: "none", stroke: ROAD, "pointer-events": "none" }, ground.roads.map(function (road) { return svg("path", { d: road.d, "stroke-width": road.main ? 4 : 2 }); })),
      svg("g", { fill: "#6b6b6b", stroke: LAND, "stroke-width": 1.5 }, ground.settlements.map(settlement)));
    var layer = svg("g", { "pointer-events": "none" });
    picture.append(layer, scaleBar());
    var marks = svg("g");
    rural.start.municipalities.forEach(function (place) { marks.append(seat(places[place.key], place, index)); });
    var near = hospitals().filter(function (unit) { return !isOutside(ground.where[unit.settlement]); });
    near.forEach(function (unit) { marks.append(hospital(unit)); });
    hospitals().filter(function (unit) { return near.indexOf(unit) < 0; }).forEach(function (unit, number) { marks.append(beyond(unit, number * SMALL * 1.3) || ""); });
    picture.append(marks);
    return { picture: picture, places: places, layer: layer };
  }
  // The surroundings of a municipality's places, each kept to its own land
  function shores(key, clip) {
    var own = ground.cells[key] || {};
    return Object.keys(own).map(function (n) { return svg("path", { d: own[n].join(""), "clip-path": n < 0 ? null : "url(#" + clip + "-" + n + ")" }); });
  }
  function settlement(one) {
    var radius = 3.5 + Math.sqrt(Math.max(0, one.population || 0)) / 12;
    return svg("circle", { cx: one.xy[0], cy: one.xy[1], r: Math.min(9, radius) }, svg("title", { text: one.name }));
  }
  function hospitals() {
    var seats = rural.start.municipalities.map(function (place) { return place.seat; });
    return rural.start.units.filter(function (unit) { return unit.kind === "hospital" && seats.indexOf(unit.settlement) < 0 && ground.where[unit.settlement]; });
  }
  function halo(x, y, size, weight, anchor, text, fill) {
    return svg("text", { x: x, y: y, "font-size": size, "font-weight": weight, "text-anchor": anchor, fill: fill || INK, stroke: LAND, "stroke-width": 5, "stroke-linejoin": "round", "paint-order": "stroke", text: text });
  }
  function nameOf(key) { return (ground.settlements.find(function (one) { return one.key === key; }) || { name: key }).name; }
  function isOutside(xy) { return xy[0] < 0 || xy[0] > ground.width || xy[1] < 0 || xy[1] > ground.height; }
  // A hospital beyond the edge of the map: an arrow where the road to it leaves the map, and how far it is along the road
  function beyond(unit, above) {
    var roads = rural.start.map.roads.filter(function (road) { return road.from === unit.settlement || road.to === unit.settlement; });
    var road = roads.find(function (one) { return !isOutside(ground.where[one.from === unit.settlement ? one.to : one.from]); });
    if (!road) return null;
    var near = road.from === unit.settlement ? road.to : road.from, a = ground.where[near], b = ground.where[unit.settlement];
    var room = function (from, to, end) { return to > end - EDGE ? (end - EDGE - from) / (to - from) : to < EDGE ? (EDGE - from) / (to - from) : 1; };
    var share = Math.max(0, Math.min(room(a[0], b[0], ground.width), room(a[1], b[1], ground.height)));
    var x = a[0] + (b[0] - a[0]) * share, y = a[1] + (b[1] - a[1]) * share, right = x > ground.width / 2;
    var turn = Math.atan2(b[1] - a[1], b[0] - a[0]) * 180 / Math.PI;
    var words = nameOf(unit.settlement) + (road.km === null ? "" : ", " + t("km_from", { km: rural.number(road.km, 0), place: nameOf(near) }));
    return svg("g", { "pointer-events": "none" }, svg("path", { d: "M-10 -9L8 0L-10 9Z", fill: INK, transform: "translate(" + x.toFixed(1) + " " + y.toFixed(1) + ") rotate(" + turn.toFixed(0) + ")" }),
      halo(x + (right ? -16 : 16), y + 8 + (y < ground.height / 2 ? above : -above), SMALL, 400, right ? "end" : "start", words));
  }
  function hospital(unit) {
    var xy = ground.where[unit.settlement], right = xy[0] > ground.width * 0.75;
    return svg("g", { "pointer-events": "none" }, svg("path", { d: "M-9 0H9M0 -9V9", transform: "translate(" + xy[0] + " " + xy[1] + ")", stroke: INK, "stroke-width": 5 }),
      halo(xy[0] + (right ? -14 : 14), xy[1] - 12, SMALL, 400, right ? "end" : "start", nameOf(unit.settlement)));
  }
  // On which side of its dot a place's name stands
  function isLeft(town) {
    var room = 24 + town.name.length * LABEL * 0.67;
    return (town.label_dx < 0 && town.xy[0] > room) || town.xy[0] + room > ground.width;
  }
  rural.nameIsLeft = function (key) { return isLeft(ground.settlements.find(function (one) { return one.key === key; })); };
  function seat(own, place, index) {
    var xy = ground.where[place.seat], town = ground.settlements.find(function (one) { return one.key === place.seat; });
    var left = isLeft(town), dx = left ? -20 : 20;
    own.dot = svg("circle", { cx: xy[0], cy: xy[1], r: 13, fill: NONE, stroke: INK, "stroke-width": 3 });
    own.value = halo(xy[0] + dx, xy[1] + 24, SMALL, 400, left ? "end" : "start", "");
    own.badge = svg("path", { transform: "translate(" + xy[0] + " " + (xy[1] - 30) + ")", stroke: LAND, "stroke-width": 3, visibility: "hidden", d: "" });
    own.button = svg("g", { id: "seat-" + index + "-" + place.key, role: "button", tabindex: "0", class: "seat", cursor: "pointer", on: {
      click: function () { pick(place.key); },
      keydown: function (event) { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(place.key); } },
    } }, own.dot, own.badge, halo(xy[0] + dx, xy[1] - 1, LABEL, 600, left ? "end" : "start", place.name + (place.in_region ? "" : "*")), " ", own.value);
    return own.button;
  }
  function scaleBar() {
    var km = BARS.find(function (one) { return one * ground.unit / rural.start.map.km_per_unit < LONGEST_BAR * ground.width; });
    var length = km / rural.start.map.km_per_unit * ground.unit, y = ground.height - 24;
    return svg("g", { "pointer-events": "none" }, svg("path", { d: "M26 " + (y - 8) + "V" + y + "H" + (26 + length).toFixed(1) + "V" + (y - 8), fill: "none", stroke: INK, "stroke-width": 3 }),
      svg("text", { x: 26 + length + 10, y: y + 2, "font-size": SMALL, fill: INK, text: km + " km" }));
  }

  function pick(key) { rural.choose("place", rural.state.place === key ? "" : key); }
  rural.pickPlace = pick;

  // ---- what the year shows
  function paintChanges(map, world, colours) {
    rural.start.municipalities.forEach(function (place) {
      var own = map.places[place.key], row = series(place.key), value = row ? change(row, world === 0 ? row.a : row.b) : null;
      mark(own, place, colours.colour(value), known(value) ? rural.number(rural.plain.scaled(outcome(), value), rural.plain.decimals(outcome()), true) : "");
      var one = world === 1 ? figure(place.key) : null, told = one && (one.verdict === "better" || one.verdict === "worse");
      own.badge.setAttribute("visibility", told ? "visible" : "hidden");
      if (told) {
        own.badge.setAttribute("d", one.verdict === "better" ? "M0 -13L13 9H-13Z" : "M0 13L13 -9H-13Z");
        own.badge.setAttribute("fill", one.verdict === "better" ? BETTER[2] : WORSE[2]);
      }
    });
  }
  function paintDifference(map) {
    var most = biggest();
    rural.start.municipalities.forEach(function (place) {
      var one = figure(place.key), told = one && isTold(one);
      mark(map.places[place.key], place, differenceColour(one, most), !one ? "" : told ? rural.difference(outcome(), one.difference, one) : "?");
      map.places[place.key].badge.setAttribute("visibility", "hidden");
    });
  }
  function mark(own, place, colour, words) {
    var chosen = rural.state.place === place.key;
    own.area.setAttribute("fill", colour);
    own.area.setAttribute("stroke", colour);
    own.area.setAttribute("fill-opacity", place.in_region ? 0.9 : 0.45);
    own.dot.setAttribute("fill", colour);
    own.dot.setAttribute("stroke-width", chosen ? 8 : 3);
    own.value.textContent = words;
    own.button.setAttribute("aria-pressed", String(chosen));
  }

  function paint() {
    if (!rural.answer || !maps.length) return;
    if (rural.state.mapView === "difference") paintDifference(maps[0]);
    else { var colours = scale(); maps.forEach(function (map, index) { paintChanges(map, index, colours); }); }
    rural.put("map-year", t(rural.state.mapView === "difference" ? "all_years_together" : "in_year", { year: rural.answer.years[rural.yearIndex()] }));
  }

  // ---- legend
  function swatch(colour, words) { return el("span", { class: "swatch" }, picture(colour), el("span", { text: words })); }
  function picture(colour) { return svg("svg", { viewBox: "0 0 20 14", width: 20, height: 14, "aria-hidden": "true" }, svg("rect", { width: 20, height: 14, fill: colour, stroke: "#777" })); }
  function legend() {
    var one = outcome();
    if (!rural.answer) return [];
    if (rural.state.mapView === "difference") {
      return [swatch(WORSE[2], t("b_is_worse")), swatch(LAND, t("white_means")), swatch(BETTER[2], t(one.better === "neither" ? "b_differs" : "b_is_better")), el("span", { class: "unit", text: rural.differenceUnit(one) })];
    }
    var colours = scale(), names = one.better === "neither" ? ["much_lower", "lower", "about_same", "higher", "much_higher"] : ["much_worse", "worse", "about_same", "better", "much_better"];
    var small = rural.difference(one, SMALL_CHANGE * colours.most).replace("+", ""), large = rural.difference(one, LARGE_CHANGE * colours.most).replace("+", "");
    return colours.colours.map(function (colour, index) { return swatch(colour, t("change_" + names[index])); })
      .concat([el("span", { class: "unit", text: t("change_steps", { small: small, large: large, unit: rural.differenceUnit(one) }) })]);
  }
  function notes() {
    return t(rural.state.mapView === "difference" ? "map_difference_note" : "map_level_note");
  }
  function refreshLegend() {
    rural.put("map-legend", legend());
    rural.byId("map-note").textContent = notes();
    var others = rural.start.municipalities.filter(function (place) { return !place.in_region; }).map(function (place) { return place.name; });
    rural.byId("map-source").textContent = t("map_ground_note") + " " + (others.length ? t("map_comparison_note", { places: others.join(", ") }) + " " : "") + say(rural.start.map.source);
  }

  function panel(index, title) {
    var map = base(index, t("map_of", { what: title }));
    maps.push(map);
    return el("figure", { class: "map-box world-" + "ab"[index] }, el("figcaption", {}, rural.state.mapView === "worlds" ? el("span", { class: "badge", text: "AB"[index] }) : null, " " + title), map.picture);
  }
  function render() {
    if (!rural.start) return;
    ground = ground || rural.ground(rural.start);
    rural.mapGround = ground;
    maps = [];
    var titles = rural.answer ? rural.answer.titles.map(say) : [rural.worldTitle(0), rural.worldTitle(1)];
    rural.put("maps", rural.state.mapView === "difference" ? [panel(0, t("b_less_a", { a: titles[0], b: titles[1] }))] : [panel(0, titles[0]), panel(1, titles[1])]);
    rural.byId("maps").className = "maps maps-" + rural.state.mapView;
    rural.put("map-choices", [
      rural.choice(t("colour_by"), rural.start.outcomes.filter(function (one) { return one.by_place; }).map(function (one) { return [one.name, say(one.title)]; }), outcome().name,
        function (value) { rural.choose("outcome", value); }, { id: "map-outcome" }),
      rural.choice(t("map_shows"), [["worlds", t("both_worlds")], ["difference", t("the_difference")]], rural.state.mapView,
        function (value) { rural.choose("mapView", value); }, { id: "map-view" }),
      el("span", { id: "map-year", class: "year" }),
    ]);
    paint();
    refreshLegend();
    rural.emit("maps");
  }
  rural.mapLayers = function () { return maps.map(function (map) { return map.layer; }); };
  rural.mapPictures = function () { return maps.map(function (map) { return map.picture; }); };

  var shownTitles = "";
  function onAnswer() {
    var titles = rural.answer ? JSON.stringify(rural.answer.titles) : "";
    if (titles !== shownTitles || !maps.length) { shownTitles = titles; render(); } else { paint(); refreshLegend(); }
  }
  rural.on("start lang mapView", render);
  rural.on("answer", onAnswer);
  rural.on("month place", paint);
  rural.on("outcome", function () { paint(); refreshLegend(); var select = rural.byId("map-outcome"); if (select) select.value = outcome().name; });
})(window.rural);
