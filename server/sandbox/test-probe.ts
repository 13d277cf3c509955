import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultLimits } from "#lib/limits.ts";
import { type RunnerProcess, spawnRunnerProcess } from "./runner-process.ts";
import { type WallSet, wallSet } from "./walls.ts";

/** What a probe is to try, in the words of the test. */
export type ProbeTask = {
  readonly port: number;
  readonly pid: number;
  readonly secretPath: string;
};

/** What a full Node saw and could do in a runner's place. */
export type Probed = {
  readonly environment: readonly string[];
  readonly descriptors: readonly { readonly fd: number; readonly kind: string; readonly inode: number }[];
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly signal: string;
  readonly secret: string;
  readonly passwords: string;
  readonly root: readonly string[];
  readonly folder: readonly string[];
  readonly write: string;
  readonly spawn: string;
  readonly processes: number;
  readonly connect: string;
  readonly interfaces: readonly string[];
  readonly opened: number;
  readonly openError: string;
  readonly bigFile: string;
};

/** Runs with all that Node can do: as if the isolate and the runner around it had fallen. */
const script = `
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import { spawnSync } from "node:child_process";
const task = JSON.parse(fs.readFileSync(new URL("./task.json", import.meta.url), "utf8"));
const attempt = (work) => { try { return work() ?? "ok"; } catch (error) { return error.code ?? error.message; } };
const list = (path) => { try { return fs.readdirSync(path).sort(); } catch (error) { return ["!" + error.code]; } };
const kindOf = (stat) => ["File", "Directory", "Socket", "FIFO", "CharacterDevice"].find((kind) => stat["is" + kind]()) ?? "other";
const descriptors = [];
for (let fd = 0; fd < 1024; fd += 1) {
  try {
    const stat = fs.fstatSync(fd);
    descriptors.push({ fd, kind: kindOf(stat), inode: stat.ino });
  } catch {}
}
const said = {
  environment: Object.keys(process.env),
  descriptors,
  uid: process.getuid(),
  gid: process.getgid(),
  groups: process.getgroups(),
  signal: attempt(() => { process.kill(task.pid, 0); }),
  secret: attempt(() => fs.readFileSync(task.secretPath, "utf8")),
  passwords: attempt(() => { fs.readFileSync("/etc/passwd"); }),
  root: list("/"),
  folder: list(process.cwd()),
  write: attempt(() => fs.writeFileSync("written", "x")),
  spawn: attempt(() => { const { error } = spawnSync("/bin/true"); if (error) throw error; }),
  processes: list("/proc").filter((name) => /^[0-9]+$/.test(name)).length,
  interfaces: attempt(() => Object.keys(os.networkInterfaces())),
  connect: await new Promise((resolve) => {
    const socket = net.connect(task.port, "127.0.0.1", () => resolve("ok"));
    socket.on("error", (error) => resolve(error.code));
  }),
};
process.on("SIGXFSZ", () => {});
const bigFile = attempt(() => {
  const fd = fs.openSync(os.tmpdir() + "/probe-" + process.pid, "w");
  try { fs.writeSync(fd, "x"); } finally { fs.closeSync(fd); fs.unlinkSync(os.tmpdir() + "/probe-" + process.pid); }
});
let opened = 0;
let openError = "";
const held = [];
try { for (; opened < 500; opened += 1) held.push(fs.openSync(process.execPath)); } catch (error) { openError = error.code; }
held.forEach((fd) => fs.closeSync(fd));
const socket = new net.Socket({ fd: 3, readable: true, writable: true });
socket.on("error", () => {});
socket.write(JSON.stringify({ ...said, bigFile, opened, openError }) + "\\n");
socket.resume();
socket.on("close", () => process.exit(0));
`;

export type Probe = { readonly found: Probed; readonly child: RunnerProcess; readonly set: WallSet };

/** Starts the probe behind exactly these walls; null where this machine lacks one. `task` is all that it is told. */
export async function probe(
  choice: Parameters<typeof wallSet>[1],
  task: ProbeTask,
  look: (probe: Probe) => void = () => {},
): Promise<Probed | null> {
  const folder = mkdtempSync(join(tmpdir(), "probe-"));
  const empty = mkdtempSync(join(tmpdir(), "probe-empty-"));
  for (const path of [folder, empty]) chmodSync(path, 0o755);
  const taskPath = join(folder, "task.json");
  writeFileSync(join(folder, "probe.mjs"), script);
  writeFileSync(taskPath, JSON.stringify(task));
  const settings = {
    ...{ runtimePath: taskPath, ...defaultLimits },
  };
  // Bound into the jail: the probe where the runner would be, its task where the runtime would be.
  const files = { runnerPath: join(folder, "probe.mjs"), runtimePath: taskPath };
  const { processMemoryMb } = defaultLimits;
  const set = wallSet("probe", choice, { files, settings, processMemoryMb, cwd: empty });
  if (set === null || (choice.limits && set.walls.limits !== true)) return null;
  const child = spawnRunnerProcess(set.launch);
  try {
    const found = await readAnswer(child);
    look({ found, child, set });
    return found;
  } finally {
    child.kill();
    child.socket.destroy();
    await child.exited;
    for (const path of [folder, empty]) rmSync(path, { recursive: true });
  }
}

function readAnswer(child: RunnerProcess): Promise<Probed> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.socket.on("data", (chunk: Buffer) => {
      text += chunk;
      if (text.endsWith("\n")) resolve(JSON.parse(text) as Probed);
    });
    void child.exited.then((signal) => reject(new Error(`the probe ended (${signal}) and said ${text}`)));
  });
}
