"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { formatPlural } from "#lib/i18n/format-text.ts";
import type { Snippet } from "#lib/share/snippet.ts";
import { type LinkAddress, linkAddress, nameInAddressBar, shownAddress } from "./link-address.ts";

/** What the dialog shows beside the short link: the long one, where it had to be shown. */
export type ShareDialogState = { readonly long: LinkAddress | null };

export type ShareControl = {
  /** Copies the link with everything in it; where that cannot be done well, the dialog says so. */
  copyLink(): void;
  openDialog(): void;
  readonly dialog: ShareDialogState | null;
  closeDialog(): void;
};

type ShareParts = {
  readonly snippet: Snippet;
  /** Equal for equal work. */
  readonly workKey: string;
  /** The work that the address bar names on arrival; null: none. */
  readonly namedKey: string | null;
  /** The address bar belongs to the work: in the free playground. */
  readonly hasAddress: boolean;
};

/** Hands the work on. The address names what is on screen from Share, or from the link that was opened, to the next change. */
export function useShare({ snippet, workKey, namedKey, hasAddress }: ShareParts): ShareControl {
  const { locale, text } = useText();
  const showToast = useToast();
  const [dialog, setDialog] = useState<ShareDialogState | null>(null);
  const named = useRef(namedKey);

  useEffect(() => {
    if (!hasAddress || named.current === null || named.current === workKey) return;
    named.current = null;
    nameInAddressBar(locale, null);
  }, [hasAddress, workKey, locale]);

  const openDialog = useCallback(() => setDialog({ long: null }), []);
  const copyLink = async () => {
    const words = text.share;
    // What packs it comes with the first link, and a page that lost its server cannot load it.
    const address = await linkAddress(snippet, locale).catch(() => null);
    if (address === null) return showToast({ title: words.unreachable, tone: "failed" });
    if (address.isTooLong) return setDialog({ long: address });
    if (hasAddress) {
      nameInAddressBar(locale, address.fragment);
      named.current = workKey;
    }
    try {
      await navigator.clipboard.writeText(address.url);
    } catch {
      return setDialog({ long: address });
    }
    showToast({
      title: words.copied,
      detail: formatPlural(locale, words.copiedDetail, address.url.length, {
        address: shownAddress(address.url),
      }),
      action: { label: words.shortLink, onSelect: openDialog },
    });
  };
  return {
    copyLink: () => void copyLink(),
    openDialog,
    dialog,
    closeDialog: useCallback(() => setDialog(null), []),
  };
}
