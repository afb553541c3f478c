// The charts of a site: articles, findings, layouts, fields, lengths.
const PAD = 0.01;

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

function layoutPlot(site, range, colour) {
  const plot = emptyPlot(range, 86, colour, {y_range: new Bokeh.Range1d({start: 0, end: 2})});
  for (const axis of plot.left) axis.visible = false;
  for (const grid of plot.center) grid.grid_line_color = null;
  plot.min_border_left = MARGIN;
  const [names, first, last] = [0, 1, 2].map((place) => site.layouts.map((row) => row[place]));
  const colours = names.map((_, place) => colour(place % 2 ? "band-b" : "band-a"));
  const bands = new Bokeh.ColumnDataSource({data: {names, first, last, colours}});
  const quads = plot.quad({left: {field: "first"}, right: {field: "last"}, top: 1, bottom: 0.1, source: bands,
    fill_color: {field: "colours"}, line_color: colour("strong")});
  plot.text({x: {field: "first"}, y: 0.55, text: {field: "names"}, source: bands, x_offset: 6, text_baseline: "middle",
    text_color: colour("ink"), text_font_size: "11.5px", text_font: "system-ui, sans-serif"});
  addHover(plot, [quads], (place) => {
    const [name, begin, end, articles, structure] = site.layouts[place];
    return [["", name], ["days", `${day(begin)} to ${day(end)}`], ["articles", number(articles)], ["structure", structure]];
  }, "mouse");
  const times = site.changes.map((row) => row[0]);
  const harms = site.changes.map((row) => row[2].join(", "));
  const marks = new Bokeh.ColumnDataSource({data: {
    times, labels: harms.map((harm, place) => `${day(times[place])}${harm && ` lost: ${harm}`}`),
    anchors: times.map((time) => time > range.bounds[0] + 0.75 * (range.bounds[1] - range.bounds[0]) ? "right" : "left"),
    colours: harms.map((harm) => colour(harm ? "error" : "soft")), fills: harms.map((harm) => harm ? colour("error") : null),
  }});
  const triangles = plot.scatter({x: {field: "times"}, y: 1.2, source: marks, marker: "inverted_triangle", size: 11,
    line_color: {field: "colours"}, line_width: 1.6, fill_color: {field: "fills"}});
  plot.text({x: {field: "times"}, y: 1.62, text: {field: "labels"}, source: marks, text_align: {field: "anchors"}, text_baseline: "middle",
    text_color: {field: "colours"}, text_font_size: "11.5px", text_font: "system-ui, sans-serif"});
  addHover(plot, [triangles], (place) => [["", minute(times[place])], ["lost", harms[place] || "nothing"],
    ["change", site.changes[place][3]]], "mouse");
  return plot;
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
  const whole = plot.quad({left: {field: "left"}, right: {field: "right"}, top: {field: "full"}, bottom: {field: "zero"}, source,
    fill_alpha: 0, line_color: null});
  addHover(plot, [whole], (place) => [["", periods.label[place]],
    ...[...shownFields].sort((a, b) => a - b).map((field) => [site.fields[field][0], percent(columns[field][place])])]);
  return {plot, show: (place, isShown) => { lines[place].visible = isShown; }};
}

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
  addHover(plot, [bands], (place) => {
    const [least, middle, most] = site.lengths[place];
    return [["", periods.label[place]], ["median", number(middle)], ["middle half", `${number(least)} to ${number(most)}`]];
  });
  return plot;
}

// What is drawn: the figures with their captions, one below the other, and the tables behind them.
class Timeline {
  constructor(sites) {
    this.sites = sites;
    this.place = document.getElementById("charts");
    this.views = null;
  }

