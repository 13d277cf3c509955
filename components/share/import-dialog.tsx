"use client";

import { FileUp, FolderUp } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { importProblemWords } from "./import-problem.ts";
import { chosenFiles, type DiskFile } from "./read-disk.ts";
import type { ImportControl } from "./use-import.ts";

/** The ways in: files, a folder, a link. */
export function ImportDialog({ control }: { readonly control: ImportControl }) {
  const { locale, text } = useText();
  const words = text.share.import;
  const [address, setAddress] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) control.close();
      }}
      title={words.title}
      description={words.meaning}
    >
      <div className="grid gap-4">
        {control.problem !== null && (
          <p role="alert" className="text-failed text-sm">
            {importProblemWords(locale, text, control.problem)}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Chooser label={words.files} icon={<FileUp aria-hidden="true" />} onFiles={control.fromDisk} />
          <Chooser
            label={words.folder}
            icon={<FolderUp aria-hidden="true" />}
            onFiles={control.fromDisk}
            isFolder
          />
        </div>
        <p className="text-ink-soft text-sm max-sm:hidden">{words.drop}</p>
        <form
          className="flex flex-wrap items-end gap-2 border-hairline border-t pt-4"
          onSubmit={(event) => {
            event.preventDefault();
            control.fromLink(address);
          }}
        >
          <label className="grid min-w-0 flex-[1_1_14rem] gap-1 text-sm">
            <span className="text-ink-soft">{words.link}</span>
            <input
              value={address}
              onChange={(event) => setAddress(event.target.value)}
              className="h-control w-full min-w-0 rounded-control border border-hairline-strong bg-surface px-2 font-mono text-sm"
              autoComplete="off"
              spellCheck={false}
            />
          </label>
          <Button type="submit" disabled={address.trim() === ""}>
            {words.linkOpen}
          </Button>
        </form>
      </div>
    </Dialog>
  );
}

type ChooserProps = {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isFolder?: boolean;
  readonly onFiles: (files: readonly DiskFile[]) => void;
};

function Chooser({ label, icon, isFolder = false, onFiles }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        {...(isFolder ? { webkitdirectory: "" } : { accept: ".proto,.ts,.zip" })}
        className="hidden"
        onChange={(event) => {
          if (event.target.files !== null) onFiles(chosenFiles(event.target.files));
          event.target.value = "";
        }}
      />
      <Button className="[&_svg]:size-4" onClick={() => input.current?.click()}>
        {icon}
        {label}
      </Button>
    </>
  );
}
