"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useStoredPreference } from "#components/ui/use-stored-preference.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { DecodedCapture } from "#lib/wire/decoded.ts";
import { BytesView } from "./bytes-view.tsx";
import { capturePreference } from "./capture-preference.ts";
import type { NoBytes } from "./captured-call.ts";

export type WireRead =
  | { readonly kind: "bytes"; readonly capture: DecodedCapture }
  | { readonly kind: "none"; readonly why: NoBytes };

type WireDialogProps = {
  /** What the bytes are of, in words. */
  readonly title: string;
  /** Reads them; rejects only when the signal aborts. */
  readonly read: (signal: AbortSignal) => Promise<WireRead>;
  readonly onClose: () => void;
};

/** The bytes of one call above the page; while they are read, and when there are none, it says so. */
export function WireDialog({ title, read, onClose }: WireDialogProps) {
  const { locale, text } = useText();
  const words = text.wire;
  const [shown, setShown] = useState<WireRead | null>(null);
  const [again, setAgain] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry reads the same call again
  useEffect(() => {
    const stop = new AbortController();
    setShown(null);
    read(stop.signal).then(
      (told) => !stop.signal.aborted && setShown(told),
      () => !stop.signal.aborted && setShown({ kind: "none", why: "failed" }),
    );
    return () => stop.abort();
  }, [read, again]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={formatText(words.title, { call: title })}
      className="h-[calc(100dvh-2rem)] w-[min(84rem,calc(100vw-2rem))]! max-sm:h-dvh max-sm:max-h-dvh! max-sm:w-screen! max-sm:rounded-none"
    >
      {shown === null && (
        <p role="status" className="flex items-center gap-2 py-6 text-ink-soft text-sm">
          <Spinner /> {words.loading}
        </p>
      )}
      {shown?.kind === "none" && (
        <NoBytesHere why={shown.why} onRetry={() => setAgain((count) => count + 1)} />
      )}
      {shown?.kind === "bytes" && <BytesView capture={shown.capture} />}
      <p className="pt-4 text-sm">
        <Link href={`/${locale}/wire`} className="text-link">
          {words.compare.link}
        </Link>
      </p>
    </Dialog>
  );
}

const whichCapturingMends: ReadonlySet<NoBytes> = new Set([
  "off",
  "before",
  "noCapture",
  "dropped",
  "refused",
]);

function NoBytesHere({ why, onRetry }: { readonly why: NoBytes; readonly onRetry: () => void }) {
  const words = useText().text.wire;
  const [isOn, setOn] = useStoredPreference(capturePreference);
  return (
    <div className="grid max-w-xl gap-3 py-4" data-no-bytes={why}>
      <p>{words.states[why]}</p>
      {whichCapturingMends.has(why) &&
        (isOn ? (
          <p className="text-ink-soft text-sm" role="status">
            ✓ {words.captureIsOn}
          </p>
        ) : (
          <>
            <p className="text-ink-soft text-sm">{words.captureHint}</p>
            <Button variant="primary" className="w-fit" onClick={() => setOn(true)}>
              {words.captureOn}
            </Button>
          </>
        ))}
      {(why === "failed" || why === "unseen") && (
        <Button className="w-fit" onClick={onRetry}>
          {words.states.retry}
        </Button>
      )}
    </div>
  );
}