  async show(site) {
    this.site = site;
    this.periods = periodsOf(site);
    const bounds = [this.periods.left[0] ?? 0, this.periods.right.at(-1) ?? DAY];
    const pad = Math.max(DAY, (bounds[1] - bounds[0]) * PAD);
    this.full = [bounds[0] - pad, bounds[1] + pad];
    this.shownFields = new Set(site.fields.map((_, place) => place)
      .sort((a, b) => movement(site, site.fields[b][1]) - movement(site, site.fields[a][1]) || a - b).slice(0, 4));
    await this.draw(...this.full);
  }

  redraw() {
    return this.site ? this.draw(this.range.start, this.range.end) : null;
  }

  async draw(start, end) {
    for (const view of this.views || []) view.remove();
    const {site, periods} = this;
    const colour = colours();
    this.place.dataset.drawn = dark.matches ? "dark" : "light";
    this.range = new Bokeh.Range1d({start, end, bounds: this.full, min_interval: DAY});
    const fields = site.fields.length ? fieldsPlot(site, periods, this.range, colour, this.shownFields) : null;
    const charts = this.charts(fields, colour).filter(Boolean);
    const roots = charts.map(() => make("div", {class: "canvas"}));
    this.place.replaceChildren(...charts.map((chart, place) => this.figure(chart, roots[place])));
    const whole = new Bokeh.Document();
    for (const chart of charts) {
      if (chart.marks) markChanges(chart.plot, site, colour);
      whole.add_root(chart.plot);
    }
    this.views = [...await Bokeh.embed.add_document_standalone(whole, this.place, roots)];
  }

  charts(fields, colour) {
    const {site, periods, range} = this;
    const unit = site.unit;
    return [
      {title: `Articles per ${unit}`, marks: true, plot: volumePlot(site, periods, range, colour),
        keys: [key(areaKey(colour("bar")), "articles"), key(lineKey(colour("usual"), []), "usual number")],
        hint: site.undated ? `${number(site.undated)} articles without a time are in none` : "",
        columns: ["articles", "usual"], rows: (place) => [site.articles[place], site.expected[place] ?? "–"]},
      site.layouts.length || site.changes.length ? {title: "Layouts and their changes", plot: layoutPlot(site, range, colour),
        hint: "A triangle is a change; a filled one lost something.", listed: site.changes,
        columns: ["lost", "what changed"], rows: (place) => [site.changes[place][2].join(", ") || "nothing", site.changes[place][3]]} : null,
      SEVERITIES.every((name) => total(site.findings[name]) === 0) ? null :
      {title: `Findings per ${unit}`, marks: true, plot: findingsPlot(site, periods, range, colour),
        keys: SEVERITIES.map((name) => key(areaKey(colour(`${name}-bar`), HATCHES[name]), `${name}s`)),
        columns: SEVERITIES.map((name) => `${name}s`), rows: (place) => SEVERITIES.map((name) => site.findings[name][place])},
      fields ? {title: "Articles with a field, in percent", marks: true, plot: fields.plot, toggles: this.toggles(fields, colour),
        columns: site.fields.map(([name]) => name),
        rows: (place) => site.fields.map(([, values]) => percent(share(site, values)[place]))} : null,
      site.lengths.some(Boolean) ? {title: "Length of the text, in characters", marks: true, plot: lengthsPlot(site, periods, range, colour),
        keys: [key(lineKey(colour("usual"), []), "median"), key(areaKey(colour("range")), "the middle half")],
        columns: ["lower quartile", "median", "upper quartile"], rows: (place) => site.lengths[place] || ["–", "–", "–"]} : null,
    ];
  }

  toggles(fields, colour) {
    const buttons = this.site.fields.map(([name], place) => {
      const button = make("button", {type: "button", class: "toggle", "aria-pressed": String(this.shownFields.has(place))},
        lineKey(fieldColour(place, colour), fieldDash(place)), make("bdi", {}, name));
      button.addEventListener("click", () => {
        const isShown = !this.shownFields.has(place);
        this.shownFields[isShown ? "add" : "delete"](place);
        button.setAttribute("aria-pressed", String(isShown));
        fields.show(place, isShown);
      });
      return button;
    });
    return make("div", {class: "toggles", role: "group", "aria-label": "Fields that are shown"}, ...buttons);
  }

