// The plots of a site: articles, findings, layouts, fields, lengths.
function volumePlot(site, periods, range, colour) {
  const plot = emptyPlot(range, 190, colour, {y_range: fromZero()});
  const data = {...periods, articles: site.articles, expected: site.expected.map((value) => value ?? NaN)};
  const source = new Bokeh.ColumnDataSource({data});
  const bars = plot.quad({left: {field: "left"}, right: {field: "right"}, top: {field: "articles"}, bottom: 0, source,
    fill_color: colour("bar"), line_color: null});
  plot.step({x: {field: "middle"}, y: {field: "expected"}, source, mode: "center", line_color: colour("usual"), line_width: 1.3,
    line_alpha: 0.85});
  addHover(plot, [bars], (place) => [["", periods.label[place]], ["articles", number(site.articles[place])],
    ["usual", site.expected[place] === null ? "not known" : number(site.expected[place])]]);
  return plot;
}

function findingsPlot(site, periods, range, colour) {
  const plot = emptyPlot(range, 140, colour, {y_range: fromZero()});
  let below = site.days.map(() => 0);
  const counts = Object.fromEntries(SEVERITIES.map((name) => [name, site.findings[name]]));
  const renderers = [];
  for (const name of SEVERITIES) {
    const bottom = below;
    const top = bottom.map((value, place) => value + counts[name][place]);
    const source = new Bokeh.ColumnDataSource({data: {...periods, bottom, top}});
    renderers.push(plot.quad({left: {field: "left"}, right: {field: "right"}, top: {field: "top"}, bottom: {field: "bottom"}, source,
      fill_color: colour(`${name}-bar`), line_color: null, hatch_pattern: HATCHES[name], hatch_color: colour("ink"),
      hatch_alpha: 0.4, hatch_scale: 8, hatch_weight: 1}));
    below = top;
  }
  addHover(plot, [renderers[0]], (place) => [["", periods.label[place]],
    ...SEVERITIES.map((name) => [`${name}s`, number(counts[name][place])])]);
  return plot;
}

// Between the margins of A4, in pixels of CSS.
const PAPER = 688;
// How many characters are as wide as a chart.
const cellsOf = (width) => (width - MARGIN) / 6.6;

// The names of layouts where all have room in their bands, or their ends after the last hyphen where there is room.
function bandNames(names, first, last, [begin, end], cells) {
  const room = (place) => (last[place] - first[place]) / (end - begin) * cells - 2;
  if (names.every((name, place) => name.length <= room(place))) return names;
  const brief = names.map((name) => name.slice(name.lastIndexOf("-") + 1));
  return brief.map((name, place) => name.length <= room(place) ? name : "");
}

// On which side of a time its label has room; on none, the label is only a day.
function besideTimes(times, labels, [begin, end], cells) {
  return times.map((time, place) => {
    const left = (time - begin) / (end - begin) * cells;
    const length = labels[place].length + 1;
    if (length <= cells - left) return ["left", labels[place]];
    return length <= left ? ["right", labels[place]] : [left > cells / 2 ? "right" : "left", day(time)];
  });
}

// The labels that don't overlap, those of a loss first; of the others, the tooltip and the table tell.
function withRoom(times, labels, anchors, [begin, end], cells) {
  const spans = labels.map((label, place) => {
    const at = (times[place] - begin) / (end - begin) * cells;
    return anchors[place] === "left" ? [at, at + label.length + 2] : [at - label.length - 2, at];
  });
  const order = [...labels.keys()].sort((one, other) => labels[other].includes("lost") - labels[one].includes("lost") || one - other);
  const shown = [];
  for (const place of order) {
    const [low, high] = spans[place];
    if (shown.every((other) => high <= spans[other][0] || low >= spans[other][1])) shown.push(place);
  }
  return labels.map((label, place) => shown.includes(place) ? label : "");
}

