import { availableParallelism, cpus } from "node:os";
import { deployRows } from "./deploy-rows.ts";
import { gatewayRows } from "./gateway-rows.ts";
import { pageRows } from "./page-rows.ts";
import { printTable, type Row } from "./table.ts";
import { timelineRows } from "./timeline-rows.ts";

/**
 * `npm run bench [-- gateway|deploy|page|timeline]`: every figure in one table, each against its comparison in the
 * same run. The site must have been built (`npm run build`).
 */
const sections: Readonly<Record<string, () => Promise<Row[]>>> = {
  gateway: gatewayRows,
  deploy: deployRows,
  page: pageRows,
  timeline: timelineRows,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`No such section: ${unknown.join(", ")}. There are ${Object.keys(sections).join(", ")}.`);
  process.exit(1);
}

console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim()}\n`);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(sections)) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure()));
}
printTable(rows);