  figure(chart, root) {
    const table = make("details", {}, make("summary", {}, `${chart.title}: as a table`));
    table.addEventListener("toggle", () => {
      if (table.open && table.children.length === 1) table.append(this.table(chart));
    });
    const caption = make("figcaption", {}, make("h3", {}, chart.title), ...(chart.keys || []), chart.hint || "");
    return make("figure", {class: "chart"}, caption, chart.toggles || null, root, table);
  }

  table(chart) {
    const names = chart.listed ? chart.listed.map((row) => minute(row[0])) : this.periods.label;
    const head = [chart.listed ? "since" : this.site.unit, ...chart.columns].map((name) => make("th", {scope: "col"}, name));
    const rows = names.map((name, place) => make("tr", {}, make("th", {scope: "row"}, name),
      ...chart.rows(place).map((value) => make("td", {dir: "auto"}, typeof value === "number" ? number(value) : value))));
    return make("div", {class: "as-table", tabindex: "0", role: "group", "aria-label": chart.title},
      make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows)));
  }

  // The part of the time that is shown, within all of it.
  zoom(start, end) {
    const [first, last] = this.full;
    const length = Math.min(Math.max(end - start, DAY), last - first);
    const begin = Math.min(Math.max(start, first), last - length);
    this.range.setv({start: begin, end: begin + length});
  }

  // The newest so many days; without a number, all.
  newest(days) {
    const [first, last] = this.full;
    this.zoom(days ? last - days * DAY : first, last);
  }

  move(part) {
    const length = this.range.end - this.range.start;
    this.zoom(this.range.start + part * length, this.range.end + part * length);
  }

  // Zooms by the wheel, with the control key, around the place of the pointer.
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = this.place.getBoundingClientRect();
    const at = (event.clientX - box.left - MARGIN) / (box.width - MARGIN - 14);
    const {start, end} = this.range;
    const factor = Math.exp(Math.max(-100, Math.min(100, event.deltaY)) / 300);
    const centre = start + Math.max(0, Math.min(1, at)) * (end - start);
    this.zoom(centre - (centre - start) * factor, centre + (end - centre) * factor);
  }
}

function timelineControls(timeline) {
  const buttons = [["All", () => timeline.newest(0)], ["Last year", () => timeline.newest(365)], ["90 days", () => timeline.newest(90)],
    ["30 days", () => timeline.newest(30)], ["Earlier", () => timeline.move(-0.5)], ["Later", () => timeline.move(0.5)]];
  const group = make("div", {class: "group", role: "group", "aria-label": "The part of the time that is shown"});
  for (const [name, act] of buttons) {
    const button = make("button", {type: "button", class: "small"}, name);
    button.addEventListener("click", act);
    group.append(button);
  }
  const place = document.getElementById("time-controls");
  if (timeline.sites.length > 1) {
    const select = make("select", {}, ...timeline.sites.map((site, at) => make("option", {value: at}, site.site || "(no site)")));
    select.addEventListener("change", () => timeline.show(timeline.sites[select.value]));
    select.value = String(timeline.sites.indexOf(largest(timeline.sites)));
    place.append(make("label", {}, "Site", select));
  }
  place.append(group, make("span", {class: "hint"}, "Ctrl and wheel zooms, dragging moves."));
  place.hidden = false;
  timeline.place.addEventListener("wheel", (event) => timeline.wheel(event), {passive: false});
}

const total = (values) => values.reduce((sum, value) => sum + value, 0);

// The site that is shown first: one that lost something, then the one with the most articles.
function largest(sites) {
  const rank = (site) => [site.changes.some(([, , harm]) => harm.length) ? 1 : 0, total(site.articles)];
  return sites.reduce((best, site) => {
    const [one, other] = [rank(best), rank(site)];
    return other[0] > one[0] || (other[0] === one[0] && other[1] > one[1]) ? site : best;
  });
}
