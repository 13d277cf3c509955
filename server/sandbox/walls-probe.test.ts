import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Probed, type ProbeTask, probe } from "./test-probe.ts";

/**
 * A probe with all of Node stands in the runner's place, as if the isolate had fallen: what does each wall alone leave
 * it? The first test is the measure for the others: without a wall it can do everything that they find stopped.
 */
const isRoot = process.getuid?.() === 0;
let listener: Server;
let arrived = 0;
let folder: string;
let task: ProbeTask;
let inherited: number;

beforeAll(async () => {
  listener = createServer((socket) => {
    arrived += 1;
    socket.on("error", () => {}).destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  folder = mkdtempSync(join(tmpdir(), "secrets-"));
  const secretPath = join(folder, "secret");
  writeFileSync(secretPath, "the server's own", { mode: 0o600 });
  inherited = openSync(secretPath, "r");
  task = { port: (listener.address() as { port: number }).port, pid: process.pid, secretPath };
});
afterAll(async () => {
  closeSync(inherited);
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => listener.close(resolve));
});

const open = { bubblewrap: false, user: false, limits: false };

const kinds = ({ descriptors }: Probed) => descriptors.map(({ kind }) => kind);

describe("behind no wall but its process, a probe", () => {
  test("has no environment, no descriptor of the server and an empty folder, and can do the rest", async () => {
    arrived = 0;
    const found = await probe(open, task);
    if (found === null) throw new Error("the probe did not start");
    expect(found.environment).toEqual([]);
    expect(found.folder).toEqual([]);
    const secretInode = fstatSync(inherited).ino;
    expect(found.descriptors.filter(({ inode, kind }) => inode === secretInode && kind === "File")).toEqual(
      [],
    );
    // One socket, to the host; nothing on the standard streams; no file at all.
    expect(found.descriptors.filter(({ kind }) => kind === "Socket").map(({ fd }) => fd)).toEqual([3]);
    expect(kinds(found).slice(0, 3)).toEqual(new Array(3).fill("CharacterDevice"));
    expect(kinds(found)).not.toContain("File");
    // What the other walls are for.
    expect(found).toMatchObject({ passwords: "ok", spawn: "ok", connect: "ok", signal: "ok", bigFile: "ok" });
    expect(found.secret).toBe("the server's own");
    expect(found.opened).toBe(500);
    expect(found.processes).toBeGreaterThan(1);
    expect(arrived).toBe(1);
  });
});

describe("behind one wall alone, a probe", () => {
  test.skipIf(!isRoot)("of another user may not signal the server nor read its files", async () => {
    const found = await probe({ ...open, user: true }, task);
    expect(found).toMatchObject({
      uid: 65_534,
      gid: 65_534,
      signal: "EPERM",
      secret: "EACCES",
      write: "EACCES",
    });
    // No group of root's stays with it.
    expect(found?.groups.filter((group) => group !== 65_534)).toEqual([]);
    expect(found?.environment).toEqual([]);
  });

  test("of resource limits runs out of descriptors, writes no file and leaves no core", async (context) => {
    let limits = "";
    const found = await probe({ ...open, limits: true }, task, ({ child }) => {
      limits = readFileSync(`/proc/${child.pid()}/limits`, "utf8");
    });
    if (found === null) return context.skip();
    expect(found.openError).toBe("EMFILE");
    expect(found.opened).toBeLessThan(64);
    expect(found.bigFile).toBe("EFBIG");
    expect(limits).toMatch(/^Max core file size +0 +0 /m);
    expect(limits).toMatch(/^Max data size +\d+ +\d+ /m);
  });

  test("of bubblewrap finds no network, no files but its own, no process and nothing to start", async (context) => {
    arrived = 0;
    const found = await probe({ ...open, bubblewrap: true }, task);
    if (found === null) return context.skip();
    expect(found.connect).not.toBe("ok");
    // A loopback of its own, with nobody on it.
    expect(found.interfaces.filter((name) => name !== "lo")).toEqual([]);
    expect(arrived).toBe(0);
    expect(found).toMatchObject({ passwords: "ENOENT", secret: "ENOENT", spawn: "ENOENT", signal: "ESRCH" });
    expect(found.processes).toBe(0);
    expect(found.folder).toEqual([]);
    expect(found.write).toBe("EROFS");
    for (const name of ["etc", "proc", "dev", "root", "home", "var", "sys"])
      expect(found.root).not.toContain(name);
    // bubblewrap's word for the empty folder.
    expect(found.environment).toEqual(["PWD"]);
    expect(found.descriptors.filter(({ kind }) => kind === "Socket").map(({ fd }) => fd)).toEqual([3]);
    expect(kinds(found)).not.toContain("File");
  });
});

test("behind all walls at once each of them still stands", async (context) => {
  const found = await probe({ bubblewrap: true, user: isRoot, limits: true }, task);
  if (found === null) return context.skip();
  expect(found).toMatchObject({
    passwords: "ENOENT",
    signal: "ESRCH",
    openError: "EMFILE",
    environment: ["PWD"],
  });
  expect(found.connect).not.toBe("ok");
  expect(found.opened).toBeLessThan(64);
});
