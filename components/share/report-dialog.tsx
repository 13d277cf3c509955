"use client";

import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { ReportReason } from "#lib/gen/playground/v1/share_pb.ts";
import { shareFailureWords } from "./share-failure.ts";

const reasons = {
  harmful: ReportReason.HARMFUL,
  personal: ReportReason.PERSONAL,
  rights: ReportReason.RIGHTS,
  other: ReportReason.OTHER,
} as const;
type Reason = keyof typeof reasons;
const names = Object.keys(reasons) as Reason[];

type ReportDialogProps = { readonly id: string; readonly onClose: () => void };

/** Tells the operator of this server about a short link. */
export function ReportDialog({ id, onClose }: ReportDialogProps) {
  const { locale, text } = useText();
  const words = text.share.report;
  const showToast = useToast();
  const [reason, setReason] = useState<Reason>("harmful");
  const [isSending, setSending] = useState(false);
  const [why, setWhy] = useState<string | null>(null);

  const send = async () => {
    if (isSending) return;
    setSending(true);
    setWhy(null);
    try {
      const { apiClients } = await import("#components/api/clients.ts");
      await apiClients().shares.reportShare({ id, reason: reasons[reason] });
      onClose();
      showToast({ title: words.sent });
    } catch (error) {
      setSending(false);
      setWhy(shareFailureWords(locale, text, error));
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={words.title}
      description={words.meaning}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" busy={isSending} onClick={() => void send()}>
            {words.send}
          </Button>
        </>
      }
    >
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium text-sm">{words.reason}</legend>
        {names.map((name) => (
          <label key={name} className="flex min-h-control items-center gap-2 text-sm">
            <input
              type="radio"
              name="report-reason"
              value={name}
              checked={reason === name}
              onChange={() => setReason(name)}
              className="size-4 accent-accent"
            />
            {words.reasons[name]}
          </label>
        ))}
      </fieldset>
      {why !== null && (
        <p role="alert" className="mt-2 text-failed text-sm">
          {why}
        </p>
      )}
    </Dialog>
  );
}
