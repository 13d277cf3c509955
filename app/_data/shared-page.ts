import { headers } from "next/headers";
import { fromSharePageHeader, type SharePage, sharePageHeader } from "#lib/share/share-page.ts";

/** What is kept under the id of this page's address, as the port said on the request. */
export async function readSharePage(): Promise<SharePage> {
  return fromSharePageHeader((await headers()).get(sharePageHeader));
}