function layoutPlot(site, range, colour) {
  const plot = emptyPlot(range, 86, colour, {y_range: new Bokeh.Range1d({start: 0, end: 2})});
  for (const axis of plot.left) axis.visible = false;
  for (const grid of plot.center) grid.grid_line_color = null;
  plot.min_border_left = MARGIN;
  const [names, first, last] = [0, 1, 2].map((place) => site.layouts.map((row) => row[place]));
  const colours = names.map((_, place) => colour(place % 2 ? "band-b" : "band-a"));
  const bands = new Bokeh.ColumnDataSource({data: {first, last, colours}});
  const quads = plot.quad({left: {field: "first"}, right: {field: "last"}, top: 1, bottom: 0.1, source: bands,
    fill_color: {field: "colours"}, line_color: colour("strong")});
  addHover(plot, [quads], (place) => {
    const [name, begin, end, articles, structure] = site.layouts[place];
    return [["", name], ["days", `${day(begin)} to ${day(end)}`], ["articles", number(articles)], ["structure", structure]];
  }, "mouse");
  const times = site.changes.map((row) => row[0]);
  const harms = site.changes.map((row) => row[2].join(", "));
  const whole = harms.map((harm, place) => `${day(times[place])}${harm && ` lost: ${harm}`}`);
  const marks = new Bokeh.ColumnDataSource({data: {
    times,
    colours: harms.map((harm) => colour(harm ? "error" : "soft")), fills: harms.map((harm) => harm ? colour("error") : null),
  }});
  const triangles = plot.scatter({x: {field: "times"}, y: 1.2, source: marks, marker: "inverted_triangle", size: 11,
    line_color: {field: "colours"}, line_width: 1.6, fill_color: {field: "fills"}});
  const font = {text_baseline: "middle", text_font_size: "11.5px", text_font: "system-ui, sans-serif"};
  // The texts for a width: what has room depends on it.
  const texts = (width, visible) => {
    const cells = cellsOf(width);
    const sided = besideTimes(times, whole, range.bounds, cells);
    const [anchors, labels] = [0, 1].map((part) => sided.map((pair) => pair[part]));
    const data = {names: bandNames(names, first, last, range.bounds, cells), first};
    const changes = {...marks.data, anchors, labels: withRoom(times, labels, anchors, range.bounds, cells)};
    return [
      plot.text({x: {field: "first"}, y: 0.55, text: {field: "names"}, source: new Bokeh.ColumnDataSource({data}), x_offset: 6,
        text_color: colour("ink"), visible, ...font}),
      plot.text({x: {field: "times"}, y: 1.62, text: {field: "labels"}, source: new Bokeh.ColumnDataSource({data: changes}),
        text_align: {field: "anchors"}, text_color: {field: "colours"}, visible, ...font}),
    ];
  };
  const [inWindow, onPaper] = [texts(document.getElementById("charts").clientWidth, true), texts(PAPER, false)];
  addHover(plot, [triangles], (place) => [["", minute(times[place])], ["lost", harms[place] || "nothing"],
    ["change", site.changes[place][3]]], "mouse");
  return {plot, fit: (isPaper) => {
    for (const text of inWindow) text.visible = !isPaper;
    for (const text of onPaper) text.visible = isPaper;
  }};
}

// The share of articles with each field, in percent; a period without articles has none.
const share = (site, values) => values.map((value, place) => site.articles[place] ? 100 * value / site.articles[place] : NaN);

// By how much a field's share moves over twenty parts of the time: what moves is shown first.
function movement(site, values) {
  const size = Math.ceil(values.length / 20);
  const parts = [];
  for (let start = 0; start < values.length; start += size) {
    const sum = (column) => column.slice(start, start + size).reduce((total, value) => total + value, 0);
    if (sum(site.articles) > 0) parts.push(sum(values) / sum(site.articles));
  }
  return parts.length ? Math.max(...parts) - Math.min(...parts) : 0;
}

function fieldsPlot(site, periods, range, colour, shownFields) {
  const plot = emptyPlot(range, 180, colour, {y_range: new Bokeh.Range1d({start: -4, end: 104})});
  const columns = site.fields.map(([, values]) => share(site, values));
  const data = {...periods, zero: periods.left.map(() => -4), full: periods.left.map(() => 104)};
  columns.forEach((column, place) => Object.assign(data, {[`value${place}`]: column}));
  const source = new Bokeh.ColumnDataSource({data});
  const lines = columns.map((_, place) => plot.line({x: {field: "middle"}, y: {field: `value${place}`}, source, line_width: 1.8,
    line_color: fieldColour(place, colour), line_dash: fieldDash(place), visible: shownFields.has(place)}));
  const points = columns.map((_, place) => isAlone(site) ? plot.scatter({x: {field: "middle"}, y: {field: `value${place}`}, source, size: 7,
    line_color: null, fill_color: fieldColour(place, colour), visible: shownFields.has(place)}) : null);
  const whole = plot.quad({left: {field: "left"}, right: {field: "right"}, top: {field: "full"}, bottom: {field: "zero"}, source,
    fill_alpha: 0, line_color: null});
  addHover(plot, [whole], (place) => [["", periods.label[place]],
    ...[...shownFields].sort((a, b) => a - b).map((field) => [site.fields[field][0], percent(columns[field][place])])]);
  return {plot, show: (place, isShown) => {
    for (const drawn of [lines[place], points[place]]) if (drawn) drawn.visible = isShown;
  }};
}

// One period is a point, which no line shows.
const isAlone = (site) => site.days.length === 1;
const fieldColour = (place, colour) => colour(`line-${place % 6}`);
const fieldDash = (place) => DASHES[Math.floor(place / 6) % DASHES.length];
const percent = (value) => Number.isNaN(value) ? "–" : `${value.toFixed(0)} %`;

function lengthsPlot(site, periods, range, colour) {
  const plot = emptyPlot(range, 150, colour, {y_range: fromZero()});
  const quartile = (place) => site.lengths.map((value) => value ? value[place] : NaN);
  const [low, middleLength, high] = [0, 1, 2].map(quartile);
  const source = new Bokeh.ColumnDataSource({data: {...periods, low, high, median: middleLength}});
  const bands = plot.quad({left: {field: "left"}, right: {field: "right"}, top: {field: "high"}, bottom: {field: "low"}, source,
    fill_color: colour("range"), line_color: null});
  plot.step({x: {field: "middle"}, y: {field: "median"}, source, mode: "center", line_color: colour("usual"), line_width: 1.5});
  if (isAlone(site)) plot.scatter({x: {field: "middle"}, y: {field: "median"}, source, size: 7, line_color: null, fill_color: colour("usual")});
  addHover(plot, [bands], (place) => {
    const [least, middle, most] = site.lengths[place];
    return [["", periods.label[place]], ["median", number(middle)], ["middle half", `${number(least)} to ${number(most)}`]];
  });
  return plot;
}
