import { expect } from "vitest";
import type { DocumentOutcome } from "./outcome.ts";
import type { RealServer } from "./real-server.ts";
import { programAround } from "./target.ts";
import { newVisitor } from "./visitor.ts";
import type { VisitorBrowser } from "./visitor-browser.ts";

/** Opens a hostile handler's answer in a window, as a link to it would. */
export async function attackDocument(
  { url }: RealServer,
  browser: VisitorBrowser,
  name: string,
  outcome: DocumentOutcome,
): Promise<void> {
  const answer = await (await newVisitor(url)).deploy(programAround("documents", name));
  if (answer.kind !== "deployed") throw new Error(`it is ${JSON.stringify(answer)}`);
  const query = "connect=v1&encoding=json&message=%7B%7D";
  const shown = await browser.show(`${url}/d/${answer.id}/attack.v1.Target/Show?${query}`);
  expect(shown.kind).toBe(outcome);
  // Without a name of the handler's choice, and without an extension that anything would run.
  if (shown.kind === "download") expect(shown.name).toBe("Show");
  else expect(shown).toMatchObject({ origin: "null", rootId: "" });
}
