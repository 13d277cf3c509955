import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type SharePage,
  shareIdIn,
  sharePageHeader,
  sharePageStatus,
  toSharePageHeader,
} from "#lib/share/share-page.ts";

/**
 * Tells the page of a short link what is kept under its id, in a header of the request, and sees to its status: Next
 * knows no Gone. On every other page it only takes away a header that pretends to be ours.
 */
export async function tellSharePage(
  readSharePage: (id: string) => Promise<SharePage>,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  delete request.headers[sharePageHeader];
  const id = shareIdIn(path);
  if (id === null) return;
  const page = await readSharePage(id);
  request.headers[sharePageHeader] = toSharePageHeader(page);
  const status = sharePageStatus[page.kind];
  if (status !== 200) answerWith(response, status);
}

/** Every head goes through `writeHead`, also the one that Node writes by itself. */
function answerWith(response: ServerResponse, status: number): void {
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => ServerResponse;
  response.writeHead = (found: number, ...rest: unknown[]) =>
    writeHead(found === 200 ? status : found, ...rest);
}
