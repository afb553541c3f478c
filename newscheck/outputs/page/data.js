// The data of the page, and elements: everything from a dump becomes text, never markup.
const DAY = 864e5;

async function dataOf(id) {
  const element = document.getElementById(id);
  if (!element) return null;
  const text = element.textContent;
  element.remove();
  if (!element.dataset.packed) return JSON.parse(text);
  const packed = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream(element.dataset.packed));
  return new Response(stream).json();
}

// make("p", {class: "path", lang: "zh"}, "text", child)
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined || (value === "" && key !== "value")) continue;
    element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// The parts of a text, in which what is between two backticks is code; a backtick alone is itself.
const withCode = (text) => text.split(/`([^`]+)`/).map((part, place) => place % 2 ? make("code", {}, part) : part);

const SIGNS = {
  error: ["M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6"],
  warning: ["M8 1l7.5 14H.5z", "M8 6v4m0 1.6v1.4"],
  note: ["M1 8a7 7 0 1 0 14 0a7 7 0 1 0-14 0", "M8 7v5m0-8v1.4"],
};

function drawing(box, name, ...paths) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({viewBox: box, class: name, "aria-hidden": "true", focusable: "false"}))
    svg.setAttribute(key, value);
  for (const attributes of paths) {
    const path = document.createElementNS(space, "path");
    for (const [key, value] of Object.entries(attributes)) path.setAttribute(key, value);
    svg.append(path);
  }
  return svg;
}

const severityTag = (severity) =>
  make("span", {class: `tag ${severity}`},
    drawing("0 0 16 16", `sign ${severity}`, {d: SIGNS[severity][0]}, {d: SIGNS[severity][1], class: "on"}), severity);

const number = (value) => value.toLocaleString("en-US");
const quantity = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
const iso = (ms) => new Date(ms).toISOString();
const day = (ms) => iso(ms).slice(0, 10);
const minute = (ms) => `${iso(ms).slice(0, 16).replace("T", " ")} UTC`;

// The language by whose fonts a text is shown, as far as its script tells.
function language(text) {
  if (/[\u3041-\u30fa]/.test(text)) return "ja";
  if (/[\uac00-\ud7a3]/.test(text)) return "ko";
  return /[\u3400-\u9fff\uf900-\ufaff]/.test(text) ? "zh" : "";
}
