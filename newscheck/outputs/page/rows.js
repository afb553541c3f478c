// The table of findings: filters, sorting, pages, and what a finding has to tell when it is opened.
const PAGE = 50;
const COLUMNS = [["severity", "Severity"], ["rule", "Rule"], ["message", "What was found"], ["file", "Where"], ["date", "Article of"]];
const EMPTY = {text: "", rule: "", severity: "", site: "", from: "", to: ""};
const PREFIX = "#filter:";

const more = (count) => make("div", {class: "hint"}, `and ${number(count)} more`);

class FindingTable {
  constructor(findings) {
    this.findings = findings;
    this.wanted = {...EMPTY};
    this.sorting = {column: "severity", isDescending: false};
    this.page = 0;
    this.list = document.getElementById("finding-list");
    this.count = document.getElementById("finding-count");
    this.makeControls();
    this.readAddress();
    this.findings.sort(this.sorting.column, this.sorting.isDescending);
    this.update();
    addEventListener("hashchange", () => { if (this.readAddress()) this.update(); });
  }

  makeControls() {
    const {rules, severities, sites} = this.findings;
    const options = (values, all) => [["", all], ...values.map((value) => [value, value])];
    this.inputs = {
      text: make("input", {type: "search", placeholder: "path, message, evidence …", autocomplete: "off", spellcheck: "false"}),
      severity: this.select(options([...severities].reverse(), "any")),
      rule: this.select(options(rules, "any")),
      site: this.select(options([...new Set(sites.filter(Boolean))], "any")),
      from: make("input", {type: "date"}),
      to: make("input", {type: "date"}),
    };
    const labels = {text: "Search", severity: "Severity", rule: "Rule", site: "Site", from: "Articles from", to: "until"};
    const place = document.getElementById("finding-controls");
    for (const [name, input] of Object.entries(this.inputs)) {
      input.addEventListener("input", () => this.change({[name]: input.value}));
      if (name !== "site" || sites.filter(Boolean).length > 1) place.append(make("label", {}, labels[name], input));
    }
    const reset = make("button", {type: "button", class: "small"}, "Show all");
    reset.addEventListener("click", () => this.change({...EMPTY}));
    place.append(reset);
    place.hidden = false;
  }

  select(options) {
    return make("select", {}, ...options.map(([value, text]) => make("option", {value}, text)));
  }

  change(wanted) {
    Object.assign(this.wanted, wanted);
    this.page = 0;
    this.writeAddress();
    this.update();
  }

  // A view can be shared: its filters are in the address, once somebody has set one.
  writeAddress() {
    const given = Object.entries(this.wanted).filter(([, value]) => value !== "");
    history.replaceState(null, "", given.length ? `${PREFIX}${new URLSearchParams(given)}` : "#findings");
  }

  readAddress() {
    if (!location.hash.startsWith(PREFIX)) return false;
    const given = new URLSearchParams(location.hash.slice(PREFIX.length));
    this.wanted = Object.fromEntries(Object.keys(EMPTY).map((name) => [name, given.get(name) ?? ""]));
    this.page = 0;
    return true;
  }

  update() {
    for (const [name, input] of Object.entries(this.inputs)) if (input.value !== this.wanted[name]) input.value = this.wanted[name];
    const begin = performance.now();
    this.found = this.findings.filtered(this.wanted);
    this.list.dataset.milliseconds = (performance.now() - begin).toFixed(1);
    this.count.textContent = this.findings.told(this.found);
    this.draw();
  }

  draw() {
    const start = this.page * PAGE;
    const rows = [...this.found.subarray(start, start + PAGE)].map((place) => this.row(place));
    const head = make("thead", {}, make("tr", {}, ...COLUMNS.map(([column, title]) => this.heading(column, title))));
    const table = make("table", {"aria-labelledby": "h-findings"}, head, make("tbody", {}, ...rows));
    if (rows.length) this.list.replaceChildren(...[this.pages(), table, this.pages()].filter(Boolean));
    else this.list.replaceChildren(make("p", {class: "hint"}, "Nothing passes these filters."));
  }

  heading(column, title) {
    const {sorting} = this;
    const isSorted = sorting.column === column;
    const button = make("button", {type: "button"}, title, isSorted ? (sorting.isDescending ? " ↓" : " ↑") : "");
    button.addEventListener("click", () => {
      this.sorting = {column, isDescending: isSorted && !sorting.isDescending};
      this.findings.sort(column, this.sorting.isDescending);
      this.page = 0;
      this.update();
      this.list.querySelector(`th[data-column="${column}"] button`)?.focus();
    });
    const order = isSorted ? (sorting.isDescending ? "descending" : "ascending") : null;
    return make("th", {scope: "col", "aria-sort": order, "data-column": column}, button);
  }

