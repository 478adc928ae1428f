// The shapes of the map: places, roads, water, and the surroundings that belong to each place.
(function (rural) {
  "use strict";
  var SIZE = 1000, MARGIN = 26, REACH_KM = 42, CORNERS = 28;

  // Cuts a polygon where it lies nearer to `other` than to `own`
  function nearer(polygon, own, other) {
    var mx = (own[0] + other[0]) / 2, my = (own[1] + other[1]) / 2, dx = other[0] - own[0], dy = other[1] - own[1];
    var side = function (p) { return (p[0] - mx) * dx + (p[1] - my) * dy; };
    var kept = [];
    polygon.forEach(function (p, index) {
      var q = polygon[(index + 1) % polygon.length], a = side(p), b = side(q);
      if (a <= 0) kept.push(p);
      if ((a < 0 && b > 0) || (a > 0 && b < 0)) kept.push([p[0] + (q[0] - p[0]) * a / (a - b), p[1] + (q[1] - p[1]) * a / (a - b)]);
    });
    return kept;
  }
  function circle(at, radius) {
    var points = [];
    for (var i = 0; i < CORNERS; i += 1) points.push([at[0] + radius * Math.cos(2 * Math.PI * i / CORNERS), at[1] + radius * Math.sin(2 * Math.PI * i / CORNERS)]);
    return points;
  }
  function path(points, close) {
    return "M" + points.map(function (p) { return p[0].toFixed(1) + " " + p[1].toFixed(1); }).join("L") + (close ? "Z" : "");
  }

  // {width, height, at, municipalities: [{key, cells}], settlements, roads, water, sea, border, land}
  rural.ground = function (start) {
    var map = start.map, at = function (p) { return [MARGIN + p[0] * (SIZE - 2 * MARGIN), MARGIN + p[1] * (SIZE - 2 * MARGIN)]; };
    var width = SIZE, height = map.height / map.width * (SIZE - 2 * MARGIN) + 2 * MARGIN;
    var settlements = map.settlements.map(function (one) { return Object.assign({}, one, { xy: at([one.x, one.y]) }); });
    var where = {};
    settlements.forEach(function (one) { where[one.key] = one.xy; });
    var reach = REACH_KM / map.km_per_unit * (SIZE - 2 * MARGIN), cells = {};
    settlements.forEach(function (one) {
      if (!one.municipality) return;
      var polygon = circle(one.xy, reach);
      settlements.forEach(function (other) {
        if (other !== one && polygon.length && Math.hypot(other.xy[0] - one.xy[0], other.xy[1] - one.xy[1]) < 2 * reach) polygon = nearer(polygon, one.xy, other.xy);
      });
      if (polygon.length > 2) (cells[one.municipality] = cells[one.municipality] || []).push(path(polygon, true));
    });
    var lines = function (list) { return (list || []).map(function (line) { return line.map(at); }); };
    var border = lines(map.border), coast = lines(map.coast);
    return {
      width: width, height: height, where: where, settlements: settlements, cells: cells, path: path,
      roads: map.roads.map(function (road) { return { d: path([at([road.x1, road.y1]), at([road.x2, road.y2])]), main: road.kind === "main" }; }),
      water: lines(map.water).map(function (polygon) { return path(polygon, true); }),
      sea: coast.map(function (line) { return path(line.concat([[width + 400, height + 400]]), true); }),
      border: border.map(function (line) { return path(line); }),
      land: border.length ? path(border[0].concat([[-400, height + 400], [width + 400, height + 400], [width + 400, -400]]), true) : null,
    };
  };
})(window.rural);
