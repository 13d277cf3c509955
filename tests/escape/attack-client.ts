import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { ClientFact, ClientRun } from "#client-runtime/messages.ts";
import { defaultLimits } from "#lib/limits.ts";
import { readClientFact } from "#lib/record/read-client-fact.ts";
import type { Listener } from "./listener.ts";
import type { ClientOutcome } from "./outcome.ts";
import type { RealServer } from "./real-server.ts";
import { harmlessProgram } from "./target.ts";
import { newVisitor } from "./visitor.ts";
import type { VisitorBrowser } from "./visitor-browser.ts";

/** For programs that are meant to meet the limit, and for the others. */
const shortRunMs = 3_000;
const patienceMs = 60_000;
const logBytes = 100_000;

const harmlessClient = `import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";
export async function attack() {
  console.log((await createClient(Target, transport).harmless({ text: "afterwards" })).text);
}
`;

export type ClientGround = {
  readonly server: RealServer;
  readonly browser: VisitorBrowser;
  readonly listener: Listener;
};

/** Builds the hostile client program, runs it in the sandboxed frame, and holds what became of it against its outcome. */
export async function attackClient(
  ground: ClientGround,
  name: string,
  outcome: ClientOutcome,
): Promise<void> {
  const content = readFileSync(join(import.meta.dirname, "attacks/client", `${name}.ts`), "utf8");
  const meetsTime = outcome.kind !== "finished" && !("limit" in outcome);
  const run = await buildRun(ground, name, content, meetsTime ? shortRunMs : patienceMs);
  const opened = await ground.browser.takePage();
  try {
    const facts = await opened.run(run, outcome.kind === "silent" ? shortRunMs * 2 : patienceMs);
    check(outcome, facts, run.maxRunMs);
    // The page never noticed.
    expect(await opened.page.evaluate(() => document.readyState)).not.toBe("loading");
    if (outcome.kind === "silent") return await opened.throwAway();
    // And its next run is like any other.
    const next = await opened.run(
      await buildRun(ground, `${name}-next`, harmlessClient, patienceMs),
      patienceMs,
    );
    expect(endingOf(next)).toMatchObject({ kind: "finished" });
    expect(consoleOf(next)).toContain("fine afterwards");
    opened.giveBack();
  } catch (error) {
    await opened.throwAway();
    throw error;
  }
}

async function buildRun(
  { server, listener }: ClientGround,
  runId: string,
  client: string,
  maxRunMs: number,
): Promise<ClientRun> {
  const visitor = await newVisitor(server.url);
  const program = harmlessProgram();
  const deployment = await visitor.deploy(program);
  if (deployment.kind !== "deployed") throw new Error(`the client's server is ${deployment.kind}`);
  const addresses = `export const listener = "${listener.url}";\nexport const site = "${server.url}";\n`;
  const files = [
    ...program.filter(({ path }) => path.endsWith(".proto")),
    { path: "client.ts", content: client },
    { path: "listener.ts", content: addresses },
  ];
  const built = (await visitor.ask("/playground.v1.EditorService/BuildClient", { files })) as {
    modules?: { path: string; code: string; sourceMap?: string }[];
    diagnostics?: unknown;
  };
  if (built.modules === undefined) throw new Error(`it does not build: ${JSON.stringify(built)}`);
  return {
    runId,
    baseUrls: [`${server.url}/d/${deployment.id}`],
    modules: built.modules.map(({ path, code, sourceMap = "" }) => ({ path, code, sourceMap })),
    experiment: "attack",
    settings: {
      workers: 10,
      queueLimit: null,
      network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
      protocol: "connect",
      codec: "binary",
      calls: 1,
    },
    maxRunMs,
    maxFacts: server.limits.maxFactsPerRun,
    logBytes,
  };
}

function check(outcome: ClientOutcome, facts: readonly ClientFact[], maxRunMs: number): void {
  const ending = endingOf(facts);
  const text = consoleOf(facts);
  // A little more than the limit: the runtime's own words, and what one line may be longer.
  expect(text.length).toBeLessThan(logBytes * 1.2);
  // The page gets what a record can hold, and nothing else.
  for (const fact of facts) expect(readClientFact(fact)).toEqual(fact);
  switch (outcome.kind) {
    case "finished":
      expect(ending).toMatchObject({ kind: "finished" });
      if (outcome.says !== undefined) expect(text).toMatch(outcome.says);
      return;
    case "limit":
      expect(ending).toMatchObject(
        outcome.limit === undefined
          ? { kind: "limit", limit: "runMs", value: maxRunMs }
          : { kind: "limit", limit: outcome.limit, value: defaultLimits[outcome.limit] },
      );
      return;
    case "finishedOrLimit":
      expect(["finished", "limit"]).toContain(ending?.kind);
      return;
    case "silent":
      return;
  }
}

function endingOf(facts: readonly ClientFact[]) {
  const ended = facts.find((fact) => fact?.kind === "ended");
  return ended?.kind === "ended" ? ended.outcome : undefined;
}

function consoleOf(facts: readonly ClientFact[]): string {
  return facts.flatMap((fact) => (fact?.kind === "log" ? [fact.entry.text] : [])).join("\n");
}
