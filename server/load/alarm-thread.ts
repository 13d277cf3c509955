import { parentPort, workerData } from "node:worker_threads";

/**
 * Sleeps until the moment that agenda.ts set, to some ten microseconds, and then wakes the thread that set it. The last
 * stretch is watched and not slept through, since the kernel adds about 50 µs to every sleep (timer slack, prctl(2)).
 */
const watchedMs = 0.1;
const shared = workerData as SharedArrayBuffer;
const changes = new Int32Array(shared, 0, 1);
const dueUs = new Float64Array(shared, 8, 1);
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
/** The moment that was rung for, by the count of changes. */
let rung = 0;

for (;;) {
  const change = Atomics.load(changes, 0);
  const due = dueUs[0] ?? 0;
  if (change === rung) {
    Atomics.wait(changes, 0, change);
    continue;
  }
  const leftMs = due / 1_000 - watchedMs - nowMs();
  // Anything but a time-out: another moment was set.
  if (leftMs > 0 && Atomics.wait(changes, 0, change, leftMs) !== "timed-out") continue;
  while (nowMs() < due / 1_000 && Atomics.load(changes, 0) === change);
  if (Atomics.load(changes, 0) !== change) continue;
  rung = change;
  parentPort?.postMessage(null);
}
