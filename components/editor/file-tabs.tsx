"use client";

import { Lock } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { EditorFile } from "./editor-file.ts";

type FileTabsProps = {
  readonly files: readonly EditorFile[];
  readonly activePath: string;
  readonly changedPaths: readonly string[];
  /** Id of the panel that shows the active file. */
  readonly panelId: string;
  readonly onSelect: (path: string) => void;
  readonly onRename: (path: string) => void;
  readonly onDelete: (path: string) => void;
};

/** One tab a file. Arrows, Home and End move; F2 renames; Delete deletes. */
export function FileTabs({ files, activePath, changedPaths, panelId, ...on }: FileTabsProps) {
  const words = useText().text.editor;
  const list = useRef<HTMLDivElement>(null);
  const changed = new Set(changedPaths);

  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(activePath)}"]`);
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [activePath]);

  const onKeyDown = (event: KeyboardEvent, file: EditorFile, index: number) => {
    const targets = { ArrowLeft: index - 1, ArrowRight: index + 1 - files.length, Home: 0, End: -1 };
    const own = !file.fixed && !file.readOnly;
    if (Object.hasOwn(targets, event.key)) {
      const next = files.at(targets[event.key as keyof typeof targets]);
      if (next === undefined) return;
      on.onSelect(next.path);
      list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(next.path)}"]`)?.focus();
    } else if (event.key === "F2" && own) on.onRename(file.path);
    else if (event.key === "Delete" && own) on.onDelete(file.path);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={list}
      role="tablist"
      aria-label={words.files}
      // Words for screen readers only are placed absolutely: they are cut off with the row that holds them.
      className="scrollbar-none relative flex min-w-0 overflow-x-auto overflow-y-hidden"
    >
      {files.map((file, index) => {
        const active = file.path === activePath;
        return (
          <button
            key={file.path}
            type="button"
            role="tab"
            aria-selected={active}
            aria-controls={panelId}
            tabIndex={active ? 0 : -1}
            data-path={file.path}
            onClick={() => on.onSelect(file.path)}
            onDoubleClick={() => !file.fixed && !file.readOnly && on.onRename(file.path)}
            onKeyDown={(event) => onKeyDown(event, file, index)}
            className={classNames(
              "flex h-control shrink-0 items-center gap-1.5 border-b-2 px-3 pt-0.5 font-mono text-sm transition-colors duration-100 focus-visible:-outline-offset-2",
              active ? "border-accent text-ink" : "border-transparent text-ink-soft hover:text-ink",
            )}
          >
            {file.path}
            {file.readOnly === true && (
              <>
                <Lock aria-hidden className="size-3 text-ink-faint" />
                <span className="sr-only">{words.readOnly}</span>
              </>
            )}
            {changed.has(file.path) && (
              <span title={words.changed} className="size-1.5 rounded-full bg-accent">
                <span className="sr-only">{words.changed}</span>
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
