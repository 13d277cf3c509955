import { describe, expect, test } from "vitest";
import { buildClient } from "./build-client.ts";

const client = `import { settings } from "playground";

/**
 * 一次一个 · One by one
 *
 * Waits for every reply
 * before the next call.
 * @returns nothing
 */
export async function oneByOne() {}

/** All at once */
export const allAtOnce = async () => settings.calls;

// Not a doc comment.
export const untitled = async function () {};

async function late(): Promise<void> {}
export { late as renamed };

export function notAsync() {}
export async function* stream() { yield 1; }
export const value = 1;
export default async function () {}
`;

describe("buildClient", () => {
  test("every exported async function is an experiment, in order, titled by its doc comment", async () => {
    const { experiments, diagnostics } = await buildClient({
      files: [{ path: "client.ts", content: client }],
      generated: [],
    });
    expect(diagnostics).toEqual([]);
    expect(
      experiments.map(({ name, title, description, line }) => ({ name, title, description, line })),
    ).toEqual([
      {
        name: "oneByOne",
        title: "一次一个 · One by one",
        description: "Waits for every reply\nbefore the next call.",
        line: 10,
      },
      { name: "allAtOnce", title: "All at once", description: "", line: 13 },
      { name: "untitled", title: "untitled", description: "", line: 16 },
      { name: "renamed", title: "renamed", description: "", line: 18 },
    ]);
  });

  test("a file with a mistake still lists its experiments, and has no modules", async () => {
    const content = `${client}\nimport "nowhere";\nimport { x } from "./gen/x_pb";\nexport { x };`;
    const { experiments, modules, diagnostics } = await buildClient({
      files: [{ path: "client.ts", content }],
      generated: [],
    });
    expect(experiments.length).toBe(4);
    expect(modules).toEqual([]);
    expect(diagnostics.map(({ startLine }) => startLine)).toEqual([26, 27]);
  });

  test("handlers' packages are not the client's", async () => {
    const { diagnostics } = await buildClient({
      files: [
        { path: "client.ts", content: 'import { setTimeout } from "node:timers/promises";\nsetTimeout(1);' },
      ],
      generated: [],
    });
    expect(diagnostics[0]?.message).toContain("playground");
  });
});
