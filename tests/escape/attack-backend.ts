import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect } from "vitest";
import { Protocol, type ServerAttempt, type ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import { RunService } from "#lib/gen/playground/v1/run_pb.ts";
import { isLimitName, type Limits } from "#lib/limits.ts";
import type { ClientFact, ClientOutcome } from "#lib/record/run-facts.ts";
import { strangersName } from "#server/services/without-run-name.ts";
import { accompliceProgram, victimProgram } from "./accomplice.ts";
import type { BackendOutcome } from "./backend-outcome.ts";
import { isHarmlessAnswer } from "./judge-handler.ts";
import type { Listener } from "./listener.ts";
import type { RealServer } from "./real-server.ts";
import type { SourceText } from "./target.ts";
import { newVisitor, type Visitor } from "./visitor.ts";

const harmlessClient = `import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";
export async function attack() {
  console.log((await createClient(Target, transport).harmless({ text: "afterwards" })).text);
}
`;
/** Two processes read one clock; this is far more than they can differ. */
const clockSlackUs = 1_000_000;

export type BackendGround = {
  readonly server: RealServer;
  readonly listener: Listener;
  readonly victim: { readonly id: string; readonly visitor: Visitor };
};

export async function openBackendGround(server: RealServer, listener: Listener): Promise<BackendGround> {
  const visitor = await newVisitor(server.url);
  return { server, listener, victim: { visitor, id: await deploy(visitor, victimProgram()) } };
}

/** What the page hears of one experiment. */
type RunEnding = {
  readonly facts: readonly ClientFact[];
  /** The last fact that says so; a program may say so itself. */
  readonly outcome: ClientOutcome | undefined;
  readonly error: ConnectError | undefined;
};

/** Runs a hostile client program in the backend and holds what became of it against its outcomes. */
export async function attackBackend(
  ground: BackendGround,
  name: string,
  outcomes: readonly BackendOutcome[],
): Promise<void> {
  const { server } = ground;
  const beganUs = nowUs();
  const visitor = await newVisitor(server.url);
  const id = await deploy(visitor, accompliceProgram(name));
  const content = readFileSync(join(import.meta.dirname, "attacks/backend-client", `${name}.ts`), "utf8");
  const ending = await runExperiment(ground, visitor, { id, runId: "hostile", content });
  const { logBytesPerMinute } = server.limits;
  expect(Buffer.byteLength(consoleOf(ending))).toBeLessThan(logBytesPerMinute * 1.2);
  if (!outcomes.some((outcome) => isWhatHappened(outcome, ending, server.limits))) {
    expect.fail(`${inWords(ending)}\nand not ${inspect(outcomes)}`);
  }
  await expectNextRun(ground, visitor, id);
  checkRecord(await visitor.events(id, isNextAnswer), beganUs);
}

/** The same deployment takes the next experiment, which is like any other; calls of the hostile one may still end. */
async function expectNextRun(ground: BackendGround, visitor: Visitor, id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const next = await runExperiment(ground, visitor, { id, runId: "next", content: harmlessClient });
    if (next.outcome?.kind === "finished" && consoleOf(next) === "fine afterwards") return;
    if (attempt === 20) expect.fail(`the next run: ${inWords(next)}`);
    await delay(1_000);
  }
}

/** The victim's record has one call: the one that is made here. */
export async function expectUntouched({ victim: { visitor, id } }: BackendGround): Promise<void> {
  await visitor.client(id).harmless({ text: "the only one" });
  const events = await visitor.events(id, isHarmlessAnswer);
  const calls = new Set(
    events.flatMap(({ event }) => (event.case === "attempt" ? [event.value.sequence] : [])),
  );
  expect(calls.size).toBe(1);
}

type Experiment = { readonly id: string; readonly runId: string; readonly content: string };

/** Builds and runs it as the page does. */
async function runExperiment(
  ground: BackendGround,
  visitor: Visitor,
  { id, runId, content }: Experiment,
): Promise<RunEnding> {
  const modules = await buildClient(ground, visitor, content);
  const facts: ClientFact[] = [];
  let error: ConnectError | undefined;
  try {
    const request = {
      deploymentId: id,
      runId,
      modules,
      experiment: "attack",
      protocol: Protocol.GRPC,
      calls: 1,
    };
    for await (const batch of visitor.of(RunService).runExperiment(request))
      facts.push(...batch.facts.map((text) => JSON.parse(text) as ClientFact));
  } catch (reason) {
    error = ConnectError.from(reason);
  }
  const ended = facts.findLast((fact) => fact.kind === "ended");
  return { facts, error, outcome: ended?.kind === "ended" ? ended.outcome : undefined };
}

