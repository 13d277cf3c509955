import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Exhibit } from "#lib/lessons/exhibit.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { foldStamps, type Stamp } from "./fold-stamps.ts";
import { openPythonLab } from "./python-lab.ts";

type Asked = {
  readonly python: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly after: readonly ProjectFile[];
  readonly run: Exhibit["runs"][string];
  /** Takes the place of the program's port, where that may be taken. */
  readonly port: number;
};

const stamping = join(import.meta.dirname, "stamping.py");

/** Runs server and client as they stand, each in a process of its own, and folds the stamps that both wrote. */
export async function makeRun({ python, versions, after, run, port }: Asked): Promise<RunRecord> {
  const programs = after.map(({ path, content }) => ({
    path,
    content: content.replaceAll("50051", `${port}`),
  }));
  const lab = openPythonLab(python, [
    ...programs,
    { path: "stamping.py", content: readFileSync(stamping, "utf8") },
  ]);
  const server = lab.start("stamping.py", "server.jsonl", "server.py");
  try {
    await server.says("ready");
    const startedAtUnixMs = Date.now();
    const client = lab.start("stamping.py", "client.jsonl", run.client, ...run.args);
    const exitCode = await client.ended;
    if (exitCode !== 0) throw new Error(`${run.client} ended with ${exitCode}: ${client.said()}`);
    server.process.kill("SIGTERM");
    await server.ended;
    const read = (name: string) =>
      readFileSync(join(lab.folder, name), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Stamp);
    return foldStamps({
      client: read("client.jsonl"),
      server: read("server.jsonl"),
      experiment: run.experiment,
      title: [run.client, ...run.args].join(" "),
      startedAtUnixMs,
      recordedBy: {
        program: `server.py, ${run.client}`,
        versions,
        command: "node scripts/record-python.ts",
      },
    });
  } finally {
    server.process.kill("SIGKILL");
    lab.remove();
  }
}
