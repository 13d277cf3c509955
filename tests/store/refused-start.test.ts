import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import { whyMissing } from "../clients/debian.ts";

const folder = mkdtempSync(join(tmpdir(), "playground-refused-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const main = join(import.meta.dirname, "../../server/main.ts");

function start(environment: Readonly<Record<string, string>>) {
  const env = { ...process.env, PORT: "0", DATA_DIR: join(folder, "data"), ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main], { encoding: "utf8", env });
  return { status, stdout, lines: stderr.trimEnd().split("\n") };
}

const damaged = join(folder, "damaged");
mkdirSync(damaged);
writeFileSync(join(damaged, "playground.sqlite"), "This was never a database. ".repeat(100));

const whyNoMount = whyMissing({ files: ["/usr/bin/bwrap"], packages: ["bubblewrap"] });

test.skipIf(whyNoMount !== undefined)(
  whyNoMount ?? "a disk that can only be read stops the start with one sentence",
  async () => {
    const data = join(folder, "read");
    await (await openSqliteStore(join(data, "playground.sqlite"))).close();
    const mounts = ["--dev-bind", "/", "/", "--ro-bind", data, data];
    const env = { ...process.env, PORT: "0", DATA_DIR: data };
    const told = spawnSync("/usr/bin/bwrap", [...mounts, process.execPath, main], { encoding: "utf8", env });
    expect(told.stderr.trimEnd()).toMatch(
      /^DATA_DIR .*read cannot be used: the store is (read-only|unreachable): /,
    );
    expect([told.status, told.stdout]).toEqual([1, ""]);
  },
  90_000,
);

test.each([
  [
    "an address of another database",
    { DATABASE_URL: "mysql://user:secret@host/name" },
    /^DATABASE_URL must be postgres:/,
  ],
  [
    "an address where nobody listens",
    { DATABASE_URL: "postgres://user:secret@127.0.0.1:1/name" },
    /^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:1\/name cannot be used: the store is unreachable: connect ECONNREFUSED/,
  ],
  [
    "a file that is no database",
    { DATA_DIR: damaged },
    /^DATA_DIR .*damaged cannot be used: the store is damaged/,
  ],
])(
  "%s stops the start with one sentence, and without the password",
  (_, environment, sentence) => {
    const { status, stdout, lines } = start(environment);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(sentence);
    expect(lines[0]).not.toContain("secret");
    expect([status, stdout]).toEqual([1, ""]);
  },
  90_000,
);