type BuiltModule = { readonly path: string; readonly code: string; readonly sourceMap: string };

async function buildClient(
  { server, listener, victim }: BackendGround,
  visitor: Visitor,
  content: string,
): Promise<BuiltModule[]> {
  const addresses = `export const listener = "${listener.url}";\nexport const site = "${server.url}";\n`;
  const files = [
    ...accompliceProgram("").filter(({ path }) => path.endsWith(".proto")),
    { path: "client.ts", content },
    { path: "victim.ts", content: `export const victim = "${victim.id}";\n` },
    { path: "addresses.ts", content: addresses },
  ];
  const built = (await visitor.ask("/playground.v1.EditorService/BuildClient", { files })) as {
    modules?: { path: string; code: string; sourceMap?: string }[];
    diagnostics?: unknown;
  };
  if (built.modules === undefined) throw new Error(`it does not build: ${JSON.stringify(built)}`);
  return built.modules.map((module) => ({ sourceMap: "", ...module }));
}

async function deploy(visitor: Visitor, files: readonly SourceText[]): Promise<string> {
  const answer = await visitor.deploy(files);
  if (answer.kind !== "deployed") throw new Error(`it is ${JSON.stringify(answer)}`);
  return answer.id;
}

function isWhatHappened(
  expected: BackendOutcome,
  { outcome, error, facts }: RunEnding,
  limits: Limits,
): boolean {
  switch (expected.kind) {
    case "finished":
      return outcome?.kind === "finished" && expected.says.test(consoleOf({ facts }));
    case "threw":
      return outcome?.kind === "threw" && expected.says.test(outcome.message);
    case "limit": {
      if (outcome?.kind !== "limit" || error !== undefined || !isLimitName(outcome.limit)) return false;
      return expected.limits.includes(outcome.limit) && outcome.value === limits[outcome.limit];
    }
    case "silent":
      return outcome === undefined && error === undefined;
    case "died":
      return error?.code === Code.Unavailable;
  }
}

/** Whatever the program said of itself, the server's half of the record is what the server saw. */
function checkRecord(events: readonly ServerEvent[], beganUs: number): void {
  const attempts = events.flatMap(({ event }) => (event.case === "attempt" ? [event.value] : []));
  for (const { runId } of attempts)
    expect([strangersName("hostile"), strangersName("next"), ""]).toContain(runId);
  for (const attempt of attempts) {
    const stamps = stampsOf(attempt);
    expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
    expect(stamps[0] ?? beganUs).toBeGreaterThanOrEqual(beganUs - clockSlackUs);
    expect(stamps.at(-1) ?? 0).toBeLessThanOrEqual(nowUs() + clockSlackUs);
  }
}

/** In the order in which they must be; of hops also those that the handler's side stamps and the host keeps within bounds. */
function stampsOf(attempt: ServerAttempt): number[] {
  const { intendedUs, sentUs, arrivedUs, startedUs, endedUs } = attempt;
  return [intendedUs, sentUs, arrivedUs, startedUs, endedUs].filter((stamp) => stamp !== undefined);
}

function isNextAnswer(one: ServerEvent): boolean {
  return (
    isHarmlessAnswer(one) && one.event.case === "attempt" && one.event.value.runId === strangersName("next")
  );
}

/** A program may say facts of its own making. */
function consoleOf({ facts }: Pick<RunEnding, "facts">): string {
  return facts.flatMap((fact) => (fact.kind === "log" ? [fact.entry?.text] : [])).join("\n");
}

/** For whoever reads a failed test. */
function inWords(ending: RunEnding): string {
  const { outcome, error } = ending;
  return `it ended as ${JSON.stringify(outcome)?.slice(0, 500)}, error ${error?.message}, saying ${consoleOf(ending).slice(0, 500)}`;
}

function nowUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
