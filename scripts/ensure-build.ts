import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { buildFingerprint } from "./build-fingerprint.ts";

/** Builds the site unless the last build was made from exactly these sources. */
const stamp = ".next/build-fingerprint";
const fingerprint = buildFingerprint();
const isBuilt =
  existsSync(".next/BUILD_ID") && existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint;

if (!isBuilt) {
  console.error("building the site (about half a minute) …");
  for (const args of [["scripts/assets.ts"], ["node_modules/next/dist/bin/next", "build"]]) {
    const run = spawnSync(process.execPath, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    });
    if (run.status !== 0) process.exit(run.status ?? 1);
  }
  writeFileSync(stamp, fingerprint);
}
