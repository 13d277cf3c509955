import { setTimeout as delay } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";

/** Calls the neighbour, one call after another, in a thread that the attacks' own clients do not keep waiting. */
type Task = { readonly url: string; readonly pauseMs: number };

const { url, pauseMs } = workerData as Task;
let sent = 0;
let isOver = false;

parentPort?.on("message", () => {
  isOver = true;
});

async function call(text: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  return response.text();
}

while (!isOver) {
  sent += 1;
  const text = String(sent);
  const began = performance.now();
  const answer = await call(text).catch(String);
  const isRight = answer === JSON.stringify({ text: `fine ${text}` });
  parentPort?.postMessage({ latencyMs: performance.now() - began, error: isRight ? "" : answer });
  await delay(pauseMs);
}
parentPort?.close();
