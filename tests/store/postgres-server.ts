import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

/** A PostgreSQL of one's own on a free port of this machine, in a folder that goes with it. */
export type PostgresServer = {
  /** Makes an empty database and gives its address. */
  createDatabase(): Promise<string>;
  /** As the superuser, in the database of the address. */
  query(url: string, sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Kills the server and all its processes with -9. */
  kill(): Promise<void>;
  /** Stops all its processes in their tracks, until `goOn`. */
  pause(): void;
  goOn(): void;
  /** After `kill`, on the same port and files. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

const user = "playground";

export async function openPostgresServer(programs: string): Promise<PostgresServer> {
  const owner = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), "playground-postgres-"));
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const files = join(folder, "data");
  const made = ["-D", files, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(programs, "initdb"), made, { ...owner, cwd: folder, stdio: "pipe" });
  const port = await freePort();
  const address = (database: string) => `postgres://${user}@127.0.0.1:${port}/${database}`;
  let server: ChildProcess | undefined;
  let databases = 0;

  async function query(url: string, sql: string) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    // Told again by whatever is asked.
    client.on("error", () => {});
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async function start(): Promise<void> {
    const settings = [
      ...[`port=${port}`, "listen_addresses=127.0.0.1", "max_connections=80"],
      // Its path could be too long for a socket.
      "unix_socket_directories=",
      // Only a loss of power needs it, and a busy machine's disk makes everybody wait.
      "fsync=off",
    ];
    const options = settings.flatMap((setting) => ["-c", setting]);
    for (let attempt = 1; ; attempt++) {
      server = spawn(join(programs, "postgres"), ["-D", files, ...options], {
        ...owner,
        cwd: folder,
        stdio: ["ignore", "ignore", "pipe"],
      });
      const said: string[] = [];
      server.stderr?.setEncoding("utf8").on("data", (text: string) => said.push(text));
      if (await answers(server, () => query(address("postgres"), "select 1"))) return;
      // The killed one's processes may still be on their way out.
      if (attempt === 20) throw new Error(`PostgreSQL does not start: ${said.join("")}`);
      await delay(250);
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = server;
    server = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, "exit");
    ending.kill(signal);
    await ended;
  }

  /** The server first: it would start others for those that are gone. */
  function signalAll(signal: NodeJS.Signals): void {
    const { pid } = server ?? {};
    if (pid === undefined) return;
    for (const one of [pid, ...childrenOf(pid)]) signalIfThere(one, signal);
  }

  const endWithUs = () => {
    signalAll("SIGCONT");
    server?.kill("SIGQUIT");
  };
  process.on("exit", endWithUs);
  await start();

  return {
    async createDatabase() {
      databases += 1;
      const name = `store_${databases}`;
      await query(address("postgres"), `create database ${name}`);
      return address(name);
    },
    query,
    start,
    pause: () => signalAll("SIGSTOP"),
    goOn: () => signalAll("SIGCONT"),
    async kill() {
      const ending = server;
      if (ending === undefined) return;
      const ended = once(ending, "exit");
      signalAll("SIGKILL");
      await ended;
      server = undefined;
    },
    async stop() {
      process.off("exit", endWithUs);
      signalAll("SIGCONT");
      // Immediate shutdown: what would be written is thrown away next.
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; Debian's packages bring a user for it. */
function unprivileged(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (option: string) => Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function answers(server: ChildProcess, ask: () => Promise<unknown>): Promise<boolean> {
  while (server.exitCode === null && server.signalCode === null) {
    const isThere = await ask().then(
      () => true,
      () => false,
    );
    if (isThere) return true;
    await delay(50);
  }
  return false;
}

/** Each connection is served by a process of its own. */
function childrenOf(pid: number): readonly number[] {
  try {
    const listed = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" });
    return listed.split("\n").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It went with its parent.
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
