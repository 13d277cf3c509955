import type { Sandbox } from "./sandbox/sandbox.ts";

/**
 * A sandbox whose first runner comes up beside the pages, so that the port answers from the start. Where none starts,
 * every `open` rejects with the reason and tries anew.
 */
export function createLateSandbox(create: () => Promise<Sandbox>): Sandbox {
  let attempt: Promise<Sandbox> | null = null;
  let standing: Sandbox | null = null;

  async function start(): Promise<Sandbox> {
    try {
      standing = await create();
      return standing;
    } catch (error) {
      attempt = null;
      throw error;
    }
  }

  return {
    async open(program, observer, signal) {
      attempt ??= start();
      return (await attempt).open(program, observer, signal);
    },
    status: () => standing?.status() ?? { live: 0, warm: 0, walls: {} },
    async close() {
      await attempt?.catch(() => {});
      await standing?.close();
    },
  };
}
