// What the model cannot say: always on the page.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t, say = rural.say;
  rural.on("start lang", function () {
    var start = rural.start, limits = start.limits;
    rural.put("limits", [el("h2", { text: say(limits.title) }), el("ul", {}, limits.points.map(function (point) { return el("li", { text: say(point) }); })),
      el("p", { class: "note", text: t("made_with", { version: start.version, model: start.model.slice(0, 12) }) })]);
  });
})(window.rural);
