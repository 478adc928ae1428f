// Where answers come from: the server, or the data embedded in an exported file. Everything passes here.
(function (rural) {
  "use strict";
  var WAIT = 250, AGAIN = 1000;
  var node = document.getElementById("rural-abm-data");
  var embedded = node ? JSON.parse(node.textContent) : null;
  rural.embedded = embedded;

  function withQuery(path, more) {
    var parts = ["q=" + encodeURIComponent(JSON.stringify(rural.state.query))];
    Object.keys(more || {}).forEach(function (key) {
      if (more[key] !== "" && more[key] !== null && more[key] !== undefined) parts.push(key + "=" + encodeURIComponent(more[key]));
    });
    return path + "?" + parts.join("&");
  }
  rural.address = withQuery;

  // Rejects with {error: {...}} of the server, or with {lost: true} when the server does not answer
  function ask(path, options) {
    return fetch(path, options).catch(function () { throw { lost: true }; }).then(function (reply) {
      if (reply.ok) return reply;
      return reply.json().catch(function () { return { error: { code: "failed", what: null, status: reply.status } }; })
        .then(function (said) { throw said; });
    });
  }
  rural.ask = ask;
  rural.askJson = function (path, options) { return ask(path, options).then(function (reply) { return reply.json(); }); };

  rural.fetchStart = function () {
    var region = rural.wantedRegion();
    return embedded ? Promise.resolve(embedded.start) : rural.askJson("api/start" + (region ? "?region=" + encodeURIComponent(region) : ""));
  };

  // ---- the standard scenario that a query is, if any
  rural.standardOf = function (query) {
    var wanted = rural.canonical(query);
    var found = rural.start.standard.scenarios.find(function (one) { return rural.canonical(one.query) === wanted; });
    return found ? found.id : null;
  };

  // ---- a stream of answers; `take` gets each, `end(refusal or null)` once
  function stream(path, take, end) {
    var source = new EventSource(path), finished = false;
    function finish(refusal) {
      if (finished) return;
      finished = true;
      source.close();
      end(refusal);
    }
    source.addEventListener("queue", function (message) { take("queue", JSON.parse(message.data)); });
    source.addEventListener("answer", function (message) { take("answer", JSON.parse(message.data)); });
    source.addEventListener("done", function () { finish(null); });
    source.addEventListener("refused", function (message) { finish(JSON.parse(message.data)); });
    source.onerror = function () {
      if (finished) return;
      finished = true;
      source.close();
      explain(path).then(end);
    };
    return { close: function () { finished = true; source.close(); } };
  }
  rural.stream = stream;

  // EventSource hides why it failed: ask the same address once more for its words
  function explain(path) {
    var stop = new AbortController();
    return fetch(path, { signal: stop.signal }).then(function (reply) {
      if (reply.ok) { stop.abort(); return { lost: true }; }
      return reply.json().catch(function () { return { lost: true }; });
    }, function () { return { lost: true }; });
  }

  // ---- the comparison on the page
  var running = null, timer = null, again = null;

  function tell(kind, more) {
    rural.status = Object.assign({ kind: kind }, more);
    rural.emit("status");
  }
  rural.tell = tell;

  function give(answer) {
    rural.answer = answer;
    rural.emit("answer");
  }

  function fromFile() {
    var id = rural.standardOf(rural.state.query);
    var answer = id && embedded.answers[id];
    if (answer) { give(answer); tell("done"); } else { give(null); tell("not_in_file"); }
  }

  function open() {
    running = stream(withQuery("api/compare", { pairs: rural.pairs(), place: rural.state.place }),
      function (kind, said) {
        if (kind === "queue") { if (!said.place) tell("running"); else tell("queue", { place: said.place }); } else {
          give(said);
          tell("running");
        }
      },
      function (refusal) {
        running = null;
        if (!refusal) return tell("done");
        if (refusal.lost) return lost();
        tell("refused", { error: refusal.error || refusal });
        if ((refusal.error || refusal).code === "busy") later();
      });
  }
  function later() {
    clearTimeout(again);
    again = setTimeout(function () { rural.compare(true); }, 5 * AGAIN);
  }
  function lost() {
    tell("lost");
    waitForServer();
  }

  // Asks for the answer to what is chosen; what ran before is stopped
  rural.compare = function (atOnce) {
    clearTimeout(timer);
    clearTimeout(again);
    if (embedded) return fromFile();
    if (running) running.close();
    running = null;
    tell("asking");
    timer = setTimeout(open, atOnce ? 0 : WAIT);
  };

  // ---- waiting until the server answers: at the start while it compiles, later when the connection was lost
  var waiting = null;
  function waitForServer() {
    clearTimeout(waiting);
    rural.askJson("api/health").then(function (health) {
      rural.health = health;
      if (health.status !== "ready") {
        tell(health.status === "starting" ? "starting" : "compiling");
        waiting = setTimeout(waitForServer, AGAIN);
      } else rural.compare(true);
    }, function () { waiting = setTimeout(waitForServer, AGAIN); });
  }
  rural.begin = function () { if (embedded) fromFile(); else waitForServer(); };
  // A laptop that slept, a network that came back: see whether the stream still lives
  function wake() {
    if (embedded || document.hidden || !rural.start) return;
    if (rural.status.kind === "lost") waitForServer();
    else if (running) rural.askJson("api/health").catch(function (said) { if (said.lost) { running.close(); lost(); } });
  }
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);

  // ---- what happens on the map
  var events = { key: null };
  rural.fetchEvents = function () {
    var key = rural.canonical(rural.state.query);
    if (events.key === key) return events.promise;
    if (embedded) {
      var id = rural.standardOf(rural.state.query);
      events.promise = Promise.resolve((id && embedded.events[id]) || null);
    } else {
      events.promise = rural.askJson(withQuery("api/events", { seed: 1 }));
      events.promise.catch(function () { if (events.key === key) events.key = null; });
    }
    events.key = key;
    return events.promise;
  };
})(window.rural);
