import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { findChromium, installDebianPackages } from "./find-chromium.ts";

/**
 * `npm test`: unit and integration tests, then the browser tests against the built site. Finds Chromium or installs
 * it where it may. What a laptop lacks is skipped with its reason; with CI=true a skip is a failure.
 */
/** `failures`: the names of what failed, for the last lines of a long output. */
type Count = { passed: number; failed: number; skipped: string[]; failures: string[] };

const isCi = process.env.CI === "true";
const reports = mkdtempSync(join(tmpdir(), "rpc-playground-test-"));
const skippedByUs: string[] = [];

function run(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): boolean {
  const result = spawnSync(process.execPath, [script, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
  });
  return result.status === 0;
}

function fail(count: Count, name: string): void {
  count.failed += 1;
  count.failures.push(name);
}

function withoutReport(what: string): Count {
  return { passed: 0, failed: 1, skipped: [], failures: [`${what} ended without a report`] };
}

type VitestReport = {
  testResults: { assertionResults: { status: string; fullName: string }[]; status: string; name: string }[];
};

function readVitest(path: string): Count {
  if (!existsSync(path)) return withoutReport("the unit and integration tests");
  const report = JSON.parse(readFileSync(path, "utf8")) as VitestReport;
  const count: Count = { passed: 0, failed: 0, skipped: [], failures: [] };
  for (const file of report.testResults) {
    const name = relative(process.cwd(), file.name);
    const failures = file.assertionResults.filter((test) => test.status === "failed");
    // A file can fail without a test that fails: in what it imports, or in a hook.
    if (file.status === "failed" && failures.length === 0) fail(count, name);
    for (const test of failures) fail(count, `${name}: ${test.fullName}`);
    for (const test of file.assertionResults) {
      if (test.status === "passed") count.passed += 1;
      else if (test.status !== "failed") count.skipped.push(test.fullName);
    }
  }
  return count;
}

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    ok: boolean;
    tests: { status: string; annotations: { type: string; description?: string }[] }[];
  }[];
};

function readPlaywright(path: string): Count {
  if (!existsSync(path)) return withoutReport("the browser tests");
  const report = JSON.parse(readFileSync(path, "utf8")) as PlaywrightSuite & { errors?: unknown[] };
  const count: Count = { passed: 0, failed: 0, skipped: [], failures: [] };
  for (const error of report.errors ?? []) fail(count, `outside of a browser test: ${JSON.stringify(error)}`);
  const visit = (suite: PlaywrightSuite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const reason = test.annotations.find((note) => note.type === "skip")?.description;
        if (test.status === "skipped") count.skipped.push(`${spec.title}${reason ? `: ${reason}` : ""}`);
        else if (spec.ok && test.status === "expected") count.passed += 1;
        else fail(count, `${spec.file}: ${spec.title}`);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  visit(report);
  return count;
}

if (findChromium() === undefined) installDebianPackages(["chromium", "fonts-noto-cjk"]);
const chromium = findChromium();

if (!run("scripts/ensure-build.ts", [])) {
  console.log("The site does not build.\n0 passed, 1 failed");
  process.exit(1);
}

const unitReport = join(reports, "vitest.json");
const browserReport = join(reports, "playwright.json");
const environment: Record<string, string> = chromium === undefined ? {} : { CHROMIUM_PATH: chromium };
run(
  "node_modules/vitest/vitest.mjs",
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
  environment,
);
const unit = readVitest(unitReport);

let browser: Count = { passed: 0, failed: 0, skipped: [], failures: [] };
if (chromium === undefined) {
  skippedByUs.push(
    "browser tests: no Chromium. Install one (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH.",
  );
} else {
  run("node_modules/@playwright/test/cli.js", ["test"], {
    ...environment,
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
  });
  browser = readPlaywright(browserReport);
}
rmSync(reports, { recursive: true, force: true });

const skipped = [...skippedByUs, ...unit.skipped, ...browser.skipped];
const passed = unit.passed + browser.passed;
const failed = unit.failed + browser.failed + (isCi ? skipped.length : 0);
for (const reason of skipped) console.log(`skipped${isCi ? " (a failure with CI=true)" : ""}: ${reason}`);
for (const name of [...unit.failures, ...browser.failures]) console.log(`failed: ${name}`);
console.log(`unit and integration: ${unit.passed} passed, browser: ${browser.passed} passed`);
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
