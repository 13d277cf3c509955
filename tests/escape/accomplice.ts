import { harmlessProgram, type SourceText } from "./target.ts";

/** What hostile client programs in the backend have deployed before: handlers that help them. */
const handlers = `import { createClient, type HandlerContext } from "@connectrpc/connect";
import { callOptions, transport } from "playground";
import { Target } from "./gen/target_pb";

const own = createClient(Target, transport);

export async function attack({ text }: { text: string }, context: HandlerContext) {
  if (text === "never") await new Promise(() => {});
  if (text === "hop") return await own.harmless({ text }, callOptions(context));
  if (text === "again") return await own.attack({ text }, callOptions(context));
  if (text !== "fan") return { text: "own " + text };
  const calls = Array.from({ length: 10 }, () => own.attack({ text }, callOptions(context)));
  const results = await Promise.allSettled(calls);
  return { text: String(results.filter(({ status }) => status === "rejected").length) };
}
export async function* stream() {
  for (;;) yield { text: "x".repeat(60_000) };
}
export async function upload(notes: AsyncIterable<{ text: string }>) {
  for await (const { text } of notes) if (text === "deaf") await new Promise(() => {});
  return { text: "read" };
}
`;

/** Deployments are named by their content: `name` makes it one of its own. */
export function accompliceProgram(name: string): SourceText[] {
  return harmlessProgram(`// ${name}\n${handlers}`);
}

/** A deployment of somebody else; whoever gets this answer got into it. */
export function victimProgram(): SourceText[] {
  return harmlessProgram(`export const attack = () => ({ text: "the victim's secret" });`);
}
