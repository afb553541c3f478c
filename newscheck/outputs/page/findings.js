// Findings in columns of numbers, so that a hundred thousand are filtered at once.
const NO_DAY = -0x80000000;
const FIELDS = {time: 3, path: 4, line: 5, column: 6, message: 7, number: 8, pointer: 9, evidence: 10, item: 11, language: 12,
  details: 13, related: 14, excerpt: 15};

// As a search compares texts: the page shows no backticks, so that none has to be typed.
const plain = (text) => text.replaceAll("`", "").toLowerCase();

const whenIdle = window.requestIdleCallback || ((act) => setTimeout(() => act({timeRemaining: () => 0})));

class Findings {
  constructor({rules, severities, sites, rows}) {
    Object.assign(this, {rules, severities, sites, rows});
    this.rule = Uint32Array.from(rows, (row) => row[0]);
    this.severity = Uint8Array.from(rows, (row) => row[1]);
    this.site = Uint32Array.from(rows, (row) => row[2]);
    this.day = Int32Array.from(rows, (row) => row[FIELDS.time] === null ? NO_DAY : Math.floor(row[FIELDS.time] / 86400));
    this.numbers = Float64Array.from(rows, (row) => row[FIELDS.number] ?? 1);
    this.number = this.numbers.reduce((sum, value) => sum + value, 0);
    this.haystacks = new Array(rows.length);
    this.order = Uint32Array.from(rows, (_, place) => place);
  }

  // How many some of them are; a row may stand for several.
  told(places) {
    const some = places.reduce((sum, place) => sum + this.numbers[place], 0);
    const rows = some === places.length ? "" : ` in ${quantity(places.length, "row")}`;
    return `${some === this.number ? "" : `${number(some)} of `}${quantity(this.number, "finding")}${rows}`;
  }

  value(place, name) {
    return this.rows[place][FIELDS[name]];
  }

  // All that a search looks at, made when it is first needed.
  haystack(place) {
    const row = this.rows[place];
    return this.haystacks[place] ??= plain(`${row[4]}\n${row[7]}\n${row[9] || ""}\n${row[10] ?? ""}\n${row[11] ?? ""}\n${
      this.rules[row[0]]}`);
  }

  // Makes them while nothing else is to be done.
  prepare(from = 0) {
    whenIdle((deadline) => {
      let place = from;
      do {
        for (const end = Math.min(this.rows.length, place + 500); place < end; place++) this.haystack(place);
      } while (place < this.rows.length && deadline.timeRemaining() > 2);
      if (place < this.rows.length) this.prepare(place);
    });
  }

  // The places of those that pass, in the order of the table; `wanted` has texts, "" is anything.
  filtered({text, rule, severity, site, from, to}) {
    const wantedSeverity = severity ? this.severities.indexOf(severity) : -1;
    // Two may be shown by one name, where the ends of long ones are left out.
    const isWantedRule = this.rules.map((name) => name === rule);
    const isWantedSite = this.sites.map((name) => name === site);
    const first = from ? Date.parse(from) / DAY : NO_DAY;
    const last = to ? Date.parse(to) / DAY : 0x7fffffff;
    const isDated = Boolean(from || to);
    const words = plain(text).split(/\s+/).filter(Boolean);
    const found = new Uint32Array(this.order.length);
    let length = 0;
    for (const place of this.order) {
      if (rule && !isWantedRule[this.rule[place]]) continue;
      if (severity && this.severity[place] !== wantedSeverity) continue;
      if (site && !isWantedSite[this.site[place]]) continue;
      if (isDated && (this.day[place] === NO_DAY || this.day[place] < first || this.day[place] > last)) continue;
      if (words.length && !words.every((word) => this.haystack(place).includes(word))) continue;
      found[length++] = place;
    }
    return found.subarray(0, length);
  }

  // Sorts all by a column; rows that are equal in it keep the order of the report.
  sort(column, isDescending) {
    const ranks = this.ranks(column);
    const sign = isDescending ? -1 : 1;
    this.order = Uint32Array.from(this.rows, (_, place) => place).sort((a, b) => sign * (ranks[a] - ranks[b]) || a - b);
  }

  ranks(column) {
    if (column === "severity") return this.severity.map((value) => 2 - value);
    if (column === "date") return this.rows.map((row) => row[FIELDS.time] ?? -Infinity).map((value) => value === -Infinity ? -1e15 : value);
    if (column === "rule") return this.rule;
    if (column === "file") return this.rows.map((_, place) => place);
    return this.textRanks((place) => this.value(place, "message"));
  }

  textRanks(text) {
    const order = Uint32Array.from(this.rows, (_, place) => place).sort((a, b) => text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0);
    const ranks = new Int32Array(order.length);
    order.forEach((place, rank) => { ranks[place] = rank && text(place) === text(order[rank - 1]) ? ranks[order[rank - 1]] : rank; });
    return ranks;
  }
}
