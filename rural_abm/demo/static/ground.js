// The shapes of the map: places, roads, water, and the surroundings that belong to each place.
(function (rural) {
  "use strict";
  var SIZE = 1000, MARGIN = 26, REACH_KM = 42, CORNERS = 28, TALLEST = 1.15, LOWEST = 0.6, FARTHEST = 0.3;

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
  // Whether a point lies in a polygon
  function isIn(polygon, p) {
    return polygon.reduce(function (inside, a, index) {
      var b = polygon[(index + 1) % polygon.length];
      var crosses = (a[1] > p[1]) !== (b[1] > p[1]) && p[0] < a[0] + (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]);
      return crosses ? !inside : inside;
    }, false);
  }
  // Which of the polygons of land a place lies on. Off a coarse coast it is that of the nearest place of its municipality
  // which lies on land, or else the one with the nearest corner
  function landOf(land, one, settlements) {
    var p = one.xy, on = function (q) { return land.findIndex(function (polygon) { return isIn(polygon, q); }); };
    var found = on(p), least = Infinity;
    if (found >= 0) return found;
    settlements.forEach(function (other) {
      var far = Math.hypot(other.xy[0] - p[0], other.xy[1] - p[1]), its = on(other.xy);
      if (other.municipality === one.municipality && its >= 0 && far < least) { least = far; found = its; }
    });
    if (found >= 0) return found;
    land.forEach(function (polygon, index) {
      polygon.forEach(function (corner) {
        var far = Math.hypot(corner[0] - p[0], corner[1] - p[1]);
        if (far < least) { least = far; found = index; }
      });
    });
    return found;
  }
  function circle(at, radius) {
    var points = [];
    for (var i = 0; i < CORNERS; i += 1) points.push([at[0] + radius * Math.cos(2 * Math.PI * i / CORNERS), at[1] + radius * Math.sin(2 * Math.PI * i / CORNERS)]);
    return points;
  }
  function path(points, close) {
    return "M" + points.map(function (p) { return p[0].toFixed(1) + " " + p[1].toFixed(1); }).join("L") + (close ? "Z" : "");
  }

  // A map is drawn no taller than TALLEST and no lower than LOWEST times its width; what is left over is surroundings
  function frame(map) {
    var inner = SIZE - 2 * MARGIN, ratio = map.height / map.width, unit = inner * Math.min(1, TALLEST / ratio);
    var height = Math.max(ratio * unit, LOWEST * inner) + 2 * MARGIN;
    return { unit: unit, height: height, left: (SIZE - unit) / 2, top: (height - ratio * unit) / 2 };
  }

  // cells: {municipality: {number of its land, or -1: paths}}
  // {width, height, unit, where, settlements, cells, roads, water, border, land, neighbours}; unit: pixels of the map's 1
  rural.ground = function (start) {
    var map = start.map, box = frame(map), at = function (p) { return [box.left + p[0] * box.unit, box.top + p[1] * box.unit]; };
    var width = SIZE, height = box.height;
    var settlements = map.settlements.map(function (one) { return Object.assign({}, one, { xy: at([one.x, one.y]) }); });
    var where = {};
    settlements.forEach(function (one) { where[one.key] = one.xy; });
    var reach = Math.min(REACH_KM / map.km_per_unit * box.unit, FARTHEST * SIZE), cells = {};
    var lines = function (list) { return (list || []).map(function (line) { return line.map(at); }); };
    // Places across a border take no ground from those on this side, and a place has none on another shore
    var land = lines(map.land), sharing = settlements.filter(function (one) { return map.across.indexOf(one.key) < 0; });
    settlements.forEach(function (one) {
      if (!one.municipality) return;
      var polygon = circle(one.xy, reach);
      sharing.forEach(function (other) {
        if (other !== one && polygon.length && Math.hypot(other.xy[0] - one.xy[0], other.xy[1] - one.xy[1]) < 2 * reach) polygon = nearer(polygon, one.xy, other.xy);
      });
      if (polygon.length < 3) return;
      var own = cells[one.municipality] = cells[one.municipality] || {}, on = landOf(land, one, settlements);
      (own[on] = own[on] || []).push(path(polygon, true));
    });
    var closed = function (list) { return lines(list).map(function (polygon) { return path(polygon, true); }); };
    return {
      width: width, height: height, unit: box.unit, where: where, settlements: settlements, cells: cells, path: path,
      roads: map.roads.map(function (road) { return { d: path([at([road.x1, road.y1]), at([road.x2, road.y2])]), main: road.kind === "main" }; }),
      water: closed(map.water), neighbours: closed(map.neighbours), land: closed(map.land),
      border: lines(map.border).map(function (line) { return path(line); }),
    };
  };
})(window.rural);
