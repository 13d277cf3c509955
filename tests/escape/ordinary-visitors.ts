import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { harmlessProgram, type SourceText } from "./target.ts";
import { newVisitor } from "./visitor.ts";

const visitors = 40;
const atOnce = 4;
const callsEach = 20;
const starters = join(import.meta.dirname, "../../starters");

/**
 * A good day: visitors who edit, build, deploy and call ordinary programs, each its own. Afterwards the server's code is
 * compiled, its heap has the size of ordinary work, and its caches hold what they hold on any day.
 */
export async function sendOrdinaryVisitors(serverUrl: string): Promise<void> {
  const projects = readStarters();
  let sent = 0;
  const lane = async () => {
    while (sent < visitors) {
      sent += 1;
      await visit(serverUrl, sent, projects[sent % projects.length] ?? []);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

async function visit(serverUrl: string, number: number, starter: readonly SourceText[]): Promise<void> {
  const visitor = await newVisitor(serverUrl);
  const note = `// visitor ${number}\n`;
  const files = starter.map(({ path, content }) => ({ path, content: note + content }));
  for (const method of ["CheckSchema", "BuildClient"]) {
    expect(await visitor.ask(`/playground.v1.EditorService/${method}`, { files })).not.toHaveProperty("code");
  }
  expect(await visitor.deploy(files)).toMatchObject({ kind: "deployed" });
  const own = await visitor.deploy(harmlessProgram(note));
  if (own.kind !== "deployed") throw new Error(`an ordinary program is ${own.kind}`);
  for (const protocol of ["connect", "grpc"] as const) {
    const client = visitor.client(own.id, protocol);
    for (let call = 0; call < callsEach; call++) await client.harmless({ text: "" });
  }
}

/** What the editor can open with, in both languages. */
function readStarters(): SourceText[][] {
  return readdirSync(starters).flatMap((name) =>
    readdirSync(join(starters, name)).map((language) => {
      const folder = join(starters, name, language);
      return readdirSync(folder).map((path) => ({ path, content: readFileSync(join(folder, path), "utf8") }));
    }),
  );
}
