/**
 * Which tab writes which draft: at most one tab holds a name, from when it claimed it until it lets go, closes or
 * crashes. Kept by Web Locks; a page without them (plain HTTP) asks the other tabs by `BroadcastChannel`.
 */
export type DraftHolder = {
  /** Lets go of the name before. True when no other tab holds it; waits up to `waitMs` for one that is just going. */
  claim(id: string, waitMs: number): Promise<boolean>;
  release(): void;
  /** The names that other tabs hold now. */
  heldByOthers(): Promise<ReadonlySet<string>>;
  close(): void;
};

/** `prefix` keeps the names of one shelf apart from those of another. */
export function createDraftHolder(prefix: string): DraftHolder {
  return navigator.locks === undefined
    ? createRollCallHolder(prefix)
    : createLockHolder(navigator.locks, prefix);
}

function createLockHolder(locks: LockManager, prefix: string): DraftHolder {
  let held: { readonly id: string; readonly letGo: () => void } | null = null;
  let turn = 0;
  const release = () => {
    turn += 1;
    held?.letGo();
    held = null;
  };
  return {
    async claim(id, waitMs) {
      if (held?.id === id) return true;
      release();
      const own = turn;
      const options = waitMs === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(waitMs) };
      return new Promise((resolve) => {
        const onLock = (lock: Lock | null) => {
          const isOurs = lock !== null && own === turn;
          resolve(isOurs);
          if (!isOurs) return;
          // The lock is ours until this promise ends.
          return new Promise<void>((letGo) => {
            held = { id, letGo };
          });
        };
        locks.request(prefix + id, options, onLock).catch(() => resolve(false));
      });
    },
    release,
    async heldByOthers() {
      const { held: all = [] } = await locks.query();
      const names = all.map(({ name = "" }) => name).filter((name) => name.startsWith(prefix));
      return new Set(names.map((name) => name.slice(prefix.length)).filter((id) => id !== held?.id));
    },
    close: release,
  };
}

type RollCall = { readonly kind: "who" } | { readonly kind: "held"; readonly id: string };

const answerMs = 150;

function createRollCallHolder(prefix: string): DraftHolder {
  const channel = new BroadcastChannel(prefix);
  let heldId: string | null = null;
  const answers = new Set<(id: string) => void>();
  channel.onmessage = ({ data }: MessageEvent<RollCall>) => {
    if (data.kind === "held") for (const hear of answers) hear(data.id);
    else if (heldId !== null) channel.postMessage({ kind: "held", id: heldId } satisfies RollCall);
  };
  const heldByOthers = async () => {
    const ids = new Set<string>();
    const hear = (id: string) => ids.add(id);
    answers.add(hear);
    channel.postMessage({ kind: "who" } satisfies RollCall);
    await new Promise((resolve) => setTimeout(resolve, answerMs));
    answers.delete(hear);
    return ids;
  };
  const release = () => {
    heldId = null;
  };
  return {
    async claim(id) {
      if (heldId === id) return true;
      release();
      if ((await heldByOthers()).has(id)) return false;
      heldId = id;
      return true;
    },
    release,
    heldByOthers,
    close() {
      release();
      channel.close();
    },
  };
}
