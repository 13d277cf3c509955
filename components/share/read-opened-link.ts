import type { SnippetLimits } from "#lib/share/find-snippet-problem.ts";
import { isLinkFragment } from "#lib/share/is-link-fragment.ts";
import type { OpenedLink } from "./opened-link.ts";

/** What the fragment of this page's address brings; null: it is no link of ours. What unpacks it is loaded only then. */
export async function readOpenedLink(fragment: string, limits: SnippetLimits): Promise<OpenedLink | null> {
  if (!isLinkFragment(fragment)) return null;
  const { parseLinkFragment } = await import("#lib/share/link-fragment.ts");
  const parsed = parseLinkFragment(fragment, limits);
  return parsed.ok ? { kind: "snippet", snippet: parsed.value } : { kind: "broken", problem: parsed.problem };
}
