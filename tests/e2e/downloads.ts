import type { Download, Page } from "@playwright/test";

/** What the page offers as a file when `press` is done. */
export async function downloadBy(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return download;
}

export async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function textOf(download: Download): Promise<string> {
  return (await bytesOf(download)).toString("utf8");
}
