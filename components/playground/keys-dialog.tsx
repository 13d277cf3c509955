"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

type KeysDialogProps = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void };

/** The list of keys, opened by `?`. */
export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const { text } = useText();
  const words = text.playground;
  const rows = [
    { keys: ["Mod", "Enter"], meaning: words.keysRun },
    { keys: ["Mod", "S"], meaning: text.share.copyLink },
    { keys: ["Esc"], meaning: words.keysStop },
    { keys: ["F6"], meaning: words.keysPane },
    { keys: ["?"], meaning: words.keysHelp },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.keys}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        {rows.map(({ keys, meaning }) => (
          <div key={meaning} className="contents">
            <dt>
              <Kbd keys={keys} />
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-ink-soft text-sm">{words.keysTimeline}</p>
      <p className="mt-1 text-ink-soft text-sm">{words.keysEditor}</p>
    </Dialog>
  );
}
