import type { StoreTrouble } from "#lib/failure-reasons.ts";

/**
 * The database cannot do what was asked, for a reason that has a name; its own words are in the cause. `full`: no room on
 * the disk, or within the retention's size. `readOnly`: reads work, writes do not. `locked`: somebody else holds it for
 * too long. `unreachable`: nothing answers. `damaged`: what is there is no database of ours.
 */
export class StoreError extends Error {
  readonly trouble: StoreTrouble;

  constructor(trouble: StoreTrouble, cause?: unknown) {
    super(`the store is ${trouble === "readOnly" ? "read-only" : trouble}`, { cause });
    this.name = "StoreError";
    this.trouble = trouble;
  }
}
