"use client";

import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { maxLinkLength } from "#lib/share/link-fragment.ts";
import type { Snippet } from "#lib/share/snippet.ts";
import { AddressField } from "./address-field.tsx";
import type { LinkAddress } from "./link-address.ts";
import { shareFailureWords } from "./share-failure.ts";

type ShareDialogProps = {
  readonly snippet: Snippet;
  /** The link with everything in it, where it is too long or the browser does not copy. */
  readonly long: LinkAddress | null;
  readonly onClose: () => void;
};

type Made =
  | { readonly kind: "not" | "making" }
  | { readonly kind: "made"; readonly url: string }
  | { readonly kind: "failed"; readonly why: string };

/** Makes the short link, and shows the long one where it had to be shown. */
export function ShareDialog({ snippet, long, onClose }: ShareDialogProps) {
  const { locale, text } = useText();
  const words = text.share;
  const [made, setMade] = useState<Made>({ kind: "not" });

  const make = async () => {
    setMade({ kind: "making" });
    try {
      setMade(await makeShortLink(snippet));
    } catch (error) {
      setMade({ kind: "failed", why: shareFailureWords(locale, text, error) });
    }
  };
  const makeShortLink = async (work: Snippet): Promise<Made> => {
    const [{ apiClients }, { toSnippetMessage }] = await Promise.all([
      import("#components/api/clients.ts"),
      import("#lib/share/snippet-message.ts"),
    ]);
    const { id, removed } = await apiClients().shares.createShare({ snippet: toSnippetMessage(work) });
    if (removed !== undefined)
      return { kind: "failed", why: formatText(words.removed, { reason: removed.reason }) };
    return { kind: "made", url: `${location.origin}/${locale}/s/${id}` };
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={words.title}
      description={words.meaning}
    >
      <div className="grid gap-4">
        {long !== null && (
          <div className="grid gap-2">
            <p role="status" className="rounded-control bg-limit-soft px-3 py-2 text-sm">
              {long.isTooLong
                ? formatText(words.tooLong, {
                    length: formatNumber(locale, long.url.length),
                    max: formatNumber(locale, maxLinkLength),
                  })
                : words.notCopied}
            </p>
            <AddressField label={words.fullTitle} url={long.url} copyLabel={words.copyAddress} />
          </div>
        )}
        {made.kind === "made" ? (
          <AddressField label={words.made} url={made.url} copyLabel={words.copyAddress} />
        ) : (
          <Button
            variant="primary"
            className="justify-self-start"
            busy={made.kind === "making"}
            onClick={() => {
              if (made.kind !== "making") void make();
            }}
          >
            {made.kind === "making" ? words.making : words.make}
          </Button>
        )}
        <p role="status" className="sr-only">
          {made.kind === "made" ? words.made : ""}
        </p>
        {made.kind === "failed" && (
          <p role="alert" className="text-failed text-sm">
            {made.why}
          </p>
        )}
      </div>
    </Dialog>
  );
}
