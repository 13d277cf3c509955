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
}): ReadinessBoard {
  const missing = new Set<string>();
  return {
    add: (part) => void missing.add(part),
    remove: (part) => void missing.delete(part),
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
