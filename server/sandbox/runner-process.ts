import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import type { Socket } from "node:net";
import type { Launch } from "./walls.ts";

/** A child with one socket. `pid` is the process that runs the code, also where a wall has a process of its own. */
export type RunnerProcess = {
  readonly pid: () => number;
  readonly socket: Socket;
  kill(): void;
  /** Resolves when the process is gone; the signal when one ended it. */
  readonly exited: Promise<string>;
};

export function spawnRunnerProcess(launch: Launch): RunnerProcess {
  const stdio: StdioOptions = [
    "ignore",
    "ignore",
    "ignore",
    "pipe",
    ...(launch.tellsPid ? ["pipe" as const] : []),
  ];
  const child: ChildProcess = spawn(launch.command, [...launch.args], {
    // Next's types ask for NODE_ENV; a runner gets no variable at all.
    env: {} as NodeJS.ProcessEnv,
    cwd: launch.cwd,
    // A group of its own: what the process has begun when it is killed can be killed with it.
    detached: true,
    // Descriptor 3 is the socket; 4 is where bubblewrap tells the pid, closed before the runner starts.
    stdio,
    ...(launch.user === null ? {} : { uid: launch.user, gid: launch.user }),
  });
  const socket = child.stdio[3] as Socket;
  let pid = child.pid ?? 0;
  if (launch.tellsPid) readPid(child, (inner) => (pid = inner));
  // Writing to a runner that just died is no event: `exited` is.
  socket.on("error", () => {});
  let isOver = false;
  const killAll = (): void => {
    if (isOver || child.pid === undefined) return;
    // bubblewrap's other half waits for the first one for ever, until it is told to die with it.
    killQuietly(-child.pid);
    if (pid !== child.pid) killQuietly(pid);
  };
  const exited = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => {
      killAll();
      isOver = true;
      resolve(signal ?? (code === null || code <= 128 ? "" : `SIG${code - 128}`));
    });
    child.once("error", () => resolve("spawn"));
  });
  return {
    pid: () => pid,
    socket,
    kill: killAll,
    exited,
  };
}

function readPid(child: ChildProcess, found: (pid: number) => void): void {
  let text = "";
  const pipe = child.stdio[4] as Socket;
  pipe.on("error", () => {});
  pipe.on("data", (chunk: Buffer) => {
    text += chunk;
    const match = /"child-pid":\s*(\d+)/.exec(text);
    // The pipe stays open to its end: bubblewrap writes on, and a closed pipe would kill it.
    if (match !== null) found(Number(match[1]));
  });
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It went before us.
  }
}
