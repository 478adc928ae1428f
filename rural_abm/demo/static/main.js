// Puts the page together and starts it.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t;
  var TABS = ["answer", "charts", "who", "person", "why"];

  rural.firstQuery = function () {
    var standard = rural.start.standard.scenarios;
    if (rural.embedded) standard = standard.filter(function (one) { return rural.embedded.answers[one.id]; });
    var first = standard.find(function (one) { return one.id === rural.start.standard.first; }) || standard.find(function (one) { return one.kind === "model" && one.adoption === "full"; }) || standard[0];
    if (first) return rural.completed(first.query);
    var base = rural.start.models.find(function (one) { return one.is_baseline; }) || rural.start.models[0];
    var other = rural.start.models.find(function (one) { return one !== base; });
    return rural.completed({ years: rural.start.limits_of_use.years, worlds: [{ governance: base.name }, { governance: other.name }] });
  };

  function tabs() {
    rural.put("tabs", TABS.map(function (name) {
      var on = rural.state.tab === name;
      return rural.button(t("tab_" + name), function () { rural.choose("tab", name); }, { role: "tab", id: "tab-button-" + name, "aria-selected": String(on), "aria-controls": "tab-" + name, tabindex: on ? "0" : "-1", on: { click: function () { rural.choose("tab", name); }, keydown: move } });
    }));
    showTab();
  }
  function move(event) {
    var by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    var next = TABS[(TABS.indexOf(rural.state.tab) + by + TABS.length) % TABS.length];
    rural.choose("tab", next);
    rural.byId("tab-button-" + next).focus();
  }
  function showTab() {
    if (TABS.indexOf(rural.state.tab) < 0) rural.state.tab = "answer";
    TABS.forEach(function (name) {
      var on = rural.state.tab === name, button = rural.byId("tab-button-" + name);
      rural.byId("tab-" + name).hidden = !on;
      if (button) { button.setAttribute("aria-selected", String(on)); button.setAttribute("tabindex", on ? "0" : "-1"); }
    });
    rural.byId("player").hidden = rural.state.tab !== "answer" && rural.state.tab !== "charts";
    rural.emit("shown", rural.state.tab);
  }

  rural.on("start lang", tabs);
  rural.on("tab", showTab);
  rural.on("query place pairs", function () { rural.compare(); });

  // Beside the answer where there is room; folded above it on a phone
  function fold() {
    var wide = window.matchMedia("(min-width: 60.01rem)");
    rural.byId("controls").open = wide.matches;
    wide.addEventListener("change", function () { rural.byId("controls").open = wide.matches; });
  }
  function closers() {
    document.querySelectorAll("dialog .close").forEach(function (button) { button.addEventListener("click", function () { button.closest("dialog").close(); }); });
  }
  function begin(start) {
    rural.start = start;
    var wanted = new URLSearchParams(location.search).get("lang");
    if (wanted in rural.texts) rural.state.lang = wanted;
    rural.state.query = rural.firstQuery();
    var good = rural.readLink();
    document.documentElement.lang = rural.state.lang;
    document.title = rural.pageTitle();
    document.documentElement.classList.add("ready");
    document.documentElement.classList.toggle("embedded", !!rural.embedded);
    rural.emit("start");
    if (!good) rural.notice(t("bad_link"));
    closers();
    fold();
    rural.begin();
  }
  function start() {
    rural.byId("status-text").textContent = t("asking");
    rural.fetchStart().then(begin).catch(function (said) {
      if (said instanceof Error) { rural.byId("status-text").textContent = t("failed"); throw said; }
      rural.byId("status-text").textContent = said.error ? rural.refusalText(said.error) : t("lost");
      setTimeout(start, 1000);
    });
  }
  window.addEventListener("hashchange", function () {
    if (!rural.start || location.href === rural.link()) return;
    if (!rural.embedded && rural.wantedRegion() && rural.wantedRegion() !== rural.start.region.key) { location.reload(); return; }
    if (!rural.readLink()) rural.notice(t("bad_link"));
    document.documentElement.lang = rural.state.lang;
    ["lang", "tab", "query", "outcome", "mapView"].forEach(function (name) { rural.emit(name, rural.state[name]); });
    rural.showTime(rural.state.month);
  });
  start();
})(window.rural);
