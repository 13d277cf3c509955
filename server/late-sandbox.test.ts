import { expect, test } from "vitest";
import { createLateSandbox } from "./late-sandbox.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";

const full = { kind: "full", limit: "maxRunners", value: 1, retryAfterMs: 5_000 } as const;

const program = { modules: [], entry: "server" };
const observer = { log: () => {}, stopped: () => {} };
const open = (sandbox: Sandbox) => sandbox.open(program, observer, new AbortController().signal);

function createCounted(failures: number) {
  let created = 0;
  let closed = 0;
  const create = async (): Promise<Sandbox> => {
    created += 1;
    if (created <= failures) throw new Error(`no runner, attempt ${created}`);
    return {
      open: async () => ({ ok: false, problem: full }),
      status: () => ({ live: 1, warm: 2, walls: { isolate: true } }),
      close: async () => {
        closed += 1;
      },
    };
  };
  return { sandbox: createLateSandbox(create), counts: () => ({ created, closed }) };
}

test("two programs that open at once share one sandbox", async () => {
  const { sandbox, counts } = createCounted(0);
  expect(sandbox.status()).toEqual({ live: 0, warm: 0, walls: {} });
  await Promise.all([open(sandbox), open(sandbox)]);
  expect(counts().created).toBe(1);
  expect(sandbox.status().warm).toBe(2);
  await sandbox.close();
  expect(counts().closed).toBe(1);
});

test("a machine on which nothing starts is tried again by the next program", async () => {
  const { sandbox } = createCounted(2);
  await expect(open(sandbox)).rejects.toThrow("attempt 1");
  await expect(open(sandbox)).rejects.toThrow("attempt 2");
  expect(await open(sandbox)).toEqual({ ok: false, problem: full });
});

test("closing what never opened is nothing", async () => {
  const { sandbox, counts } = createCounted(0);
  await sandbox.close();
  expect(counts()).toEqual({ created: 0, closed: 0 });
});
