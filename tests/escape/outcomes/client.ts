import type { ClientAttacks, ClientOutcome } from "../outcome.ts";

const limit: ClientOutcome = { kind: "limit" };
const nothingArrived: ClientOutcome = { kind: "finished", says: /^arrived: (?:0|)$/m };

/** Client programs that want out of their worker, or do not want to end. */
export const client: ClientAttacks = {
  "endless-loop": limit,
  "endless-promises": limit,
  "never-settled": limit,
  "timer-flood": limit,
  "log-flood": { kind: "finishedOrLimit" },
  "giant-log-value": { kind: "finishedOrLimit" },
  "call-flood": { kind: "finished", says: /^settled 1000$/m },
  "forged-facts": { kind: "finished" },
  "facts-of-no-shape": { kind: "finished", says: /^and it goes on$/m },
  "fact-flood": { kind: "limit", limit: "maxFactsPerRun" },
  "port-closed": limit,
  "workers-of-its-own": limit,
  "broken-globals": { kind: "finishedOrLimit" },
  suicide: limit,
  memory: { kind: "silent" },
  parents: { kind: "finished", says: /^found: $/m },
  storage: { kind: "finished", says: /^found: $/m },
  "network-fetch": nothingArrived,
  "network-own-server": nothingArrived,
  "network-xhr": nothingArrived,
  "network-websocket": nothingArrived,
  "network-webrtc": nothingArrived,
  "network-beacon": nothingArrived,
  "network-import": nothingArrived,
  "network-import-scripts": nothingArrived,
  "network-image": { kind: "finished" },
  "network-css": { kind: "finished" },
  "network-event-source": nothingArrived,
  "network-webtransport": nothingArrived,
  "network-nested-worker": nothingArrived,
  "network-service-worker": nothingArrived,
  "network-navigation": nothingArrived,
};
