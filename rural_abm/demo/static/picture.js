// The maps, the charts and a person's story as PNG.
(function (rural) {
  "use strict";
  var t = rural.t, say = rural.say;
  var INK = "#1f1f1f", QUIET = "#595959", FAMILY = "system-ui, 'Segoe UI', Roboto, Arial, sans-serif", SIDE = 900, PAD = 36, SETTLE = 100;

  function image(picture, width) {
    var copy = picture.cloneNode(true), box = picture.viewBox.baseVal, height = Math.round(width * box.height / box.width);
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    var url = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
    return new Promise(function (done, failed) {
      var made = new Image();
      made.onload = function () { done(made); };
      made.onerror = failed;
      made.src = url;
    });
  }
  function paper(width, height) {
    var canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    var context = canvas.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, width, height);
    return context;
  }
  function write(context, text, x, y, size, colour, weight) {
    context.fillStyle = colour || INK;
    context.font = (weight || 400) + " " + size + "px " + FAMILY;
    context.fillText(text, x, y);
  }
  // Writes text in lines no wider than `width`; the height after the last
  function paragraph(context, text, x, y, width, size, colour) {
    context.font = "400 " + size + "px " + FAMILY;
    var line = "";
    text.split(" ").forEach(function (word) {
      if (line && context.measureText(line + " " + word).width > width) { write(context, line, x, y, size, colour); y += size * 1.35; line = word; } else line = line ? line + " " + word : word;
    });
    write(context, line, x, y, size, colour);
    return y + size * 1.35;
  }
  function basis() {
    return t("rests_on", { n: rural.answer.pairs }) + " " + t("made_with", { version: rural.start.version, model: rural.start.model.slice(0, 12) });
  }
  function save(context, name) {
    return new Promise(function (done) { context.canvas.toBlob(function (blob) { rural.download(name, blob); done(blob); }, "image/png"); });
  }

  rural.saveMaps = function () {
    var pictures = rural.mapPictures(), outcome = rural.mapOutcome();
    return Promise.all(pictures.map(function (one) { return image(one, SIDE); })).then(function (images) {
      var width = images.length * SIDE + (images.length + 1) * PAD, context = paper(width, images[0].height + 340);
      write(context, say(outcome.title) + " (" + rural.unit(outcome) + "), " + rural.byId("map-year").textContent, PAD, 56, 32, INK, 700);
      images.forEach(function (one, index) {
        var x = PAD + index * (SIDE + PAD), words = rural.state.mapView === "difference" ? t("b_less_a", { a: say(rural.answer.titles[0]), b: say(rural.answer.titles[1]) }) : "AB"[index] + "  " + say(rural.answer.titles[index]);
        write(context, words, x, 100, 24, INK, 600);
        context.drawImage(one, x, 120);
      });
      var y = legend(context, images[0].height + 160);
      if (document.querySelector("#events .key")) y = paragraph(context, signs(), PAD, y + 34, width - 2 * PAD, 20, INK) - 34;
      y = paragraph(context, rural.byId("map-note").textContent + " " + rural.byId("map-source").textContent, PAD, y + 34, width - 2 * PAD, 18, QUIET);
      paragraph(context, basis(), PAD, y, width - 2 * PAD, 18, QUIET);
      return save(context, "rural_abm_map.png");
    });
  };
  function signs() { return "● " + t("a_dot_is", { n: rural.tripsADot }) + "   ■□ " + t("beds_key") + "   +1 −1 " + t("came_left_key") + "   " + t("locum_sign", { n: 1 }) + " " + t("locum_key"); }
  function legend(context, y) {
    var x = PAD;
    document.querySelectorAll("#map-legend .swatch").forEach(function (one) {
      var words = one.textContent;
      context.fillStyle = one.querySelector("rect").getAttribute("fill");
      context.fillRect(x, y - 18, 30, 20);
      context.strokeStyle = "#777777";
      context.strokeRect(x, y - 18, 30, 20);
      write(context, words, x + 38, y, 20);
      x += 38 + context.measureText(words).width + 28;
    });
    return y;
  }

  // The charts are drawn a moment after they are asked for
  rural.saveCharts = function () {
    var before = rural.state.tab;
    rural.choose("tab", "charts");
    return new Promise(function (drawn) { setTimeout(drawn, SETTLE); }).then(function () { return chartSheet(before); });
  };
  function chartSheet(before) {
    var charts = rural.chartPictures(), columns = 2, w = 900, h = 600, rows = Math.ceil(charts.length / columns);
    var context = paper(columns * w + PAD, rows * h + 150);
    write(context, t("b_against_a", { a: say(rural.answer.titles[0]), b: say(rural.answer.titles[1]) }), PAD, 56, 30, INK, 700);
    write(context, "A  " + say(rural.answer.titles[0]) + "   - - -        B  " + say(rural.answer.titles[1]) + "   ———", PAD, 92, 20, QUIET);
    charts.forEach(function (one, index) {
      var x = PAD + (index % columns) * w, y = 130 + Math.floor(index / columns) * h, scale = Math.min((w - PAD) / one.canvas.width, (h - 90) / one.canvas.height);
      write(context, one.title, x, y, 20, INK, 600);
      write(context, one.unit, x, y + 26, 17, QUIET);
      context.drawImage(one.canvas, x, y + 38, one.canvas.width * scale, one.canvas.height * scale);
    });
    paragraph(context, basis(), PAD, rows * h + 130, columns * w - PAD, 17, QUIET);
    rural.choose("tab", before);
    return save(context, "rural_abm_charts.png");
  }
  rural.saveStory = function () {
    return image(rural.storyPicture(), 1600).then(function (made) {
      var context = paper(1600 + 2 * PAD, made.height + 140);
      paragraph(context, rural.byId("person-words").textContent, PAD, 50, 1600, 26, INK);
      context.drawImage(made, PAD, 100);
      return save(context, "rural_abm_story.png");
    });
  };
})(window.rural);
