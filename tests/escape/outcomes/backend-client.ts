import { type BackendAttacks, died, finished, silent, stoppedAt, threw } from "../backend-outcome.ts";

const nothingFound = finished(/^found: $/m);

/** Client programs that run in the backend, in a runner of their own. */
export const backendClient: BackendAttacks = {
  "endless-loop": [stoppedAt("turnMs")],
  "endless-promises": [stoppedAt("turnMs", "memoryMb")],
  // Where the machine is so busy that it gives a thief no more than its share, the run's end comes first.
  "processor-thief": [stoppedAt("cpuBurstMs", "runMs")],
  "loop-while-loading": [stoppedAt("turnMs")],
  "loop-in-thrown-value": [stoppedAt("turnMs")],
  "thenable-result": [stoppedAt("turnMs", "memoryMb")],
  "never-settled": [stoppedAt("runMs")],
  "swallowing-stop": [stoppedAt("runMs")],
  "left-running": [finished(/^gone$/m)],
  memory: [stoppedAt("memoryMb", "processMemoryMb", "turnMs")],
  "memory-outside": [threw(/^RangeError/), stoppedAt("memoryMb", "processMemoryMb", "turnMs", "cpuBurstMs")],
  "timer-flood": [threw(/more than \d+ timers at once/)],
  "log-flood": [finished(/^line 0 0 /), stoppedAt("cpuBurstMs", "turnMs", "runMs", "memoryMb")],
  "giant-log-value": [finished(), stoppedAt("turnMs", "memoryMb")],
  "throwing-anything": [threw(/./), stoppedAt("turnMs", "memoryMb")],
  "call-flood": [finished(/^settled 5000, others: $/m), stoppedAt("turnMs", "runMs", "cpuBurstMs")],
  "call-storm": [stoppedAt("runMs", "cpuBurstMs", "maxResponseBytes")],
  "calls-never-answered": [threw(/deadline|exhausted/i), stoppedAt("runMs")],
  "calls-abandoned": [
    finished(/^fine after all that$/m),
    // Handlers that never stop keep their places, whoever gave them up.
    threw(/maxConcurrentCalls/),
    stoppedAt("runMs", "cpuBurstMs"),
  ],
  recursion: [threw(/maxCallDepth/)],
  "recursion-in-width": [finished(/^\d+$/m), threw(/deadline|exhausted/i), stoppedAt("runMs", "cpuBurstMs")],
  "giant-request": [finished(/^giant: 8$/m)],
  "endless-upload": [threw(/exhausted|deadline/i), stoppedAt("runMs", "cpuBurstMs", "maxResponseBytes")],
  "upload-nobody-reads": [finished(/^written \d{1,4}$/m), stoppedAt("runMs", "memoryMb", "cpuBurstMs")],
  "streams-never-read": [stoppedAt("runMs", "memoryMb")],
  "hostile-request-iterables": [finished(/^settled 10$/m)],
  "other-deployment-by-path": [nothingFound],
  "other-deployment-by-header": [nothingFound],
  // A request whose head is no head ends the runner that sent it.
  "path-with-line-breaks": [nothingFound, died],
  "headers-that-lie": [nothingFound, threw(/./)],
  network: [nothingFound],
  "constructor-chains": [nothingFound],
  "bridge-getters": [finished(/^settled 72$/m), stoppedAt("turnMs", "runMs")],
  "polluted-built-ins": [finished(), threw(/./), stoppedAt("runMs", "turnMs", "memoryMb"), died],
  "forged-facts": [silent, stoppedAt("runMs")],
  "forged-stamps": [finished(), threw(/./), stoppedAt("runMs", "turnMs", "cpuBurstMs"), died],
  "last-fact-forged": [stoppedAt("runMs")],
  "giant-facts-line": [stoppedAt("maxMessageBytes", "maxResponseBytes", "memoryMb")],
  "deep-facts-line": [died, stoppedAt("maxMessageBytes", "maxResponseBytes", "runMs", "memoryMb")],
};
