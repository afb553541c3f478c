// The charts of a site, one below the other, over one range of time.
const PAD = 0.01;

// What is drawn: the figures with their captions, one below the other, and the tables behind them.
class Timeline {
  constructor(sites) {
    this.sites = sites;
    this.place = document.getElementById("charts");
    this.shown = make("span", {class: "count", "aria-live": "polite"});
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
    this.layouts = site.layouts.length || site.changes.length ? layoutPlot(site, this.range, colour) : null;
    const charts = this.charts(fields, colour).filter(Boolean);
    const roots = charts.map(() => make("div", {class: "canvas"}));
    this.place.replaceChildren(...charts.map((chart, place) => this.figure(chart, roots[place])));
    const whole = new Bokeh.Document();
    for (const chart of charts) {
      if (chart.marks) markChanges(chart.plot, site, colour);
      whole.add_root(chart.plot);
    }
    this.views = [...await Bokeh.embed.add_document_standalone(whole, this.place, roots)];
    // No key does anything in a chart: buttons move it, and the table below has its numbers.
    for (const view of this.plots()) view.canvas_view.events_el.tabIndex = -1;
    this.range.change.connect(() => this.tell());
    this.tell();
  }

  // Which part of the time is shown.
  tell() {
    const {left, right} = this.periods;
    const first = Math.max(this.range.start, left[0]);
    const last = Math.max(first, Math.min(this.range.end, right.at(-1)) - 1);
    const text = `${day(first)} to ${day(last)}`;
    if (this.shown.textContent !== text) this.shown.textContent = text;
  }

  // Paper has another width than the window, and a canvas doesn't follow it: a drawing of each for the width of the
  // paper stands beside it, so that its text has the size of text.
  prepareForPaper() {
    this.fit(true);
    for (const view of this.plots()) {
      const {canvas, bbox: {width, height}} = view.export("svg");
      canvas.setAttribute("class", "on-paper");
      canvas.setAttribute("viewBox", `0 0 ${width} ${height}`);
      view.el.after(canvas);
    }
    this.place.style.width = "";
  }

  finishPaper() {
    for (const drawing of this.place.querySelectorAll(".on-paper")) drawing.remove();
    this.fit(false);
  }

  fit(isPaper) {
    this.place.style.width = isPaper ? `${PAPER}px` : "";
    if (this.layouts) this.layouts.fit(isPaper);
    for (const view of this.plots()) view.invalidate_layout();
  }

  // Bokeh's own messages have a view, too.
  plots() {
    return (this.views || []).filter((view) => view.frame);
  }

  charts(fields, colour) {
    const {site, periods, range} = this;
    const unit = site.unit;
    return [
      {title: `Articles per ${unit}`, marks: true, plot: volumePlot(site, periods, range, colour),
        keys: [key(areaKey(colour("bar")), "articles"), site.expected.some((value) => value !== null) ? key(lineKey(colour("usual"), []), "usual number") : null],
        hint: site.undated ? `${quantity(site.undated, "article")} without a time ${site.undated === 1 ? "is" : "are"} not in the chart` : "",
        columns: ["articles", "usual"], rows: (place) => [site.articles[place], site.expected[place] ?? "–"]},
      this.layouts ? {title: "Layouts and their changes", plot: this.layouts.plot,
        hint: layoutsHint(site), before: layoutTable(site), names: site.changes.map(([since]) => minute(since)), unit: "since",
        columns: ["lost", "what changed"], rows: (place) => [site.changes[place][2].join(", ") || "nothing", site.changes[place][3]]} : null,
      SEVERITIES.every((name) => total(site.findings[name]) === 0) ? null :
      {title: `Findings per ${unit}`, marks: true, plot: findingsPlot(site, periods, range, colour),
        keys: SEVERITIES.filter((name) => total(site.findings[name])).map((name) => key(areaKey(colour(`${name}-bar`), HATCHES[name]), `${name}s`)),
        hint: findingsHint(site),
        columns: SEVERITIES.map((name) => `${name}s`), rows: (place) => SEVERITIES.map((name) => site.findings[name][place])},
      fields ? {title: "Articles with a field, in percent", marks: true, plot: fields.plot, hint: omitted(site.omitted[2], "field"), toggles: this.toggles(fields, colour),
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
    const tables = [chart.before, {names: this.periods.label, unit: this.site.unit, ...chart}];
    return make("div", {class: "as-table", tabindex: "0", role: "group", "aria-label": chart.title},
      ...tables.filter((part) => part && part.names.length).map(tableOf));
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
  place.append(group, timeline.shown, make("span", {class: "hint"}, "Ctrl and wheel zooms, dragging moves."));
  place.hidden = false;
  timeline.place.addEventListener("wheel", (event) => timeline.wheel(event), {passive: false});
}

const total = (values) => values.reduce((sum, value) => sum + value, 0);

function tableOf({names, unit, columns, rows}) {
  const head = [unit, ...columns].map((name) => make("th", {scope: "col"}, name));
  const body = names.map((name, place) => make("tr", {}, make("th", {scope: "row", dir: "auto"}, name),
    ...rows(place).map((value) => make("td", {dir: "auto"}, typeof value === "number" ? number(value) : value))));
  return make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body));
}

// The layouts, whose names may have no room in the chart.
function layoutTable({layouts}) {
  return {names: layouts.map(([name]) => name), unit: "layout", columns: ["first", "newest", "articles", "structure"],
    rows: (place) => [day(layouts[place][1]), day(layouts[place][2]), layouts[place][3], layouts[place][4]]};
}

function layoutsHint({changes, omitted: [layouts, more]}) {
  const legend = changes.length ? "A triangle is a change; a filled one lost something." : "No change was found.";
  return [legend, omitted(layouts, "earlier layout"), omitted(more, "earlier change")].filter(Boolean).join(" ");
}

const omitted = (count, noun) => count ? `${quantity(count, `more ${noun}`)} ${count === 1 ? "is" : "are"} left out here.` : "";

function findingsHint({undrawn, gathered}) {
  return [gathered ? `${number(gathered)} findings about many articles each are drawn at one of them` : "",
    undrawn ? `${quantity(undrawn, "finding")} without a time ${undrawn === 1 ? "is" : "are"} not in the chart` : ""].filter(Boolean).join("; ");
}

// The site that is shown first: one that lost something, then the one with the most errors, then with the most articles.
function largest(sites) {
  const rank = (site) => [site.changes.some(([, , harm]) => harm.length) ? 1 : 0, total(site.findings.error), total(site.articles)];
  const isWorse = (one, other) => {
    const place = one.findIndex((value, at) => value !== other[at]);
    return place >= 0 && one[place] > other[place];
  };
  return sites.reduce((best, site) => isWorse(rank(site), rank(best)) ? site : best);
}
