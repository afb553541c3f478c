// What happens when the page is open: each part by itself, so that one that fails takes no other with it.
async function startTimeline() {
  const sites = ((await dataOf("series")) || []).filter((site) => site.days.length);
  if (!sites.length || !document.getElementById("charts")) return;
  const timeline = new Timeline(sites);
  timelineControls(timeline);
  await timeline.show(largest(sites));
  whenSchemeChanges(() => timeline.redraw());
  addEventListener("beforeprint", () => timeline.prepareForPaper());
  addEventListener("afterprint", () => timeline.finishPaper());
}

async function startFindings() {
  const data = await dataOf("findings-data");
  if (!data || !data.rows.length) return;
  const findings = new Findings(data);
  const table = new FindingTable(findings);
  for (const button of document.querySelectorAll(".pick")) {
    button.disabled = false;
    button.addEventListener("click", () => {
      table.change({...EMPTY, rule: button.dataset.rule, severity: button.dataset.severity});
      document.getElementById("findings").scrollIntoView();
      table.inputs.rule.focus({preventScroll: true});
    });
  }
  findings.prepare();
}

Promise.all([startFindings(), startTimeline()])
  .catch((error) => { setTimeout(() => { throw error; }); })
  .finally(() => { document.documentElement.dataset.ready = "yes"; });
