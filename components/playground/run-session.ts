import type { ApiClients } from "#components/api/clients.ts";
import type { ClientModule } from "#lib/gen/playground/v1/editor_pb.ts";
import { type Diagnostic, Severity } from "#lib/gen/playground/v1/source_pb.ts";
import type { SentReason } from "#lib/i18n/format-reason.ts";
import { missing } from "#lib/record/attempt-table.ts";
import { foldRun } from "#lib/record/fold-run.ts";
import type { ClientFact, RunFact } from "#lib/record/run-facts.ts";
import type { RunRecord, RunSettings } from "#lib/record/run-record.ts";
import { createRunState } from "#lib/record/run-state.ts";
import { toRecord } from "#lib/record/to-record.ts";
import type { ClientFrame, FrameReady } from "./client-frame.ts";
import { type Failure, failureOfRecord } from "./failure.ts";
import { failureOfError } from "./failure-of-error.ts";
import { followPlace } from "./follow-place.ts";
import { createPublisher } from "./record-publisher.ts";
import { runInBackend } from "./run-in-backend.ts";
import { runInFrame } from "./run-in-frame.ts";
import { clientFiles, type SourceText, serverFiles } from "./source-files.ts";
import { toSettings } from "./to-settings.ts";
import { type ServerWatch, watchServer } from "./watch-server.ts";

/** `settings.where` says where it runs. */
export type RunPlan = {
  readonly runId: string;
  readonly files: readonly SourceText[];
  readonly experiment: string;
  readonly title: string;
  readonly settings: RunSettings;
  readonly maxRunMs: number;
  readonly maxFacts: number;
  readonly logBytes: number;
};

export type RunParts = {
  readonly api: Pick<ApiClients, "deployments" | "editor" | "runs" | "line">;
  /** Names the owner of the deployment: same content under another scope has a runner of its own. */
  readonly scope: string;
  /** Null where there is no browser: then only runs in the backend can be made. */
  readonly frame: ClientFrame | null;
  /** The visitor pressed Stop, or another run began. */
  readonly signal: AbortSignal;
  /** The record so far, at most once a frame. */
  readonly onRecord: (record: RunRecord) => void;
  /** The place in the server's line while the run waits for its turn; 0 when it does not. */
  readonly onPlace: (place: number) => void;
  /** What has to be ready before the first call leaves. Never rejects. Absent: nothing. */
  readonly beforeCalls?: (deploymentId: string) => Promise<void>;
};

export type RunEnd = {
  readonly record: RunRecord | null;
  readonly failure: Failure | null;
  /** Why the server could not keep what it ran. Absent: it did. */
  readonly notKept?: SentReason | undefined;
};

/** The backend's clock counts nanoseconds; the record counts µs. */
const backendReady: FrameReady = { stepUs: 1, isolated: true, hosts: [] };
const frameTimeoutMs = 10_000;
/** How long the server's half of a call may trail behind the client's before the record is closed without it. */
const settleMs = 600;
/** After Stop the visitor waits for nothing more. */
const stoppedSettleMs = 150;

const isError = (diagnostic: Diagnostic) => diagnostic.severity === Severity.ERROR;

/** One run from sources to a finished record. Never throws: whatever goes wrong is the `failure`. */
export async function runSession(plan: RunPlan, parts: RunParts): Promise<RunEnd> {
  try {
    const prepared = await prepare(plan, parts);
    if ("failure" in prepared) return { record: null, failure: prepared.failure };
    const ready =
      plan.settings.where === "backend"
        ? backendReady
        : await parts.frame?.ready(frameTimeoutMs).catch(() => null);
    const { notKept } = prepared;
    if (ready === undefined || ready === null) return { record: null, failure: { kind: "frame" }, notKept };
    parts.signal.throwIfAborted();
    const record = await measure(plan, parts, prepared, ready);
    return { record, failure: failureOfRecord(record), notKept };
  } catch (error) {
    if (parts.signal.aborted) return { record: null, failure: null };
    return { record: null, failure: failureOfError(error) };
  }
}

type Prepared = {
  readonly deploymentId: string;
  readonly modules: readonly ClientModule[];
  readonly notKept: SentReason | undefined;
};

