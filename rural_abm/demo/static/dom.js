// Elements made by hand: text is always inserted as text, never read as HTML.
(function (rural) {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";

  function set(node, props) {
    Object.keys(props || {}).forEach(function (key) {
      var value = props[key];
      if (value === null || value === undefined || value === false) return;
      if (key === "text") node.textContent = value;
      else if (key === "on") Object.keys(value).forEach(function (name) { node.addEventListener(name, value[name]); });
      else if (key === "value" || key === "checked" || key === "disabled" || key === "open" || key === "selected") node[key] = value;
      else node.setAttribute(key, value === true ? "" : value);
    });
    return node;
  }

  function fill(node, children) {
    children.forEach(function add(child) {
      if (child === null || child === undefined || child === false) return;
      if (Array.isArray(child)) child.forEach(add);
      else node.append(child);
    });
    return node;
  }

  // el("p", {class: "note", text: "..."}, child, ...): children may be nodes, strings, lists or null
  rural.el = function (tag, props) {
    return fill(set(document.createElement(tag), props), Array.prototype.slice.call(arguments, 2));
  };
  rural.svg = function (tag, props) {
    return fill(set(document.createElementNS(SVG, tag), props), Array.prototype.slice.call(arguments, 2));
  };
  rural.set = set;
  rural.byId = function (id) { return document.getElementById(id); };
  // Replaces what a node holds; what has an id keeps the focus, and stays open or scrolled as it was
  rural.put = function (id, children) {
    var node = typeof id === "string" ? rural.byId(id) : id, active = document.activeElement;
    var focused = active && active.id && node.contains(active) ? active.id : null, kept = [];
    node.querySelectorAll("details[id], .ticks[id]").forEach(function (one) { kept.push([one.id, one.open, one.scrollTop]); });
    node.replaceChildren();
    fill(node, [children]);
    kept.forEach(function (one) {
      var now = rural.byId(one[0]);
      if (!now) return;
      if (one[1] !== undefined) now.open = one[1];
      now.scrollTop = one[2];
    });
    if (focused && rural.byId(focused)) rural.byId(focused).focus({ preventScroll: true });
    return node;
  };
  rural.button = function (text, action, props) {
    return rural.el("button", Object.assign({ type: "button", text: text, on: { click: action } }, props));
  };
  // A labelled <select> of [value, text] pairs
  rural.choice = function (label, pairs, chosen, change, props) {
    var select = rural.el("select", Object.assign({ on: { change: function () { change(select.value); } } }, props),
      pairs.map(function (pair) { return rural.el("option", { value: pair[0], text: pair[1], selected: String(pair[0]) === String(chosen) }); }));
    return rural.el("label", { class: "field" }, rural.el("span", { text: label }), select);
  };
  rural.tick = function (label, checked, change, props) {
    var box = rural.el("input", Object.assign({ type: "checkbox", checked: checked, on: { change: function () { change(box.checked); } } }, props));
    return rural.el("label", { class: "tick" }, box, rural.el("span", { text: label }));
  };
  rural.download = function (name, blob) {
    var url = URL.createObjectURL(blob);
    var link = rural.el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
  };
})(window.rural = window.rural || {});
