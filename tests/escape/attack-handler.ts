import { setTimeout as delay } from "node:timers/promises";
import { ConnectError } from "@connectrpc/connect";
import { expect } from "vitest";
import type { ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import { type Ending, inWords, isDeath, isHarmlessAnswer, isWhatHappened } from "./judge-handler.ts";
import type { HandlerAttack } from "./outcome.ts";
import type { RealServer } from "./real-server.ts";
import { programAround } from "./target.ts";
import { ForgedHeader, newVisitor, type TargetClient } from "./visitor.ts";

/** Deploys the hostile program as a new visitor, calls it, and holds what became of it against its outcomes. */
export async function attackHandler(
  { url, limits }: RealServer,
  group: string,
  name: string,
  attack: HandlerAttack,
): Promise<void> {
  const visitor = await newVisitor(url);
  const answer = await visitor.deploy(programAround(group, name));
  expect(answer).toMatchObject({ kind: "deployed" });
  if (answer.kind !== "deployed") return;
  const ending = await callHostile(visitor.client(answer.id, attack.protocol), attack);
  // Otherwise the harmless call would come before the end that is meant.
  if (attack.outcomes.every(({ kind }) => kind.startsWith("stopped")))
    await visitor.events(answer.id, isDeath);
  await untilHarmless(visitor.client(answer.id), limits.idleMs);
  // The harmless call comes last in the record, so that all that was recorded before it is there.
  const events = await visitor.events(answer.id, isHarmlessAnswer);
  const incident = { ending, events, limits };
  if (!attack.outcomes.some((outcome) => isWhatHappened(outcome, incident))) {
    expect.fail(`${inWords(incident)}\nand not ${JSON.stringify(attack.outcomes)}`);
  }
  checkConsole(attack, events, limits.logLineBytes);
}

async function callHostile(client: TargetClient, attack: HandlerAttack): Promise<Ending> {
  const options = attack.timeoutMs === undefined ? {} : { timeoutMs: attack.timeoutMs };
  try {
    if (attack.method !== "stream")
      return { kind: "answered", text: (await client.attack({ text: "" }, options)).text };
    let text = "";
    for await (const note of client.stream({ text: "" }, options)) text = note.text;
    return { kind: "answered", text };
  } catch (reason) {
    const error = ConnectError.from(reason);
    if (error.cause instanceof ForgedHeader) throw error.cause;
    return { kind: "failed", error };
  }
}

/** The same deployment answers again: at once, with a new runner, or when an idle one that broke itself was evicted. */
async function untilHarmless(client: TargetClient, idleMs: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const reply = await client.harmless({ text: "again" }, { timeoutMs: 6_000 });
      expect(reply.text).toBe("fine again");
      return;
    } catch (error) {
      if (attempt === 6) throw error;
      await delay(idleMs + 2_000);
    }
  }
}

function checkConsole({ console }: HandlerAttack, events: readonly ServerEvent[], longest: number): void {
  const lines = events.flatMap(({ event }) => (event.case === "log" ? [event.value] : []));
  for (const { text } of lines) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longest);
  if (console?.line !== undefined) expect(lines.map(({ text }) => text).join("\n")).toMatch(console.line);
  if (console?.dropped === true) expect(lines.some(({ dropped }) => dropped > 0)).toBe(true);
}
