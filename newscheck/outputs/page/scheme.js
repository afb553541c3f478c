// Colours of the page for canvases, which know no CSS variables; whoever draws is told when the scheme changes.
const dark = matchMedia("(prefers-color-scheme: dark)");

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

const whenSchemeChanges = (draw) => dark.addEventListener("change", draw);