  pages() {
    const last = Math.max(0, Math.ceil(this.found.length / PAGE) - 1);
    if (!last) return null;
    const button = (text, page) => {
      const element = make("button", {type: "button", class: "small", disabled: page < 0 || page > last}, text);
      element.addEventListener("click", () => {
        this.page = page;
        this.draw();
        document.getElementById("h-findings").scrollIntoView();
        this.focusPages(text);
      });
      return element;
    };
    return make("div", {class: "pages"}, button("First", this.page ? 0 : -1), button("Previous", this.page - 1), button("Next", this.page + 1),
      make("span", {class: "count"}, `page ${number(this.page + 1)} of ${number(last + 1)}`));
  }

  // The button of that name above the rows, which a key reaches from there as well: the one that was pressed is gone.
  focusPages(text) {
    const buttons = [...this.list.querySelector(".pages").querySelectorAll("button:not(:disabled)")];
    (buttons.find((button) => button.textContent === text) || buttons[0]).focus({preventScroll: true});
  }

  row(place) {
    const {findings} = this;
    const value = (name) => findings.value(place, name);
    const message = value("message") ?? "";
    const times = value("number") > 1 ? make("span", {class: "hint"}, ` × ${number(value("number"))}`) : null;
    const open = make("button", {type: "button", class: "open", "aria-expanded": "false"},
      make("span", {class: "message", dir: "auto", lang: value("language") || language(message)}, ...withCode(message)), times);
    const path = value("path") ?? "";
    const line = value("line") > 1 ? `:${value("line")}` : "";
    const row = make("tr", {}, make("td", {}, severityTag(findings.severities[findings.severity[place]])),
      make("td", {class: "rule"}, findings.rules[findings.rule[place]]), make("td", {}, open),
      make("td", {class: "where"}, make("bdi", {class: "path", lang: language(path)}, path ? `${path}${line}` : "the dump as a whole")),
      make("td", {class: "date"}, value("time") === null ? "" : day(value("time") * 1000)));
    open.addEventListener("click", () => this.toggle(row, open, place));
    return row;
  }

  toggle(row, button, place) {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) row.nextSibling.remove();
    else row.after(make("tr", {class: "detail"}, make("td", {colspan: COLUMNS.length}, this.detail(place))));
  }

  detail(place) {
    const {findings} = this;
    const value = (name) => findings.value(place, name);
    const list = make("dl", {});
    const tell = (term, ...content) => content.some((part) => part && part !== "") && list.append(make("dt", {}, term), make("dd", {}, ...content));
    const isBrief = value("pointer") === 0;
    const text = (name) => value(name) ? make("code", {dir: "auto", lang: language(value(name))}, value(name)) : null;
    const site = findings.sites[findings.site[place]];
    tell("Place", `line ${number(value("line") ?? 1)}, column ${number(value("column") ?? 1)}`);
    tell("Source", this.excerpt(value("excerpt"), value("language")));
    tell("Evidence", text("evidence"));
    tell("Field", text("pointer"));
    tell("Item", text("item"));
    tell("Details", ...(value("details") || []).map((line) => typeof line === "number" ? more(line) :
      make("div", {dir: "auto"}, ...withCode(line))));
    tell("Site", site);
    tell("Article of", value("time") === null ? "" : minute(value("time") * 1000));
    tell("Findings", value("number") > 1 ? `${number(value("number"))}, of which this is the first` : "");
    tell("Other files", ...this.related(value("related") || []));
    tell("Left out", isBrief ? "evidence, source and details, for which this page has no room; the other formats have them" : "");
    tell("Rule", this.explanation(findings.rules[findings.rule[place]]));
    return list;
  }

  excerpt(parts, code) {
    if (!parts) return null;
    const [before, marked, after] = parts;
    const lang = code || language(parts.join(""));
    return make("pre", {dir: "auto", lang, tabindex: "0"}, before, make("mark", {class: marked ? "" : "empty"}, marked), after);
  }

  related(files) {
    return files.map((file) => typeof file === "number" ? more(file) :
      make("div", {}, make("bdi", {class: "path", lang: language(file[0])}, file[1] > 1 ? `${file[0]}:${file[1]}` : file[0]),
        file[2] ? make("bdi", {class: "hint"}, " ", ...withCode(file[2])) : ""));
  }

  explanation(rule) {
    const entry = document.getElementById(`explained-${rule}`);
    if (!entry) return rule;
    const paragraphs = [...entry.querySelectorAll("p")].map((paragraph) => paragraph.cloneNode(true));
    const summary = make("p", {}, make("code", {}, rule), " ", ...entry.querySelector(".summary").cloneNode(true).childNodes);
    return make("div", {}, summary, ...paragraphs);
  }
}
