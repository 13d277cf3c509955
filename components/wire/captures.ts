import type { ApiClients } from "#components/api/clients.ts";
import { capturePreference } from "./capture-preference.ts";
import { type KeptCaptures, keptCaptures } from "./kept-captures.ts";

/** What this page knows of the capture of a deployment. */
export type HeldCapture =
  | { readonly kind: "held"; readonly captureId: string }
  /** It was asked for, and could not begin. */
  | { readonly kind: "refused" }
  | { readonly kind: "none" };

export type Captures = {
  /** Begins a capture of the deployment, or prolongs it. Does nothing while the visitor does not want one. Never rejects. */
  begin(deploymentId: string): Promise<void>;
  of(deploymentId: string): HeldCapture;
  /** Ends all: what was captured is forgotten, here and on the server. Never rejects. */
  end(): Promise<void>;
};

type WireApi = Pick<ApiClients["wire"], "startCapture" | "stopCapture">;

const none: HeldCapture = { kind: "none" };
/** A capture is prolonged when this part of its life is over. */
const prolongedAfter = 0.6;
/** A run does not wait longer for it. */
const patienceMs = 3_000;

/** The captures that this page asked for. The latest one is prolonged for as long as the page lives and wants it. */
export function createCaptures(
  isWanted: () => boolean,
  api: () => Promise<WireApi>,
  kept: KeptCaptures,
  after: (ms: number, then: () => void) => void = (ms, then) => void setTimeout(then, ms),
): Captures {
  const held = new Map<string, HeldCapture>(
    Object.entries(kept.read()).map(([deploymentId, captureId]) => [
      deploymentId,
      { kind: "held", captureId },
    ]),
  );
  let latest = "";

  async function start(deploymentId: string): Promise<void> {
    const before = held.get(deploymentId) ?? none;
    const captureId = before.kind === "held" ? before.captureId : "";
    try {
      const { startCapture } = await api();
      const started = await startCapture({ deploymentId, captureId }, { timeoutMs: patienceMs });
      held.delete(deploymentId);
      held.set(deploymentId, { kind: "held", captureId: started.captureId });
      kept.write(idsOf(held));
      after(started.lastsMs * prolongedAfter, () => {
        const now = held.get(deploymentId);
        const isLatest = latest === deploymentId && now?.kind === "held";
        if (isLatest && now.captureId === started.captureId && isWanted()) void start(deploymentId);
      });
    } catch {
      // What is held already may still be read.
      if (before.kind !== "held") held.set(deploymentId, { kind: "refused" });
    }
  }

  return {
    async begin(deploymentId) {
      if (!isWanted()) return;
      latest = deploymentId;
      await start(deploymentId);
    },
    of: (deploymentId) => held.get(deploymentId) ?? none,
    async end() {
      const ids = Object.values(idsOf(held));
      latest = "";
      held.clear();
      kept.write({});
      if (ids.length === 0) return;
      const stopping = ids.map(async (captureId) => (await api()).stopCapture({ captureId }));
      // Those that are over already, or that nobody answers for, end by themselves.
      await Promise.allSettled(stopping);
    },
  };
}

/** A server holds few captures of one visitor: the newest. */
const mostKept = 8;

function idsOf(held: ReadonlyMap<string, HeldCapture>): Readonly<Record<string, string>> {
  const ids = [...held].flatMap(([deploymentId, capture]) =>
    capture.kind === "held" ? [[deploymentId, capture.captureId] as const] : [],
  );
  return Object.fromEntries(ids.slice(-mostKept));
}

/** Of this page, for as long as its tab is open. */
export const captures = createCaptures(
  capturePreference.read,
  async () => {
    const { apiClients } = await import("#components/api/clients.ts");
    return apiClients().wire;
  },
  keptCaptures,
);
