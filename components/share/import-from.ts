import { fail, ok, type Result } from "#lib/result.ts";
import type { SnippetLimits } from "#lib/share/find-snippet-problem.ts";
import { importFiles, isSource } from "#lib/share/import-files.ts";
import { isLinkFragment } from "#lib/share/is-link-fragment.ts";
import { parseLinkFragment } from "#lib/share/link-fragment.ts";
import { type RawFile, readZip } from "#lib/share/read-zip.ts";
import { shareIdIn } from "#lib/share/share-page.ts";
import type { Snippet } from "#lib/share/snippet.ts";
import type { ImportProblem } from "./import-problem.ts";
import { type DiskFile, readRaw } from "./read-disk.ts";

/** Files, folders and zips of the visitor's disk, as their work. */
export async function importFromDisk(
  chosen: readonly DiskFile[],
  before: Snippet,
  limits: SnippetLimits,
): Promise<Result<Snippet, ImportProblem>> {
  // In a zip the same bounds hold as for what is chosen without one.
  const bounds = { maxEntries: 20_000, maxBytes: limits.maxSourceBytes * 2 };
  const raw: RawFile[] = [];
  let total = 0;
  for (const each of chosen) {
    const isZip = each.path.toLowerCase().endsWith(".zip");
    if (!isZip && !isSource(each.path)) continue;
    total += isZip ? 0 : each.file.size;
    if (total > bounds.maxBytes || each.file.size > 64 * bounds.maxBytes)
      return fail({ kind: "tooLarge", maxBytes: bounds.maxBytes });
    const read = await readRaw(each);
    if (!isZip) {
      raw.push(read);
      continue;
    }
    const inside = readZip(read.bytes, isSource, bounds);
    if (!inside.ok)
      return fail(inside.problem.kind === "notZip" ? { kind: "notZip", path: each.path } : inside.problem);
    raw.push(...inside.value);
  }
  return importFiles(raw, before, limits);
}

/** The work behind a link of this or another playground, which the visitor put into a field. */
export async function importFromLink(
  text: string,
  limits: SnippetLimits,
): Promise<Result<Snippet, ImportProblem>> {
  const address = URL.parse(text.trim());
  const fragment = address?.hash ?? "";
  if (isLinkFragment(fragment)) {
    const parsed = parseLinkFragment(fragment, limits);
    return parsed.ok ? parsed : fail({ kind: "linkProblem", problem: parsed.problem });
  }
  const id = address === null ? null : shareIdIn(address.pathname);
  if (address === null || id === null) return fail({ kind: "notLink" });
  if (address.origin !== location.origin) return fail({ kind: "elsewhere" });
  const [{ apiClients }, { fromSnippetMessage }] = await Promise.all([
    import("#components/api/clients.ts"),
    import("#lib/share/snippet-message.ts"),
  ]);
  const { outcome } = await apiClients().shares.getShare({ id });
  if (outcome.case === "removed") return fail({ kind: "removed", reason: outcome.value.reason });
  const snippet = outcome.value?.snippet;
  return snippet === undefined ? fail({ kind: "notLink" }) : ok(fromSnippetMessage(snippet));
}
