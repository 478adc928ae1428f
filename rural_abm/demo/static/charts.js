// Charts of the years with bands, values under the pointer and a cursor in step with the map.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t, say = rural.say;
  var A = "#3b3b3b", B = "#00795a", A_BAND = "rgba(59,59,59,0.16)", B_BAND = "rgba(0,158,115,0.22)", TIME = "#d1006c";
  var chosen = {}, plots = [];

  function kinds() { return rural.start.charts.map(function (one) { return one.name; }); }
  function title(kind) { return say(rural.start.charts.find(function (one) { return one.name === kind; }).title); }
  function of(kind) { return rural.start.outcomes.filter(function (one) { return one.chart === kind; }); }
  function seriesOf(outcome) {
    var all = rural.answer && rural.answer.series[outcome.name];
    return all && (all[rural.state.place || "region"] || null);
  }
  function whole(list) { return !!list && list.length > 0 && list.every(function (value) { return value !== null && isFinite(value); }); }
  function scaled(outcome, list) { return list.map(function (value) { return value === null ? null : rural.plain.scaled(outcome, value); }); }

  // Columns and their looks; a band only where none of its values is missing, for the drawing library takes no holes there
  function columns(outcome, row) {
    var data = [rural.answer.years, scaled(outcome, row.a), scaled(outcome, row.b)], bands = [];
    var series = [{}, { label: "A", stroke: A, width: 2.5, dash: [7, 4], points: { show: false } }, { label: "B", stroke: B, width: 3, points: { show: false } }];
    [["a", A_BAND], ["b", B_BAND]].forEach(function (one) {
      if (!whole(row[one[0] + "_low"]) || !whole(row[one[0] + "_high"])) return;
      data.push(scaled(outcome, row[one[0] + "_low"]), scaled(outcome, row[one[0] + "_high"]));
      series.push({ label: one[0] + "_low", stroke: null, points: { show: false } }, { label: one[0] + "_high", stroke: null, points: { show: false } });
      bands.push({ series: [data.length - 1, data.length - 2], fill: one[1] });
    });
    return { data: data, series: series, bands: bands };
  }
  function axisNumber(values) {
    var step = values.length > 1 ? Math.abs(values[1] - values[0]) : 1;
    var places = 0;
    while (places < 4 && Math.abs(step * Math.pow(10, places) - Math.round(step * Math.pow(10, places))) > 1e-6) places += 1;
    return values.map(function (value) { return rural.number(value, places); });
  }
  function timeLine(plot) {
    var x = rural.firstYear() + rural.time / 12 - 0.5;
    x = Math.max(plot.scales.x.min, Math.min(plot.scales.x.max, x));
    var at = Math.round(plot.valToPos(x, "x", true)), context = plot.ctx;
    context.save();
    context.strokeStyle = TIME;
    context.lineWidth = 2 * devicePixelRatio;
    context.beginPath();
    context.moveTo(at, plot.bbox.top);
    context.lineTo(at, plot.bbox.top + plot.bbox.height);
    context.stroke();
    context.restore();
  }
  function fontSize() { return parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8; }

  function draw(card, outcome) {
    var row = seriesOf(outcome), box = card.querySelector(".plot");
    box.replaceChildren();
    if (!row) { box.append(el("p", { class: "note", text: t("not_by_place") })); return null; }
    var made = columns(outcome, row), font = fontSize() + "px system-ui, sans-serif", width = Math.max(240, box.clientWidth);
    var axis = { font: font, stroke: "#444", grid: { stroke: "#e6e6e3", width: 1 }, ticks: { stroke: "#bbb", width: 1 } };
    return new uPlot({
      width: width, height: Math.round(Math.min(300, width * 0.56)), series: made.series, bands: made.bands, legend: { show: false },
      scales: { x: { time: false, range: function (plot, low, high) { return [low - 0.3, high + 0.3]; } } },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      axes: [Object.assign({ values: function (plot, values) { return values.map(function (value) { return value % 1 ? "" : String(value); }); }, incrs: [1, 2, 5] }, axis),
        Object.assign({ values: function (plot, values) { return axisNumber(values); }, size: fontSize() * 4.6 }, axis)],
      hooks: { draw: [timeLine], setCursor: [function (plot) { say_value(card, outcome, row, plot.cursor.idx); }] },
    }, made.data, box);
  }
  // The values under the pointer, or of the year on the map when there is none
  function say_value(card, outcome, row, index) {
    var year = index === null || index === undefined ? rural.yearIndex() : index, out = card.querySelector(".values");
    function one(name) {
      var low = row[name + "_low"], high = row[name + "_high"];
      return rural.value(outcome, row[name][year]) + (low && high && low[year] !== null ? " (" + rural.number(rural.plain.scaled(outcome, low[year]), rural.plain.decimals(outcome)) + "–" + rural.number(rural.plain.scaled(outcome, high[year]), rural.plain.decimals(outcome)) + ")" : "");
    }
    rural.put(out, [el("b", { text: rural.answer.years[year] + "  " }), el("span", { class: "world-a", text: "A " + one("a") }), "  ", el("span", { class: "world-b", text: "B " + one("b") })]);
  }

  function table(outcome) {
    var row = seriesOf(outcome);
    if (!row) return null;
    return el("details", { id: "table-" + outcome.name }, el("summary", { text: t("as_table") }), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say(outcome.title) }, el("table", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col", text: t("year") }), el("th", { scope: "col", text: "A" }), el("th", { scope: "col", text: "B" }))),
      el("tbody", {}, rural.answer.years.map(function (year, index) {
        return el("tr", {}, el("th", { scope: "row", text: String(year) }), el("td", { class: "number", text: rural.value(outcome, row.a[index]) }), el("td", { class: "number", text: rural.value(outcome, row.b[index]) }));
      })))));
  }
  function pick(kind) {
    var list = of(kind);
    return list.find(function (one) { return one.name === chosen[kind]; }) || list.find(function (one) { return one.key_figure; }) || list[0];
  }
  function card(kind) {
    var list = of(kind), outcome = pick(kind);
    if (!outcome) return null;
    return el("article", { class: "chart", id: "chart-" + kind }, el("h3", { text: title(kind) }),
      list.length > 1 ? rural.choice(t("figure"), list.map(function (one) { return [one.name, say(one.title)]; }), outcome.name, function (name) { chosen[kind] = name; render(); }, { id: "chart-choice-" + kind })
        : el("p", { class: "chart-figure", text: say(outcome.title) }),
      el("p", { class: "unit", text: rural.unit(outcome) }), el("div", { class: "plot", role: "img", "aria-label": t("chart_of", { what: say(outcome.title) }) }),
      el("p", { class: "values" }), table(outcome));
  }
  function render() {
    plots.forEach(function (one) { if (one.plot) one.plot.destroy(); });
    plots = [];
    if (!rural.answer || rural.state.tab !== "charts") return;
    rural.put("charts-head", [el("h2", { text: t("charts") }), el("p", { class: "note" }, t("charts_note", { where: rural.placeName(rural.state.place) }))]);
    rural.put("charts-place", rural.choice(t("place"), [["", t("whole_region")]].concat(rural.start.municipalities.map(function (place) { return [place.key, place.name]; })), rural.state.place,
      function (value) { rural.choose("place", value); }, { id: "chart-place" }));
    rural.put("charts", kinds().map(card));
    kinds().forEach(function (kind) {
      var made = rural.byId("chart-" + kind), outcome = made && pick(kind);
      if (outcome) { plots.push({ plot: draw(made, outcome), card: made, outcome: outcome }); values(plots[plots.length - 1]); }
    });
  }
  function values(one) { var row = seriesOf(one.outcome); if (row) say_value(one.card, one.outcome, row, null); }
  rural.chartPictures = function () {
    return plots.filter(function (one) { return one.plot; }).map(function (one) { return { canvas: one.plot.ctx.canvas, title: title(one.card.id.replace("chart-", "")) + ": " + say(one.outcome.title), unit: rural.unit(one.outcome) }; });
  };
  rural.drawCharts = render;

  var last = 0;
  function cursor() {
    if (rural.state.tab !== "charts") return;
    var now = performance.now();
    if (rural.isPlaying() && now - last < 60) return;
    last = now;
    plots.forEach(function (one) { if (one.plot) one.plot.redraw(false, false); });
  }
  var resizing = null;
  window.addEventListener("resize", function () { clearTimeout(resizing); resizing = setTimeout(render, 200); });
  rural.on("answer lang place shown", render);
  rural.on("frame", cursor);
  rural.on("month", function () { if (rural.state.tab === "charts") plots.forEach(values); });
})(window.rural);
