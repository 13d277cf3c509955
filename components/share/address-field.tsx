"use client";

import { CopyButton } from "#components/ui/copy-button.tsx";

type AddressFieldProps = {
  readonly label: string;
  readonly url: string;
  readonly copyLabel: string;
};

/** An address to look at, to select and to copy. */
export function AddressField({ label, url, copyLabel }: AddressFieldProps) {
  return (
    <div className="flex items-end gap-2">
      <label className="grid min-w-0 flex-1 gap-1 text-sm">
        <span className="text-ink-soft">{label}</span>
        <input
          readOnly
          value={url}
          onFocus={(event) => event.currentTarget.select()}
          className="h-control w-full min-w-0 rounded-control border border-hairline-strong bg-surface px-2 font-mono text-sm"
        />
      </label>
      <CopyButton size="medium" content={url} label={copyLabel} />
    </div>
  );
}
