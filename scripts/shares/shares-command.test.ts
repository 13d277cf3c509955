import { afterEach, expect, test } from "vitest";
import { encodeSnippet } from "#lib/share/snippet-message.ts";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import type { Store } from "#server/store/store.ts";
import { sharesCommand, sharesHelp } from "./shares-command.ts";

const stores: Store[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

const id = "a".repeat(26);

/** A store with one short link, and what the operator types and reads. */
async function terminal() {
  const store = await openSqliteStore(":memory:");
  stores.push(store);
  const content = encodeSnippet({
    files: [{ path: "server.ts", content: "// 你好\n\u001b[31mred\u202e" }],
    settings: {
      workers: null,
      queueLimit: null,
      network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
      protocol: "connect",
      codec: "binary",
      calls: 4,
    },
    experiment: "blocking",
    starter: "",
  });
  await store.saveShare({ id, content, createdAtMs: 1_795_000_000_000, version: "connect 2.2.0" });
  const type = async (...args: string[]) => {
    let said = "";
    const code = await sharesCommand(args, store, (text) => {
      said += text;
    });
    return { code, said };
  };
  return { store, type };
}

test("a short link is removed with the operator's words, once", async () => {
  const { store, type } = await terminal();
  expect(await type("remove", id, "--reason", " a password in it ")).toEqual({
    code: 0,
    said: `${id} is removed.\n`,
  });
  expect(await store.loadShare(id)).toMatchObject({ kind: "removed", reason: "a password in it" });
  expect((await type("show", id)).said).toMatch(/^Removed .*: a password in it\n$/);
  expect((await type("remove", "b".repeat(26), "--reason", "x")).code).toBe(1);
});

test("nothing is removed without a reason, nor by a command that was not understood", async () => {
  const { store, type } = await terminal();
  const mistakes = [
    [],
    ["remove", id],
    ["remove", id, "--reason", " "],
    ["remove", "--reason", "x"],
    ["delete", id],
  ];
  for (const args of [...mistakes, ["remove", id, "more", "--reason", "x"], ["remove", id, "--force"]])
    expect(await type(...args), args.join(" ")).toEqual({ code: 2, said: sharesHelp });
  expect((await type("remove", id, "--reason", "x".repeat(501))).code).toBe(2);
  expect(await store.loadShare(id)).toMatchObject({ kind: "kept" });
});

test("what it keeps is shown without steering the terminal", async () => {
  const { type } = await terminal();
  const { said } = await type("show", id);
  expect(said).toContain("made with connect 2.2.0");
  expect(said).toContain("── server.ts\n// 你好\n\ufffd[31mred\ufffd");
  for (const steering of ["\u001b", "\u202e"]) expect(said).not.toContain(steering);
});

test("reports are listed with how many there were", async () => {
  const { store, type } = await terminal();
  expect((await type("reports")).said).toBe("Nothing is reported.\n");
  await store.reportShare(id, "harmful", 1_795_000_000_000);
  await store.reportShare(id, "harmful", 1_795_000_001_000);
  expect((await type("reports")).said).toBe(`${id}  harmful      2  2026-11-18T11:06:41.000Z\n`);
});
