import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { deployRows } from "./deploy-rows.ts";
import { gatewayRows } from "./gateway-rows.ts";
import { hopRows } from "./hop-rows.ts";
import { loadRows } from "./load-rows.ts";
import { neighbourRows } from "./neighbour-rows.ts";
import { pageRows } from "./page-rows.ts";
import { soakRows } from "./soak-rows.ts";
import { printTable, type Row } from "./table.ts";
import { tapRows } from "./tap-rows.ts";
import { timelineRows } from "./timeline-rows.ts";

const { positionals: wanted, values: flags } = parseArgs({
  allowPositionals: true,
  options: {
    /** Of the soak. */
    cycles: { type: "string", default: "10000" },
    contents: { type: "string" },
  },
});

const soakPlan = { cycles: Number(flags.cycles), contents: Number(flags.contents ?? flags.cycles) };

/**
 * `npm run bench [-- gateway|hops|load|tap|deploy|page|timeline|neighbour|soak]`: every figure in one table, each against its
 * comparison in the same run. The site must have been built (`npm run build`). The soak takes an hour unless `--cycles`
 * says fewer than 10,000, and runs only when it is named.
 */
const sections: Readonly<Record<string, () => Promise<Row[]>>> = {
  gateway: gatewayRows,
  hops: hopRows,
  load: loadRows,
  tap: tapRows,
  deploy: deployRows,
  page: pageRows,
  timeline: timelineRows,
  neighbour: neighbourRows,
  soak: () => soakRows(soakPlan),
};
const onlyNamed = new Set(["soak"]);

const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`No such section: ${unknown.join(", ")}. There are ${Object.keys(sections).join(", ")}.`);
  process.exit(1);
}
if (!(soakPlan.cycles > 0) || !(soakPlan.contents > 0)) {
  console.error("--cycles and --contents are numbers above 0.");
  process.exit(1);
}

console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim()}\n`);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(sections)) {
  const isWanted = wanted.length === 0 ? !onlyNamed.has(name) : wanted.includes(name);
  if (isWanted) rows.push(...(await measure()));
}
printTable(rows);
