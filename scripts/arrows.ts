import { spawnSync } from "node:child_process";

/**
 * Holds every import against the arrows of .dependency-cruiser.mjs. Fails as well when suspiciously few modules were
 * read: a parser that understands nothing lets every rule pass.
 */
const fewestModules = 150;
const roots = ["app", "bench", "client-runtime", "components", "lib", "scripts", "server", "tests"];
const run = spawnSync(
  process.execPath,
  [
    "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
    "--config",
    ".dependency-cruiser.mjs",
    "--output-type",
    "json",
    ...roots,
  ],
  { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
);
if (run.stdout === "") {
  console.error(run.stderr);
  process.exit(1);
}

type Report = {
  summary: {
    totalCruised: number;
    violations: { from: string; to: string; rule: { name: string }; comment?: string }[];
  };
  modules: { source: string }[];
};
const report = JSON.parse(run.stdout) as Report;
const own = report.modules.filter((module) => !module.source.includes("node_modules")).length;
for (const violation of report.summary.violations) {
  console.error(`${violation.rule.name}: ${violation.from} → ${violation.to}\n  ${violation.comment ?? ""}`);
}
if (own < fewestModules) console.error(`Only ${own} modules were read; at least ${fewestModules} exist.`);
console.log(`arrows: ${own} modules, ${report.summary.violations.length} violations`);
process.exit(report.summary.violations.length > 0 || own < fewestModules ? 1 : 0);
