// What is chosen on the page, who wants to know when it changes, and its form in the link.
(function (rural) {
  "use strict";
  var listeners = {};
  rural.on = function (names, action) {
    names.split(" ").forEach(function (name) { (listeners[name] = listeners[name] || []).push(action); });
  };
  rural.emit = function (name, what) { (listeners[name] || []).forEach(function (action) { action(what); }); };

  rural.state = {
    lang: document.documentElement.lang === "en" ? "en" : "sv",
    query: null, tab: "answer", edit: 1, leverPlace: "", place: "", outcome: "", mapView: "worlds", month: 0, speed: 2, pairs: 0,
    presenter: false,
  };
  rural.answer = null;
  rural.status = { kind: "waiting" };

  // ---- the link: what a colleague needs to see the same page
  var IN_LINK = { lang: String, tab: String, place: String, outcome: String, mapView: String, month: Number, pairs: Number };

  // The region that the address asks for, in the question of a link or by itself; null: the server's own
  rural.wantedRegion = function () {
    var found = /(?:^#|&)q=([^&]*)/.exec(location.hash), query = null;
    try { query = found && JSON.parse(decodeURIComponent(found[1])); } catch (error) { query = null; }
    return (query && typeof query.region === "string" && query.region) || new URLSearchParams(location.search).get("region");
  };

  rural.link = function () {
    var parts = ["q=" + encodeURIComponent(JSON.stringify(rural.state.query))];
    Object.keys(IN_LINK).forEach(function (key) { parts.push(key + "=" + encodeURIComponent(rural.state[key])); });
    return location.href.split("#")[0] + "#" + parts.join("&");
  };
  var pending = null;
  rural.keepLink = function () {
    clearTimeout(pending);
    pending = setTimeout(function () { history.replaceState(null, "", rural.link()); }, 300);
  };
  function isQuery(query) {
    return query && query.v === 1 && (query.region || rural.start.region.key) === rural.start.region.key && Array.isArray(query.worlds) && query.worlds.length === 2 &&
      query.worlds.every(function (world) { return rural.model(world.governance); });
  }
  function completed(query) {
    return {
      v: 1, region: query.region || rural.start.region.key, years: query.years || 10, parameters: query.parameters || {},
      worlds: query.worlds.map(function (world) {
        return { governance: world.governance, reforms: world.reforms || [], adoption: world.adoption || null,
          levers: world.levers || {}, own: world.own || {} };
      }),
    };
  }
  rural.completed = completed;
  // Takes over what the link says; a link that cannot be read changes nothing and is said to be so (false)
  rural.readLink = function () {
    var good = true;
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("="), key = part.slice(0, at);
      try {
        var value = decodeURIComponent(part.slice(at + 1));
        if (key === "q") {
          var query = JSON.parse(value);
          if (isQuery(query)) rural.state.query = completed(query);
          else good = false;
        } else if (key in IN_LINK) rural.state[key] = IN_LINK[key](value);
      } catch (error) { good = false; }
    });
    if (!(rural.state.lang in rural.texts)) rural.state.lang = "sv";
    if (!(rural.state.month >= 0)) rural.state.month = 0;
    return good;
  };

  // ---- looking things up in what the server said at the start
  function finder(list) {
    return function (name) {
      return rural.start[list].find(function (one) { return (one.key || one.id || one.name) === name; });
    };
  }
  rural.model = finder("models");
  rural.reform = finder("reforms");
  rural.lever = finder("levers");
  rural.outcome = finder("outcomes");
  rural.municipality = finder("municipalities");
  rural.unitOfCare = finder("units");
  rural.keyFigures = function () { return rural.start.outcomes.filter(function (one) { return one.key_figure; }); };
  rural.placeName = function (key) {
    var place = rural.municipality(key);
    return key === "region" || !key ? rural.t("whole_region") : place ? place.name : key;
  };

  // Changes one thing and tells everyone
  rural.choose = function (key, value, event) {
    if (rural.state[key] === value) return;
    rural.state[key] = value;
    rural.emit(event || key, value);
    rural.keepLink();
  };
  rural.changeQuery = function (change) {
    var query = JSON.parse(JSON.stringify(rural.state.query));
    change(query);
    rural.state.query = query;
    rural.emit("query");
    rural.keepLink();
  };
  // So many pairs of worlds are asked for: as many as the server allows unless fewer are chosen
  rural.pairs = function () {
    var most = rural.start.limits_of_use.pairs, chosen = Math.round(rural.state.pairs);
    return chosen > 0 ? Math.min(chosen, most) : most;
  };
  // The same question written the same way, whatever order its parts were chosen in
  rural.canonical = function (query) {
    function sorted(value) {
      if (Array.isArray(value)) return value.map(sorted);
      if (value === null || typeof value !== "object") return value;
      return Object.keys(value).sort().reduce(function (made, key) { made[key] = sorted(value[key]); return made; }, {});
    }
    return JSON.stringify(sorted(completed(query)));
  };
})(window.rural);
