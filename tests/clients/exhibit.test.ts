import { createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type LoadedExhibit, readExhibits } from "#app/_data/exhibit-folder.ts";
import { toRun } from "#lib/lessons/evidence.ts";
import { maxOverlap, slotsUsed } from "#lib/lessons/measure.ts";
import { parseRecordFile, toRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type Heard, hearMessages } from "#scripts/record-python/hear-messages.ts";
import { makeRun } from "#scripts/record-python/make-run.ts";
import { pythonVersions } from "#scripts/record-python/python-lab.ts";
import { whyMissing } from "./debian.ts";

const python = "/usr/bin/python3";
const reason = whyMissing({
  files: [
    python,
    "/usr/bin/grpc_python_plugin",
    "/usr/bin/protoc",
    "/usr/lib/python3/dist-packages/grpc/__init__.py",
  ],
  packages: ["python3-grpcio", "protobuf-compiler", "protobuf-compiler-grpc", "python3-protobuf"],
});

const lessons = join(import.meta.dirname, "../../lessons");
const article = read("00-prologue/01-hello-rpc", "article");
const pool = read("02-waiting/03-ten-workers", "python");

function read(lesson: string, id: string): LoadedExhibit {
  const { exhibits } = readExhibits(join(lessons, lesson));
  const found = exhibits[id];
  if (found === undefined) throw new Error(`${lesson} has no exhibit ${id}`);
  return found;
}

/** The lines that say what is wrong; where in a library it was noticed differs between versions. */
function gist(said: string): string[] {
  return said
    .split("\n")
    .flatMap((line) => /^(\S*Error:[^.]*|\s*status = .*|Server started.*)/.exec(line)?.[1] ?? []);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function runAgain({ after, exhibit }: LoadedExhibit, key: string): Promise<RunRecord> {
  const run = exhibit.runs[key];
  if (run === undefined) throw new Error(`there is no run ${key}`);
  const record = await makeRun({
    python,
    versions: pythonVersions(python),
    after,
    run,
    port: await freePort(),
  });
  const parsed = parseRecordFile(toRecordFile(record));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.value;
}

describe.skipIf(reason !== undefined)(
  `the article's programs in Debian's Python${reason ? ` (${reason})` : ""}`,
  () => {
    let heard: Record<string, Heard>;

    beforeAll(async () => {
      const { exhibit, before, after } = article;
      const protos = after.filter(({ path }) => path.endsWith(".proto"));
      heard = await hearMessages({ python, exhibit, before, protos, port: await freePort() });
    }, 120_000);

    test.each(article.exhibit.notes.map(({ key }) => key))(
      "%s: what is shown is what Python prints",
      (key) => {
        const shown = gist(article.messages?.messages[key]?.said ?? "");
        expect(shown).not.toEqual([]);
        expect(gist(heard[key]?.said ?? "")).toEqual(shown);
        expect(heard[key]?.exitCode).toBe(article.messages?.messages[key]?.exitCode);
      },
    );

    test("corrected, one call is greeted, and its thread stands still meanwhile", async () => {
      const record = await runAgain(article, "one-call");
      expect(record.details.get(0)).toMatchObject({
        reply: '{"message":"Hello, World"}',
        requestBytes: 7,
        responseBytes: 14,
      });
      expect(record.header.totals).toMatchObject({ offered: 1, ok: 1 });
      expect(record.threads[0]?.blocked).toHaveLength(1);
      expect(record.header.recordedBy?.versions.Python).toMatch(/^3\./);
    }, 60_000);

    test("of eleven calls ten are under way together, and one waits for the end of another", async () => {
      const { attempts } = toRun("again", await runAgain(pool, "calls-11"));
      expect(maxOverlap(attempts, "started", "ended")).toBe(10);
      expect(slotsUsed(attempts)).toBe(10);
      const last = attempts.toSorted((a, b) => (a.started ?? 0) - (b.started ?? 0)).at(-1);
      expect(attempts.some((other) => (other.ended ?? Infinity) <= (last?.started ?? 0))).toBe(true);
    }, 60_000);
  },
);

describe("the runs that are shown", () => {
  test.each(Object.entries(pool.runs))("%s was made by Python, ten at a time at most", (key, record) => {
    const { attempts } = toRun(key, record);
    expect(attempts).toHaveLength(Number(key.replace("calls-", "")));
    expect(maxOverlap(attempts, "started", "ended")).toBe(Math.min(10, attempts.length));
    expect(record.header).toMatchObject({ recorded: true, engine: "real" });
    expect(record.header.recordedBy?.versions.grpcio).toMatch(/^1\./);
  });
});
