import type { Locale } from "#lib/i18n/locales.ts";

/** What `scripts/assets/monaco.ts` tells: where the bundle is, and the type library beside it. */
export type MonacoManifest = { readonly base: string; readonly types?: string };

let manifest: Promise<MonacoManifest> | undefined;

/** Asked for once; a failure may be tried again. */
export function readMonacoManifest(): Promise<MonacoManifest> {
  manifest ??= (fetchJson("/monaco/manifest.json") as Promise<MonacoManifest>).catch((error: unknown) => {
    manifest = undefined;
    throw error;
  });
  return manifest;
}

/** Where a script of the bundle is. Each language is a module instance of its own, and so is a second try. */
export function monacoScript({ base }: MonacoManifest, name: string, locale: Locale, tries = 0): string {
  return `${base}/${name}.js?lang=${locale}${tries > 0 ? `&try=${tries}` : ""}`;
}

export async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response.json();
}
