import type { Locale } from "#lib/i18n/locales.ts";
import type { Snippet } from "#lib/share/snippet.ts";

export type LinkAddress = {
  /** `https://rpc.example/en/play#code=…`, in the page's language. */
  readonly url: string;
  readonly fragment: string;
  /** Longer than an address may be to be handed on whole. */
  readonly isTooLong: boolean;
};

/** The address with everything in it. Loads what packs it. */
export async function linkAddress(snippet: Snippet, locale: Locale): Promise<LinkAddress> {
  const { toLinkFragment, maxLinkLength } = await import("#lib/share/link-fragment.ts");
  const fragment = toLinkFragment(snippet);
  const url = `${location.origin}/${locale}/play#${fragment}`;
  return { url, fragment, isTooLong: url.length > maxLinkLength };
}

/** The address for people to look at: without the scheme, and with its middle left out. */
export function shownAddress(url: string): string {
  const plain = url.replace(/^https?:\/\//, "");
  return plain.length <= 48 ? plain : `${plain.slice(0, 40)}…${plain.slice(-6)}`;
}

/** Puts the fragment into the address bar, where it stays until the work changes. No entry is added to the history. */
export function nameInAddressBar(locale: Locale, fragment: string | null): void {
  const hash = fragment === null ? "" : `#${fragment}`;
  // From the page of a short link too: what is on screen is no longer what that one names.
  window.history.replaceState(null, "", `/${locale}/play${location.search}${hash}`);
}
