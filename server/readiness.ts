import type { HealthState } from "./gateway/standard/health-state.ts";
import type { SandboxStatus } from "./sandbox/sandbox.ts";

/** What `/readyz` says. */
export type Readiness = {
  readonly ready: boolean;
  /** `pages`, `compiler`, `sandbox`, `store`, `draining`. */
  readonly missing: readonly string[];
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
  /** Rejects when the store does not answer. */
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
      const storeAnswers = await parts.checkStore().then(
        () => true,
        () => false,
      );
      const all = storeAnswers ? [...missing] : [...missing, "store"];
      const { live, warm, walls } = parts.sandboxStatus();
      return { ready: all.length === 0, missing: all, walls, runners: { live, warm } };
    },
  };
}
