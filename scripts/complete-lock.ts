import { readFileSync, writeFileSync } from "node:fs";

/**
 * Adds a stub to package-lock.json for every optional dependency that resolves to nothing. A registry that lacks some
 * platform packages makes `npm install` drop them from the lock silently, and `npm ci` then refuses the lock.
 * Run it after every `npm install`; `npm ci` in CI proves that it was run.
 */
type LockEntry = {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  resolved?: string;
  optionalDependencies?: Record<string, string>;
};

const lockPath = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(lockPath, "utf8")) as { packages: Record<string, LockEntry> };
const packages = lock.packages;

/** npm resolves a name from `place` upwards, one node_modules at a time. */
function resolves(place: string, name: string): boolean {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (packages[`${at && `${at}/`}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

const cpus: Record<string, string> = {
  x64: "x64",
  arm64: "arm64",
  aarch64: "arm64",
  arm: "arm",
  armv7: "arm",
  ia32: "ia32",
  ppc64: "ppc64",
  s390x: "s390x",
  riscv64: "riscv64",
  loong64: "loong64",
  mips64el: "mips64el",
};
const systems = [
  "linux",
  "darwin",
  "win32",
  "freebsd",
  "openbsd",
  "netbsd",
  "sunos",
  "aix",
  "android",
  "openharmony",
];

/** Reads os, cpu and libc from a platform package's name; an unknown cpu never installs. */
function platformOf(name: string): Pick<LockEntry, "os" | "cpu" | "libc"> {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = words.map((word) => cpus[word]).find((found) => found !== undefined);
  const libc = words.includes("musl") ? "musl" : words.at(-1)?.endsWith("gnu") ? "glibc" : undefined;
  return { ...(os && { os: [os] }), cpu: [cpu ?? "none"], ...(libc && { libc: [libc] }) };
}

let added = 0;
for (const [place, owner] of Object.entries(packages)) {
  delete owner.resolved;
  for (const [name, range] of Object.entries(owner.optionalDependencies ?? {})) {
    if (resolves(place, name)) continue;
    const version = range.match(/\d+\.\d+\.\d+[-.\w]*/)?.[0];
    packages[`node_modules/${name}`] = {
      ...(version && { version }),
      optional: true,
      ...(owner.dev && { dev: true }),
      ...platformOf(name),
    };
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(lockPath, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} platform packages added as stubs`);
