import { create } from "@bufbuild/protobuf";
import { Code, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import {
  KeptShareSchema,
  RemovedShareSchema,
  ReportReason,
  type ShareService,
} from "#lib/gen/playground/v1/share_pb.ts";
import type { Limits } from "#lib/limits.ts";
import { findSnippetProblem } from "#lib/share/find-snippet-problem.ts";
import { madeWith } from "#lib/share/made-with.ts";
import { encodeSnippet, fromSnippetMessage, toSnippetMessage } from "#lib/share/snippet-message.ts";
import { failure } from "#server/failure.ts";
import type { Quota } from "#server/quota/quota.ts";
import { type ShareLibrary, shareIdOf } from "./share-library.ts";
import { requirePermit } from "./take-permit.ts";
import { visitorContext } from "./visitor-context.ts";

export type ShareServiceParts = {
  readonly limits: Limits;
  readonly quota: Quota;
  readonly library: ShareLibrary;
};

/** As operators read them in the list of reports. */
const reportNames: Readonly<Record<number, string>> = {
  [ReportReason.HARMFUL]: "harmful",
  [ReportReason.PERSONAL]: "personal",
  [ReportReason.RIGHTS]: "rights",
};

/** Short links: kept under the name of their content, looked up, reported. */
export function createShareService({
  limits,
  quota,
  library,
}: ShareServiceParts): ServiceImpl<typeof ShareService> {
  const requireShare = ({ values }: HandlerContext) =>
    requirePermit(quota.take(values.get(visitorContext)), "sharesPerMinute", limits);

  return {
    async createShare({ snippet: message }, context) {
      const snippet = message === undefined ? undefined : fromSnippetMessage(message);
      if (snippet === undefined) throw failure(Code.InvalidArgument, "SNIPPET_EMPTY", "There is no snippet.");
      const problem = findSnippetProblem(snippet, limits);
      if (problem !== null)
        throw failure(Code.InvalidArgument, problem.reason, problem.sentence, problem.values);
      const content = encodeSnippet(snippet);
      if (content.length > limits.maxShareBytes) throw tooLarge(content.length, limits.maxShareBytes);
      requireShare(context);
      const id = await library.save(content, madeWith);
      if (id !== undefined) return { id };
      const removed = await library.load(shareIdOf(content));
      return { removed: { reason: removed?.kind === "removed" ? removed.reason : "" } };
    },

    async getShare({ id }) {
      const found = await library.load(id);
      if (found === undefined) throw unknownShare(id);
      if (found.kind === "removed")
        return { outcome: { case: "removed", value: create(RemovedShareSchema, { reason: found.reason }) } };
      const value = create(KeptShareSchema, {
        snippet: toSnippetMessage(found.snippet),
        createdAtUnixMs: found.createdAtMs,
        madeWith: found.version,
      });
      return { outcome: { case: "kept", value } };
    },

    async reportShare({ id, reason }, context) {
      requireShare(context);
      if (!(await library.report(id, reportNames[reason] ?? "other"))) throw unknownShare(id);
      return {};
    },
  };
}

function tooLarge(actual: number, value: number) {
  const sentence = `A short link keeps ${value} bytes at most (limit maxShareBytes); there are ${actual}.`;
  return failure(Code.InvalidArgument, "SHARE_TOO_LARGE", sentence, {
    limit: "maxShareBytes",
    value,
    actual,
  });
}

/** The id may be anything; only what can stand in a sentence is said back. */
function unknownShare(id: string) {
  const shown = id.slice(0, 80).replaceAll(/[^\x21-\x7e]/g, "?");
  return failure(Code.NotFound, "SHARE_NOT_FOUND", `Nothing is kept under "${shown}".`, { id: shown });
}
