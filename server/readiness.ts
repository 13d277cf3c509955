import type { StoreTrouble } from "#lib/failure-reasons.ts";
import type { HealthState } from "./gateway/standard/health-state.ts";
import type { SandboxStatus } from "./sandbox/sandbox.ts";
import { StoreError } from "./store/store-error.ts";

/** What `/readyz` says. */
export type Readiness = {
  readonly ready: boolean;
  /** `pages`, `compiler`, `sandbox`, `draining`. */
  readonly missing: readonly string[];
  /** Its trouble does not take readiness away: code runs without a store, and every instance has the same one. */
  readonly store: "ok" | StoreTrouble;
  readonly walls: Readonly<Record<string, boolean>>;
  readonly runners: { readonly live: number; readonly warm: number };
};

/** Collects what is missing; each part adds itself until it stands. */
export type ReadinessBoard = {
  add(part: string): void;
  remove(part: string): void;
  read(): Promise<Readiness>;
};

export function createReadinessBoard(parts: {
  sandboxStatus(): SandboxStatus;
  /** Rejects when the store is in trouble. */
  checkStore(): Promise<void>;
  /** Serves while nothing is missing; the store is asked only by `read`. */
  readonly health: HealthState;
}): ReadinessBoard {
  const missing = new Set<string>();
  const { health } = parts;
  return {
    add(part) {
      missing.add(part);
      health.set(false);
    },
    remove(part) {
      missing.delete(part);
      health.set(missing.size === 0);
    },
    async read() {
      const store = await askStore(parts.checkStore());
      const { live, warm, walls } = parts.sandboxStatus();
      return { ready: missing.size === 0, missing: [...missing], store, walls, runners: { live, warm } };
    },
  };
}

/** Probes wait for a second or so. */
const patienceMs = 1_000;

async function askStore(check: Promise<void>): Promise<Readiness["store"]> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<"unreachable">((resolve) => {
    timer = setTimeout(resolve, patienceMs, "unreachable");
  });
  const answer = check.then(
    () => "ok" as const,
    (error) => (error instanceof StoreError ? error.trouble : "unreachable"),
  );
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
