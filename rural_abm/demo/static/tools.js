// Sharing, saving, loading, exporting, presenting and starting over.
(function (rural) {
  "use strict";
  var el = rural.el, t = rural.t, say = rural.say;

  function say_done(text) { rural.byId("notice").textContent = text; }
  rural.notice = say_done;
  function problem(said) { say_done(said && said.error ? rural.refusalText(said.error) : t("lost")); }

  // ---- the link, and for a room the address and its square
  function share() {
    var link = rural.link(), box = el("input", { type: "text", id: "share-link", readonly: true, value: link });
    var parts = [el("h2", { text: t("share") }), el("p", { text: t(rural.embedded ? "share_note_file" : "share_note") }), el("label", { class: "field" }, el("span", { text: t("link") }), box),
      rural.button(t("copy"), function () { copy(box); }, { id: "copy-link", class: "primary" })];
    open(parts, t("share"));
    if (!rural.embedded) rural.askJson("api/share").then(function (said) { room(said); }, function () {});
  }
  function copy(box) {
    box.select();
    var done = function () { say_done(t("copied")); };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(box.value).then(done, function () { document.execCommand("copy"); done(); });
    else { document.execCommand("copy"); done(); }
  }
  function room(said) {
    var body = rural.byId("tool-dialog-body");
    if (!said.addresses || !said.addresses.length) { body.append(el("p", { class: "note", text: t("not_shared") })); return; }
    body.append(el("h3", { text: t("to_the_room") }), el("ul", {}, said.addresses.map(function (one) {
      return el("li", {}, el("b", { text: one.card + " " }), el("a", { href: one.url, text: one.url }));
    })));
    if (said.qr) body.append(el("img", { class: "qr", alt: t("qr_alt"), src: "data:image/svg+xml;charset=utf-8," + encodeURIComponent(said.qr) }));
  }
  function open(parts, label) {
    var dialog = rural.byId("tool-dialog");
    rural.put("tool-dialog-body", parts);
    dialog.setAttribute("aria-label", label);
    if (!dialog.open) dialog.showModal();
  }

  // ---- files
  function files() {
    var input = el("input", { type: "file", id: "scenario-file", accept: ".toml,text/plain", on: { change: function () { if (input.files[0]) load(input.files[0]); } } });
    open([el("h2", { text: t("scenario_files") }), el("p", { text: t("scenario_files_note") }),
      el("div", { class: "buttons" }, [0, 1].map(function (index) {
        return rural.button(t("save_world", { name: "AB"[index] }), function () { save(index); }, { id: "save-world-" + index });
      })),
      el("h3", { text: t("load_scenario") }), el("label", { class: "field" }, el("span", { text: t("load_into", { name: "AB"[rural.state.edit] }) }), input), el("p", { role: "status", id: "file-note", class: "note" })], t("scenario_files"));
  }
  function save(index) {
    rural.ask(rural.address("api/scenario.toml", { world: index })).then(function (reply) { return reply.blob(); }).then(function (blob) {
      rural.download("scenario_" + "ab"[index] + ".toml", blob);
    }).catch(problem);
  }
  function load(file) {
    var note = rural.byId("file-note");
    if (file.size > 65536) { note.textContent = t("file_too_large"); return; }
    file.text().then(function (text) {
      return rural.askJson("api/scenario/read?region=" + encodeURIComponent(rural.start.region.key), { method: "POST", body: text, headers: { "Content-Type": "text/plain" } });
    }).then(function (got) {
      rural.changeQuery(function (query) {
        query.worlds[rural.state.edit] = rural.completed({ worlds: [got.world], years: 1 }).worlds[0];
        query.years = got.years || query.years;
        Object.assign(query.parameters, got.parameters || {});
      });
      rural.byId("tool-dialog").close();
      say_done(t("loaded", { name: file.name }));
    }).catch(function (said) { note.textContent = said && said.error ? rural.refusalText(said.error) : t("lost"); });
  }

  // ---- pictures, tables, paper
  function exports() {
    var has = !!rural.answer, story = rural.storyPicture();
    open([el("h2", { text: t("export") }), el("ul", { class: "plain" },
      el("li", {}, rural.button(t("png_map"), function () { rural.saveMaps().then(function () { say_done(t("saved")); }); }, { id: "png-map", disabled: !has })),
      el("li", {}, rural.button(t("png_charts"), function () { rural.saveCharts().then(function () { say_done(t("saved")); }); }, { id: "png-charts", disabled: !has })),
      story ? el("li", {}, rural.button(t("png_story"), function () { rural.saveStory(); }, { id: "png-story" })) : null,
      el("li", {}, rural.button(t("csv"), csv, { id: "csv", disabled: !has })),
      el("li", {}, rural.embedded ? rural.button(t("print_page"), function () { rural.byId("tool-dialog").close(); window.print(); }, { id: "print" })
        : el("a", { class: "button", id: "summary", target: "_blank", rel: "noopener", href: rural.address("api/summary", { pairs: rural.pairs(), lang: rural.state.lang }), text: t("summary") })))], t("export"));
  }
  function csv() {
    if (rural.embedded) { rural.download("rural_abm.csv", new Blob(["\ufeff" + ownCsv()], { type: "text/csv;charset=utf-8" })); return; }
    rural.ask(rural.address("api/results.csv", { pairs: rural.pairs(), lang: rural.state.lang })).then(function (reply) { return reply.blob(); })
      .then(function (blob) { rural.download("rural_abm.csv", blob); say_done(t("saved")); }).catch(problem);
  }
  // Without a server: the figures that are in the file
  function ownCsv() {
    var lines = [[t("figure"), t("place"), "A", "B", t("difference"), t("low"), t("high"), t("in_words")]];
    Object.keys(rural.answer.figures).forEach(function (name) {
      var outcome = rural.outcome(name);
      Object.keys(rural.answer.figures[name]).forEach(function (place) {
        var one = rural.answer.figures[name][place];
        lines.push([outcome ? rural.say(outcome.title) : name, rural.placeName(place), one.a, one.b, one.difference, one.low, one.high, rural.say(rural.start.verdicts[one.verdict])]);
      });
    });
    return lines.map(function (line) { return line.map(quoted).join(rural.state.lang === "sv" ? ";" : ","); }).join("\r\n") + "\r\n";
  }
  function quoted(value) {
    if (value === null || value === undefined) return "";
    var text = typeof value === "number" && rural.state.lang === "sv" ? String(value).replace(".", ",") : String(value);
    return /[";,\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function presenter(on) {
    rural.state.presenter = on;
    document.documentElement.classList.toggle("presenter", on);
    rural.byId("presenter").setAttribute("aria-pressed", String(on));
    rural.drawCharts();
  }
  function reset() {
    history.replaceState(null, "", location.href.split("#")[0]);
    Object.assign(rural.state, { place: "", outcome: "", mapView: "worlds", leverPlace: "", edit: 1 });
    rural.pause();
    rural.showTime(0);
    rural.choose("tab", "answer");
    rural.chooseQuery(rural.firstQuery());
    rural.emit("outcome");
    rural.emit("mapView");
    say_done(t("started_over"));
  }
  function language(lang) {
    rural.state.lang = lang;
    document.documentElement.lang = lang;
    document.title = rural.pageTitle();
    rural.emit("lang");
    rural.keepLink();
    var button = rural.byId("lang-" + lang);
    if (button) button.focus();
  }

  // Another region is another page: places, levers and answers are all its own
  function region() {
    if (rural.embedded || rural.start.regions.length < 2) return null;
    return rural.choice(t("region"), rural.start.regions.map(function (one) { return [one.key, say(one.title)]; }), rural.start.region.key, function (key) {
      var search = new URLSearchParams(location.search);
      search.set("region", key);
      search.set("lang", rural.state.lang);
      location.assign(location.pathname + "?" + search);
    }, { id: "region" });
  }

  function render() {
    rural.byId("title").textContent = rural.pageTitle();
    document.querySelectorAll("[data-text]").forEach(function (node) { node.textContent = t(node.getAttribute("data-text")); });
    document.querySelectorAll("[data-label]").forEach(function (node) { node.setAttribute("aria-label", t(node.getAttribute("data-label"))); });
    rural.put("tools", [
      region(),
      rural.button(t("tour"), function () { rural.startTour(); }, { id: "tour" }),
      rural.button(t("presenter"), function () { presenter(!rural.state.presenter); }, { id: "presenter", "aria-pressed": String(rural.state.presenter) }),
      rural.button(t("share"), share, { id: "share" }),
      rural.embedded ? null : rural.button(t("files"), files, { id: "files" }),
      rural.button(t("export"), exports, { id: "export" }),
      rural.button(t("reset"), reset, { id: "reset" }),
      el("div", { class: "segmented", role: "group", "aria-label": t("language") }, ["sv", "en"].map(function (lang) {
        return rural.button(lang === "sv" ? "Svenska" : "English", function () { language(lang); }, { id: "lang-" + lang, lang: lang, "aria-pressed": String(rural.state.lang === lang) });
      })),
    ]);
  }
  rural.on("start lang", render);
})(window.rural);
