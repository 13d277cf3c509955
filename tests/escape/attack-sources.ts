import { expect } from "vitest";
import type { Limits } from "#lib/limits.ts";
import type { SourceOutcome } from "./outcome.ts";
import type { RealServer } from "./real-server.ts";
import { harmlessProgram, type SourceText } from "./target.ts";
import { type DeployAnswer, infoOf, newVisitor } from "./visitor.ts";

/** What a file of attacks/sources and attacks/protos exports: hostile files made from those of a harmless program. */
export type HostileSources = {
  files(program: readonly SourceText[]): readonly (SourceText | undefined)[];
};

/** Deploys hostile sources as a new visitor and holds the answer against its outcomes. */
export async function attackSources(
  server: RealServer,
  hostile: HostileSources,
  outcomes: readonly SourceOutcome[],
): Promise<void> {
  const visitor = await newVisitor(server.url);
  const files = hostile.files(harmlessProgram()).filter((file) => file !== undefined);
  const answer = await visitor.deploy(files);
  const problems = outcomes.map((outcome) => contradiction(outcome, answer, server));
  if (!problems.includes(null)) expect.fail(problems.join("\nand "));
  if (answer.kind !== "deployed") return;
  const reply = await visitor.client(answer.id).harmless({ text: "too" });
  expect(reply.text).toBe("fine too");
}

/** Null when the outcome is what happened. */
function contradiction(outcome: SourceOutcome, answer: DeployAnswer, server: RealServer): string | null {
  const happened = `it was ${inWords(answer)}`;
  switch (outcome.kind) {
    case "deployed":
      return answer.kind === "deployed" ? null : `not deployed: ${happened}`;
    case "refused":
      return isRefusedAs(outcome, answer, server.limits)
        ? null
        : `not refused as ${outcome.reason} ${outcome.limit ?? outcome.rule ?? ""}: ${happened}`;
    case "diagnosed": {
      if (answer.kind !== "diagnosed") return `not diagnosed: ${happened}`;
      // Readable, and no more than a screen can show.
      expect(answer.diagnostics.length).toBeLessThanOrEqual(100);
      const found = answer.diagnostics.some(
        ({ message, path }) =>
          outcome.says.test(message) &&
          message.length <= 70_000 &&
          (outcome.path === undefined || outcome.path === path),
      );
      return found ? null : `not diagnosed as ${outcome.says}: ${happened}`;
    }
  }
}

function isRefusedAs(
  { reason, limit, rule }: Extract<SourceOutcome, { kind: "refused" }>,
  answer: DeployAnswer,
  limits: Limits,
): boolean {
  if (answer.kind !== "refused") return false;
  const { reason: said, metadata } = infoOf(answer.error);
  const namesLimit =
    limit === undefined || (metadata.limit === limit && metadata.value === String(limits[limit]));
  return said === reason && namesLimit && (rule === undefined || metadata.rule === rule);
}

function inWords(answer: DeployAnswer): string {
  if (answer.kind === "deployed") return "deployed";
  if (answer.kind === "diagnosed") {
    const said = answer.diagnostics.map(({ path, message }) => `${path}: ${message.slice(0, 200)}`);
    return `diagnosed: ${said.slice(0, 3).join("; ")}`;
  }
  const { reason, metadata } = infoOf(answer.error);
  return `refused: ${reason} ${JSON.stringify(metadata).slice(0, 200)} ${answer.error.message.slice(0, 200)}`;
}
