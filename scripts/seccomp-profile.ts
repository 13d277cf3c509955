import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { downloadGoModule } from "./go-module.ts";

/**
 * Writes deploy/container/seccomp.json: Docker's own profile and one rule more, without which bubblewrap cannot give
 * runners namespaces of their own inside a container. To be run by hand for another version.
 */
const profiles = "github.com/moby/profiles/seccomp@v0.2.4";
const rule = {
  names: ["clone", "mount", "pivot_root", "umount2", "unshare"],
  action: "SCMP_ACT_ALLOW",
  comment: `bubblewrap, without any capability of the container. All else is ${profiles}, Apache-2.0.`,
};

const original = readFileSync(join(downloadGoModule(profiles), "default.json"), "utf8");
const profile = JSON.parse(original) as { syscalls: object[] };
const text = JSON.stringify({ ...profile, syscalls: [rule, ...profile.syscalls] }, null, 2);
writeFileSync("deploy/container/seccomp.json", `${text}\n`);
