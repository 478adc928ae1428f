"use strict";
(function () {
  const data = JSON.parse(document.getElementById("table-data").textContent);
  const [SCENARIO, OUTCOME, PLACE, GROUP, BASELINE, VALUE, DIFFERENCE, LOW, HIGH, TRANSITION, VERDICT, DECIMALS] = Array(12).keys();
  const POSITION = { scenario: SCENARIO, outcome: OUTCOME, place: PLACE, group: GROUP, baseline: BASELINE, value: VALUE,
    difference: DIFFERENCE, interval: LOW, transition: TRANSITION, verdict: VERDICT };
  const VERDICT_CLASSES = ["better", "worse", "higher", "lower", "small", "unsure"];

  // Numbers as the language writes them; the same rules as in the report's fixed tables.
  function number(value, decimals, words) {
    if (value === null) return words.undefined;
    const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, words.thousands) + (part ? words.decimal + part : "");
    return (value < 0 && /[1-9]/.test(grouped) ? words.minus : "") + grouped;
  }
  function difference(value, decimals, words) {
    if (value === null) return words.undefined;
    const written = number(value, decimals, words);
    if (!/[1-9]/.test(written)) return words.zero_sign + written;
    return (value > 0 ? words.plus : "") + written;
  }
  function interval(row, words) {
    if (row[LOW] === null || row[HIGH] === null) return words.undefined;
    return words.interval.replace("{low}", difference(row[LOW], row[DECIMALS], words))
      .replace("{high}", difference(row[HIGH], row[DECIMALS], words));
  }
  function cells(row, lang) {
    const words = data.numbers[lang];
    const names = (kind, position) => data.names[kind][lang][row[position]];
    const decimals = data.outcomes.decimals[row[OUTCOME]];
    const unit = data.outcomes.units[lang][row[OUTCOME]];
    return [names("scenario", SCENARIO), names("outcome", OUTCOME) + (unit ? " (" + unit + ")" : ""), names("place", PLACE),
      names("group", GROUP), number(row[BASELINE], decimals, words), number(row[VALUE], decimals, words),
      difference(row[DIFFERENCE], row[DECIMALS], words), interval(row, words), difference(row[TRANSITION], row[DECIMALS], words)];
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function tableRow(row, lang) {
    const line = element("tr");
    for (const text of cells(row, lang)) line.append(element("td", text));
    const last = element("td");
    if (row[DIFFERENCE] === null) last.textContent = data.numbers[lang].undefined;
    else last.append(element("span", data.verdicts[lang][row[VERDICT]], "verdict " + VERDICT_CLASSES[row[VERDICT]]));
    line.append(last);
    return line;
  }

  function compare(lang, name) {
    const position = POSITION[name];
    const texts = data.names[name] && data.names[name][lang];
    return (a, b) => {
      if (texts) return texts[a[position]].localeCompare(texts[b[position]], lang);
      if (a[position] === null || b[position] === null) return (a[position] === null) - (b[position] === null);
      return a[position] - b[position];
    };
  }

  function setUp(box) {
    const lang = box.dataset.lang;
    const controls = box.querySelectorAll("[data-filter]");
    const state = { sort: null, descending: false, shown: data.first };
    for (const control of controls) {
      const name = control.dataset.filter;
      const options = name === "verdict" ? data.verdicts[lang] : data.names[name] && data.names[name][lang];
      if (control.tagName === "SELECT") options.forEach((text, index) => control.append(new Option(text, index)));
      control.addEventListener("input", () => { state.shown = data.first; show(); });
    }
    for (const button of box.querySelectorAll("[data-sort]")) {
      button.addEventListener("click", () => {
        state.descending = state.sort === button.dataset.sort && !state.descending;
        state.sort = button.dataset.sort;
        for (const head of box.querySelectorAll("thead th")) head.removeAttribute("aria-sort");
        button.parentElement.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
        show();
      });
    }
    const more = box.querySelector(".more");
    more.addEventListener("click", () => { state.shown = Infinity; show(); });

    function passes(row) {
      for (const control of controls) {
        const name = control.dataset.filter;
        if (name === "headline") {
          if (control.checked && !data.outcomes.headline[row[OUTCOME]]) return false;
        } else if (name === "outcome") {
          const title = data.names.outcome[lang][row[OUTCOME]].toLocaleLowerCase(lang);
          if (!title.includes(control.value.trim().toLocaleLowerCase(lang))) return false;
        } else if (control.value !== "" && row[POSITION[name]] !== Number(control.value)) return false;
      }
      return true;
    }
    function show() {
      const found = data.rows.filter(passes);
      if (state.sort) found.sort(compare(lang, state.sort));
      if (state.descending) found.reverse();
      const shown = found.slice(0, state.shown);
      box.querySelector("tbody").replaceChildren(...shown.map((row) => tableRow(row, lang)));
      const words = data.numbers[lang];
      box.querySelector(".count").textContent = words.shown.replace("{shown}", number(shown.length, 0, words))
        .replace("{all}", number(found.length, 0, words));
      more.hidden = shown.length === found.length;
    }
    show();
  }

  function speak(lang) {
    document.documentElement.lang = lang;
    document.title = document.documentElement.dataset["title" + lang[0].toUpperCase() + lang.slice(1)];
    for (const main of document.querySelectorAll("main")) main.hidden = main.lang !== lang;
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === lang));
    }
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => speak(button.dataset.language));
  }
  for (const box of document.querySelectorAll(".big-table")) setUp(box);
  const wanted = location.hash.match(/-(sv|en)$/);
  if (wanted) speak(wanted[1]);
})();