async function prepare(plan: RunPlan, parts: RunParts): Promise<Prepared | { failure: Failure }> {
  const [created, built] = await build(plan, parts);
  const thrown = created.diagnostics.find(
    (diagnostic) => diagnostic.source === "handler" && isError(diagnostic),
  );
  if (thrown !== undefined) {
    const place = `${thrown.path}:${thrown.startLine}:${thrown.startColumn}`;
    const stack = thrown.stack.length > 0 ? thrown.stack : thrown.path === "" ? [] : [place];
    const reason = thrown.reason === "" ? null : { name: thrown.reason, values: thrown.values };
    return {
      failure: { kind: "load", message: thrown.message, stack: reason === null ? stack : [], reason },
    };
  }
  const errors = [...created.diagnostics, ...built.diagnostics].filter(isError);
  if (errors.length > 0) return { failure: { kind: "compile", diagnostics: withoutRepeats(errors) } };
  const warning = created.diagnostics.find(({ reason }) => reason === "NOT_KEPT");
  const notKept = warning === undefined ? undefined : { name: warning.reason, values: warning.values };
  return { deploymentId: created.id, modules: built.modules, notKept };
}

/** Both halves at once, while the page is told where they stand in line. */
async function build(plan: RunPlan, { api, scope, signal, onPlace }: RunParts) {
  const answered = new AbortController();
  const options = { signal, headers: { "x-ticket": plan.runId } };
  void followPlace({ api, ticket: plan.runId, onPlace, pause }, AbortSignal.any([signal, answered.signal]));
  try {
    return await Promise.all([
      api.deployments.createDeployment(
        { files: serverFiles(plan.files), settings: toSettings(plan.settings), scope },
        options,
      ),
      api.editor.buildClient({ files: clientFiles(plan.files) }, options),
    ]);
  } finally {
    answered.abort();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** A proto error is found by the deployment and by the client build alike. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const places = diagnostics.map((d) => `${d.path}:${d.startLine}:${d.startColumn}:${d.message}`);
  return diagnostics.filter((_, index) => places.indexOf(places[index] ?? "") === index);
}

async function measure(
  plan: RunPlan,
  parts: RunParts,
  prepared: Prepared,
  ready: FrameReady,
): Promise<RunRecord> {
  let state = createRunState({
    id: plan.runId,
    deploymentId: prepared.deploymentId,
    experiment: plan.experiment,
    title: plan.title,
    settings: plan.settings,
    hosts: ready.hosts.length + 1,
    stepUs: ready.stepUs,
  });
  const publisher = createPublisher(() => parts.onRecord(toRecord(state)));
  const add = (fact: RunFact) => {
    state = foldRun(state, fact);
    publisher.schedule();
  };
  const watch = watchServer(plan.runId, prepared.deploymentId, parts.api, add);
  try {
    await Promise.all([watch.watching, parts.beforeCalls?.(prepared.deploymentId)]);
    parts.signal.throwIfAborted();
    const beganAt = performance.now();
    const how = await execute(plan, parts, prepared, ready, watch, (fact) => add({ kind: "client", fact }));
    const atUs = Math.round((performance.now() - beganAt) * 1000);
    if (how !== "ended") add({ kind: how === "stopped" ? "stopped" : "lostConnection", atUs });
    await settle(() => toRecord(state), watch.ended, how === "ended" ? settleMs : stoppedSettleMs);
    return toRecord(state);
  } finally {
    watch.close();
    publisher.close();
  }
}

/** Runs the experiment until it ends by itself, is stopped, or the server is lost. */
function execute(
  plan: RunPlan,
  { api, frame, signal }: RunParts,
  prepared: Prepared,
  ready: FrameReady,
  watch: ServerWatch,
  onFact: (fact: ClientFact) => void,
): Promise<"ended" | "stopped" | "lost"> {
  if (plan.settings.where === "backend" || frame === null)
    return runInBackend(plan, prepared, { api, signal, onFact });
  const program = { ...prepared, hosts: ready.hosts };
  return runInFrame(plan, program, { frame, signal, watch, onFact });
}

/** Waits until the server has told its half of every attempt, at most `atMostMs`. */
async function settle(record: () => RunRecord, ended: Promise<unknown>, atMostMs: number): Promise<void> {
  const until = performance.now() + atMostMs;
  while (performance.now() < until && !isSettled(record())) {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20))]);
  }
}

function isSettled({ attempts }: RunRecord): boolean {
  for (let row = 0; row < attempts.length; row += 1) {
    if (attempts.sent[row] !== missing && attempts.replied[row] === missing) return false;
    if (attempts.started[row] !== missing && attempts.ended[row] === missing) return false;
  }
  return true;
}
