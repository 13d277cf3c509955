import { setTimeout as delay } from "node:timers/promises";
import { dial, type Where } from "./where.ts";

/** Beyond every limit of the server under fire: whoever still waits then was forgotten, or the machine is busy. */
export const patienceMs = 30_000;
const laterQuestions = 3;
const betweenMs = 4_000;
/** A server that answers nobody for so long answers nobody ever. */
const silenceMs = 120_000;

/**
 * `late`: it came after `patienceMs`, but before the server had answered what was asked later. Then the machine was too
 * busy to tell, and nobody was forgotten.
 */
export type Waited = "in time" | "late" | "never";

/**
 * Waits for the server to do something. After `patienceMs` it is asked ordinary questions, one after the other: whoever
 * is still waiting when all of them are answered was passed over.
 */
export async function waitFor(work: Promise<unknown>, where: Where): Promise<Waited> {
  if (await within(patienceMs, work)) return "in time";
  let isDone = false;
  void work.then(() => {
    isDone = true;
  });
  for (let question = 0; question < laterQuestions && !isDone; question++) {
    if (!(await within(silenceMs, Promise.race([work, askLater(where)])))) return "never";
  }
  return isDone ? "late" : "never";
}

/** The time that the server's slowest timers want, and then its answer to a request on a connection of its own. */
async function askLater(where: Where): Promise<void> {
  await delay(betweenMs);
  await new Promise<void>((resolve) => {
    const { socket } = dial(where, "http/1.1");
    socket.on("data", () => socket.destroy());
    socket.once("close", () => resolve());
    socket.write("GET /healthz HTTP/1.1\r\nHost: fuzz\r\n\r\n");
  });
}

export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const late = delay(ms, false, { signal: over.signal }).catch(() => false);
  const inTime = await Promise.race([work.then(() => true), late]);
  over.abort();
  return inTime;
}
