// Charts with one range of time, in the colours of the page.
const SEVERITIES = ["error", "warning", "note"];
const HATCHES = {error: "/", warning: ".", note: " "};
const DASHES = [[], [6, 3], [2, 3], [9, 3, 2, 3]];
const MARGIN = 62;

// The times of a site's periods; they begin at midnight on its own clock.
function periodsOf(site) {
  const left = site.days.map((value) => value * DAY);
  const lengths = {day: DAY, week: 7 * DAY, month: 30.4 * DAY};
  const last = (left.at(-1) ?? 0) + lengths[site.unit];
  const right = left.map((value, place) => left[place + 1] ?? last);
  const gap = left.length > 400 ? 0 : 0.1;
  const edges = left.map((value, place) => (right[place] - value) * gap / 2);
  const named = {day: (ms) => day(ms), week: (ms) => `week of ${day(ms)}`, month: (ms) => day(ms).slice(0, 7)}[site.unit];
  return {
    left: left.map((value, place) => value + edges[place]),
    right: right.map((value, place) => value - edges[place]),
    middle: left.map((value, place) => (value + right[place]) / 2),
    label: left.map(named),
  };
}

function emptyPlot(range, height, colour, options) {
  const plot = Bokeh.Plotting.figure({
    height, x_range: range, x_axis_type: "datetime", sizing_mode: "stretch_width", tools: [], toolbar_location: null,
    min_border_left: MARGIN, min_border_right: 14, min_border_top: 6, min_border_bottom: 22,
    background_fill_color: null, border_fill_color: null, outline_line_color: null, ...options,
  });
  for (const axis of [...plot.below, ...plot.left]) {
    axis.axis_line_color = colour("strong");
    axis.major_tick_line_color = colour("strong");
    axis.minor_tick_line_color = null;
    axis.major_label_text_color = colour("soft");
    axis.major_label_text_font = "system-ui, sans-serif";
    axis.major_label_text_font_size = "11.5px";
  }
  for (const axis of plot.below) {
    axis.formatter = new Bokeh.DatetimeTickFormatter({hours: "%d %b %H:%M", days: "%d %b", months: "%b %Y", years: "%Y"});
    axis.major_label_policy = new Bokeh.NoOverlap({min_distance: 8});
  }
  for (const axis of plot.left) {
    axis.axis_line_color = null;
    axis.major_tick_line_color = null;
    axis.formatter = new Bokeh.NumeralTickFormatter({format: "0,0"});
    axis.ticker.desired_num_ticks = 4;
    axis.ticker.min_interval = 1;
  }
  for (const grid of plot.center) grid.grid_line_color = grid.dimension === 1 ? colour("line") : null;
  const pan = new Bokeh.PanTool({dimensions: "width"});
  plot.add_tools(pan);
  plot.toolbar.active_drag = matchMedia("(pointer: coarse)").matches ? null : pan;
  return plot;
}

const fromZero = () => new Bokeh.DataRange1d({start: 0, only_visible: true, min_interval: 1});

// What is told of the place below the pointer: `told` gives pairs of a name and a text for the number of the place.
function addHover(plot, renderers, told, mode = "vline") {
  const tooltips = (_, {index}) => tooltip(told(index));
  plot.add_tools(new Bokeh.HoverTool({renderers, tooltips, mode, attachment: "horizontal"}));
}

function tooltip(pairs) {
  const list = make("div", {});
  Object.assign(list.style, {display: "grid", gridTemplateColumns: "auto auto", gap: "1px 10px", maxWidth: "340px"});
  for (const [name, text] of pairs) {
    const [label, value] = [make("span", {}, name), make("span", {dir: "auto", lang: language(text)}, text)];
    label.style.color = "var(--soft)";
    value.style.fontWeight = name ? "" : "600";
    if (!name) value.style.gridColumn = "1 / -1";
    list.append(...(name ? [label] : []), value);
  }
  return list;
}

function markChanges(plot, site, colour) {
  for (const [since, , harm] of site.changes) {
    const color = colour(harm.length ? "error" : "strong");
    plot.add_layout(new Bokeh.Span({location: since, dimension: "height", line_color: color, line_dash: [4, 3], level: "underlay"}));
  }
}

// A line as legends show it.
function lineKey(color, dash) {
  const attributes = {d: "M0 4h22", fill: "none", "stroke-width": 2.2, "stroke-dasharray": dash.join(" ") || "none"};
  const svg = drawing("0 0 22 8", "", {...attributes, class: "stroke"});
  svg.style.stroke = color;
  return svg;
}

function areaKey(color, hatch) {
  const lines = {"/": "M0 12L6 0M6 12L12 0M12 12L18 0M18 12L24 0", ".": "M4 6h1m5 0h1m5 0h1M7 3h1m5 0h1M7 9h1m5 0h1"}[hatch];
  const svg = drawing("0 0 22 12", "", {d: "M0 0h22v12H0z"}, ...(lines ? [{d: lines, fill: "none", stroke: "var(--ink)"}] : []));
  svg.style.fill = color;
  return svg;
}

const key = (picture, text) => make("span", {class: "key"}, picture, text);
