"use client";

import { Ellipsis, PenLine, Plus, TextAlignStart, TextCursorInput, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { EditorFile } from "./editor-file.ts";

type EditorToolbarProps = {
  readonly file: EditorFile;
  readonly kind: "plain" | "full";
  readonly menu: ReactNode;
  readonly onAdd: () => void;
  readonly onRename: () => void;
  readonly onDelete: () => void;
  /** Undefined where this file cannot be formatted. */
  readonly onFormat: (() => void) | undefined;
  readonly onChoose: ((kind: "plain" | "full") => void) | undefined;
};

/** What one can do with the files, to the right of their tabs. */
export function EditorToolbar({
  file,
  kind,
  menu,
  onAdd,
  onRename,
  onDelete,
  onFormat,
  onChoose,
}: EditorToolbarProps) {
  const words = useText().text.editor;
  const bound = file.fixed === true || file.readOnly === true;
  const other = kind === "full" ? "plain" : "full";
  return (
    <div className="flex flex-1 items-center gap-0.5 px-1">
      <IconButton size="small" label={words.addFile} icon={<Plus />} onClick={onAdd} />
      {menu}
      <span className="flex-1" />
      {onFormat !== undefined && (
        <IconButton
          size="small"
          label={words.format}
          icon={<TextAlignStart />}
          keys={["Shift", "Alt", "F"]}
          onClick={onFormat}
        />
      )}
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={formatText(words.more, { path: file.path })}
            title={formatText(words.more, { path: file.path })}
            className="grid size-[calc(var(--control)-4px)] shrink-0 place-items-center rounded-control text-ink-soft hover:bg-ink/6 hover:text-ink [&_svg]:size-4"
          >
            <Ellipsis aria-hidden />
          </button>
        }
      >
        <MenuItem icon={<PenLine aria-hidden />} keys={["F2"]} disabled={bound} onSelect={onRename}>
          {formatText(words.renameFile, { path: file.path })}
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden />} danger disabled={bound} onSelect={onDelete}>
          {formatText(words.deleteFile, { path: file.path })}
        </MenuItem>
        {onChoose !== undefined && <MenuSeparator />}
        {onChoose !== undefined && (
          <MenuItem icon={<TextCursorInput aria-hidden />} onSelect={() => onChoose(other)}>
            {other === "plain" ? words.usePlain : words.useFull}
          </MenuItem>
        )}
      </Menu>
    </div>
  );
}
