import { parseArgs } from "node:util";
import { decodeSnippet } from "#lib/share/snippet-message.ts";
import type { Store } from "#server/store/store.ts";

export type SharesStore = Pick<Store, "loadShare" | "removeShare" | "listReports">;

export const sharesHelp = `Short links of this server, for whoever operates it. Reads DATA_DIR and DATABASE_URL as the server does, which
may go on running meanwhile.

  npm run shares -- reports                          what visitors reported, newest first
  npm run shares -- show <id>                        what a short link keeps
  npm run shares -- remove <id> --reason "<words>"   deletes it for good; its page says so, with your words
`;

const maxReasonLength = 500;

/** One command of the operator's; `write` gets whole lines. Returns the exit code: 0 done, 1 not there, 2 not understood. */
export async function sharesCommand(
  args: readonly string[],
  store: SharesStore,
  write: (text: string) => void,
): Promise<number> {
  const read = readArgs(args);
  if (read === null) {
    write(sharesHelp);
    return 2;
  }
  const { name, id, reason } = read;
  switch (name) {
    case "reports":
      return listReports(store, write);
    case "show":
      return show(id, store, write);
    case "remove": {
      if (reason.length > maxReasonLength) {
        write(`The reason has ${reason.length} characters; ${maxReasonLength} at most.\n`);
        return 2;
      }
      const isRemoved = await store.removeShare(id, reason, Date.now());
      write(isRemoved ? `${id} is removed.\n` : `There is no short link ${id}.\n`);
      return isRemoved ? 0 : 1;
    }
  }
}

type Command = { readonly name: "reports" | "show" | "remove"; readonly id: string; readonly reason: string };

function readArgs(args: readonly string[]): Command | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { reason: { type: "string" } },
      allowPositionals: true,
    });
    const [name, id = "", ...more] = positionals;
    const reason = values.reason?.trim() ?? "";
    if (more.length > 0) return null;
    if (name === "reports" && id === "") return { name, id, reason };
    if (name === "show" && id !== "") return { name, id, reason };
    return name === "remove" && id !== "" && reason !== "" ? { name, id, reason } : null;
  } catch {
    return null;
  }
}

async function listReports(store: SharesStore, write: (text: string) => void): Promise<number> {
  const reports = await store.listReports(100);
  if (reports.length === 0) write("Nothing is reported.\n");
  for (const { id, reason, reports: count, lastAtMs } of reports)
    write(`${id}  ${reason.padEnd(8)}  ${String(count).padStart(4)}  ${new Date(lastAtMs).toISOString()}\n`);
  return 0;
}

async function show(id: string, store: SharesStore, write: (text: string) => void): Promise<number> {
  const found = await store.loadShare(id);
  if (found === undefined) {
    write(`There is no short link ${id}.\n`);
    return 1;
  }
  if (found.kind === "removed") {
    write(`Removed ${new Date(found.removedAtMs).toISOString()}: ${visible(found.reason)}\n`);
    return 0;
  }
  const { files, ...rest } = decodeSnippet(found.content);
  write(`Kept ${new Date(found.createdAtMs).toISOString()}, made with ${found.version}\n`);
  write(`${visible(JSON.stringify(rest))}\n`);
  for (const { path, content } of files) write(`\n── ${visible(path)}\n${visible(content)}\n`);
  return 0;
}

/** A stranger's text shall not steer the operator's terminal. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
