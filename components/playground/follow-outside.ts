import { apiClients } from "#components/api/clients.ts";
import type { ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import { toOutsideRecords } from "#lib/record/outside-sessions.ts";
import { createRecordedOutside } from "#lib/record/recorded-outside.ts";
import type { RunRecord, RunSettings } from "#lib/record/run-record.ts";
import { followDeployment } from "./follow-deployment.ts";
import { createPublisher } from "./record-publisher.ts";

export type OutsideSource = {
  readonly deploymentId: string;
  readonly settings: RunSettings;
  /** Records of the visitor's own runs at this deployment. */
  readonly runs: readonly RunRecord[];
  /** The records of callers from outside that have changed, oldest first. */
  readonly onRecords: (records: readonly RunRecord[]) => void;
};

/** While a call is under way its bar grows this often, ms. */
const growEveryMs = 250;
/** The server holds as many. */
const maxEvents = 20_000;

/** Makes records of what callers from outside do at a deployment, until it is closed. */
export function followOutside({ deploymentId, settings, runs, onRecords }: OutsideSource): { close(): void } {
  const stop = new AbortController();
  const isRecorded = createRecordedOutside(runs);
  let events: ServerEvent[] = [];
  let clock = { serverUs: 0, pageMs: 0 };
  let published = new Map<string, string>();
  let growing: ReturnType<typeof setTimeout> | undefined;

  const publish = () => {
    clearTimeout(growing);
    const nowUs = clock.serverUs + (performance.now() - clock.pageMs) * 1_000;
    const records = toOutsideRecords(events, {
      deploymentId,
      settings,
      nowUs,
      nowUnixMs: Date.now(),
      isRecorded,
    });
    const versions = new Map(records.map((record) => [record.header.id, versionOf(record)]));
    const changed = records.filter(({ header: { id } }) => published.get(id) !== versions.get(id));
    published = versions;
    if (changed.length > 0) onRecords(changed);
    const isOpen = records.some(({ header }) => header.outcome.kind === "running");
    if (isOpen) growing = setTimeout(publisher.schedule, growEveryMs);
  };
  const publisher = createPublisher(publish);

  void followDeployment(
    {
      api: apiClients(),
      deploymentId,
      onBegin: () => {
        events = [];
      },
      onBatch: (batch) => {
        clock = { serverUs: batch.nowUs, pageMs: performance.now() };
        events = [...events, ...batch.events].slice(-maxEvents);
        publisher.schedule();
      },
      pause,
      random: Math.random,
    },
    stop.signal,
  );
  return {
    close() {
      stop.abort();
      clearTimeout(growing);
      publisher.close();
    },
  };
}

/** Two records of one session with the same version look the same. */
function versionOf({ attempts, header, logs, messages, runnerEvents }: RunRecord): string {
  const counts = [attempts.length, header.durationUs, logs.length, messages.length, runnerEvents.length];
  return `${header.outcome.kind} ${counts.join(" ")}`;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
