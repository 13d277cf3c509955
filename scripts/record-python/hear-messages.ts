import type { Exhibit } from "#lib/lessons/exhibit.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";
import { openPythonLab, type PythonLab, type RunningPython } from "./python-lab.ts";

export type Heard = { readonly said: string; readonly exitCode: number | null };

/** A server that came up says this; it would run for ever. */
const upWords = "Server started";
const patienceMs = 20_000;

type Asked = {
  readonly python: string;
  readonly exhibit: Exhibit;
  readonly before: readonly ProjectFile[];
  /** The contract that the programs forgot. */
  readonly protos: readonly ProjectFile[];
  /** Takes the place of the program's port, where that may be taken. */
  readonly port: number;
};

/** Runs the programs as they were, each mended as far as its note says, and keeps what Python prints. */
export async function hearMessages({
  python,
  exhibit,
  before,
  protos,
  port,
}: Asked): Promise<Record<string, Heard>> {
  const heard: Record<string, Heard> = {};
  for (const { key, file, mended, copies } of exhibit.notes) {
    const programs = before.map(({ path, content }) => ({
      path,
      content: (path === file ? mend(content, mended) : content).replaceAll("50051", `${port}`),
    }));
    const lab = openPythonLab(python, [...programs, ...protos]);
    try {
      const { said, exitCode } = await hear(lab, file, copies);
      heard[key] = { said: said.replaceAll(`${port}`, "50051"), exitCode };
    } finally {
      lab.remove();
    }
  }
  return heard;
}

function mend(content: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`there is no "${from}" to mend`);
    return text.replace(from, () => to);
  }, content);
}

/** Starts one copy after the other, and listens to the last until it ends or is up. */
async function hear(lab: PythonLab, file: string, copies: number): Promise<Heard> {
  const running: RunningPython[] = [];
  try {
    for (let copy = 0; copy < copies; copy += 1) {
      const program = lab.start(file);
      running.push(program);
      const timer = setTimeout(() => program.process.kill("SIGKILL"), patienceMs);
      await program.says(upWords).catch(() => {});
      clearTimeout(timer);
    }
    const last = running.at(-1);
    if (last === undefined) throw new Error("no program was started");
    const { exitCode } = last.process;
    return { said: last.said().trimEnd(), exitCode };
  } finally {
    for (const { process: each } of running) each.kill("SIGKILL");
    await Promise.all(running.map(({ ended }) => ended));
  }
}
