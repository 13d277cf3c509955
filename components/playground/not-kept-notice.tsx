"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatReason, type SentReason } from "#lib/i18n/format-reason.ts";

/** Says that the code which ran will not outlive the server, and why; nothing where it was kept. */
export function NotKeptNotice({ reason }: { readonly reason: SentReason | null }) {
  const { locale, text } = useText();
  const words = reason === null ? null : formatReason(locale, text, reason);
  if (words === null) return null;
  return (
    <p className="text-ink-soft text-xs" role="status" data-not-kept={reason?.values.store}>
      ◌ {words.meaning}
      {/* A Chinese full stop brings its own space. */}
      {locale === "zh" ? "" : " "}
      {words.action}
    </p>
  );
}
