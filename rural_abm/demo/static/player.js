// Time on the page: ten years in months, played, stepped or chosen; map and charts follow.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t;
  var SPEEDS = [1, 2, 4, 8];
  var playing = false, last = 0;
  rural.time = 0;

  function years() { return rural.answer ? rural.answer.years : [2024]; }
  rural.firstYear = function () { return years()[0]; };
  rural.months = function () { return years().length * 12; };
  rural.yearIndex = function () { return Math.min(years().length - 1, Math.floor(rural.state.month / 12)); };

  function show(time) {
    var end = rural.months();
    rural.time = Math.max(0, Math.min(end - 0.001, time));
    var month = Math.floor(rural.time);
    if (month !== rural.state.month) {
      rural.state.month = month;
      rural.emit("month");
      if (!playing) rural.keepLink();
    }
    rural.emit("frame");
  }
  rural.showTime = show;

  function frame(now) {
    if (!playing) return;
    var passed = Math.min(0.1, (now - last) / 1000);
    last = now;
    if (rural.time + passed * rural.state.speed >= rural.months() - 0.01) { show(rural.months()); pause(); return; }
    show(rural.time + passed * rural.state.speed);
    requestAnimationFrame(frame);
  }
  function play() {
    if (rural.time >= rural.months() - 1) show(0);
    playing = true;
    last = performance.now();
    rural.emit("play");
    requestAnimationFrame(frame);
    buttons();
  }
  function pause() {
    playing = false;
    rural.keepLink();
    buttons();
  }
  rural.pause = pause;
  rural.isPlaying = function () { return playing; };

  function buttons() {
    var button = rural.byId("play");
    if (!button) return;
    button.textContent = playing ? "❚❚ " + t("pause") : "▶ " + t("play");
    button.setAttribute("aria-pressed", String(playing));
  }
  function step(by) { pause(); show(Math.round(rural.state.month + by) + 0.5); }

  function follow() {
    var slider = rural.byId("month");
    if (!slider) return;
    var words = rural.monthText(rural.state.month, rural.firstYear());
    slider.max = rural.months() - 1;
    slider.value = rural.state.month;
    slider.setAttribute("aria-valuetext", words);
    rural.byId("month-text").textContent = words;
  }

  function render() {
    if (!rural.start) return;
    rural.put("player", [
      rural.button("", function () { if (playing) pause(); else play(); }, { id: "play", class: "primary" }),
      rural.button("‹", function () { step(-1); }, { id: "step-back", "aria-label": t("month_back"), title: t("month_back") }),
      rural.button("›", function () { step(1); }, { id: "step-on", "aria-label": t("month_on"), title: t("month_on") }),
      el("label", { class: "field grow" }, el("span", { class: "hidden", text: t("time") }),
        el("input", { type: "range", id: "month", min: 0, max: rural.months() - 1, step: 1,
          on: { input: function (event) { pause(); show(Number(event.target.value) + 0.5); } } })),
      el("output", { id: "month-text", for: "month" }),
      rural.choice(t("speed"), SPEEDS.map(function (speed) { return [speed, t("months_a_second", { n: speed })]; }), rural.state.speed,
        function (value) { rural.state.speed = Number(value); }, { id: "speed" }),
    ]);
    buttons();
    follow();
  }
  rural.on("start lang", render);
  rural.on("month answer", follow);
  rural.on("start", function () { rural.time = rural.state.month; });
})(window.rural);
