// Five steps for a facilitator with ten minutes.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t;
  var STEPS = [
    { target: "worlds", tab: "answer" }, { target: "cards", tab: "answer" }, { target: "map-section", tab: "answer" },
    { target: "person", tab: "person" }, { target: "limits", tab: "why" },
  ];
  var at = -1;

  function show(step) {
    leave();
    at = step;
    if (step < 0 || step >= STEPS.length) return end();
    rural.choose("tab", STEPS[step].tab);
    var target = rural.byId(STEPS[step].target);
    target.classList.add("toured");
    target.scrollIntoView({ block: "center", behavior: "auto" });
    rural.put("tour-box", [
      el("h2", { id: "tour-title", tabindex: "-1", text: t("tour_title", { n: step + 1, all: STEPS.length }) + t("tour_" + (step + 1) + "_title") }),
      el("p", { text: t("tour_" + (step + 1)) }),
      el("div", { class: "buttons" }, step ? rural.button(t("before"), function () { show(step - 1); }, { id: "tour-back" }) : null,
        rural.button(step + 1 < STEPS.length ? t("next") : t("finish"), function () { show(step + 1); }, { id: "tour-next", class: "primary" }),
        rural.button(t("close"), end, { id: "tour-close" })),
    ]);
    rural.byId("tour-box").hidden = false;
    rural.byId("tour-title").focus({ preventScroll: true });
  }
  function leave() { document.querySelectorAll(".toured").forEach(function (node) { node.classList.remove("toured"); }); }
  function end() {
    leave();
    at = -1;
    rural.byId("tour-box").hidden = true;
    rural.byId("tour").focus();
  }
  rural.startTour = function () { show(0); };
  rural.on("lang", function () { if (at >= 0) show(at); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && at >= 0) end(); });
})(window.rural);
