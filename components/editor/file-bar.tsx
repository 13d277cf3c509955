"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Limits } from "#lib/limits.ts";
import type { EditorFile } from "./editor-file.ts";
import { FileNameForm } from "./file-name-form.tsx";
import { FileTabs } from "./file-tabs.tsx";

// Its menu and tooltips are no part of what makes the page readable.
const EditorToolbar = dynamic(() => import("./editor-toolbar.tsx").then((module) => module.EditorToolbar), {
  ssr: false,
  loading: () => <span className="flex-1" />,
});

type FileBarProps = {
  readonly files: readonly EditorFile[];
  readonly file: EditorFile;
  readonly changedPaths: readonly string[];
  readonly panelId: string;
  readonly kind: "plain" | "full";
  readonly limits: Pick<Limits, "maxFiles" | "maxPathLength">;
  readonly menu?: ReactNode;
  readonly onSelect: (path: string) => void;
  readonly onAdd: (path: string) => void;
  readonly onRename: (path: string, next: string) => void;
  readonly onDelete: (path: string) => void;
  readonly onFormat: (() => void) | undefined;
  readonly onChoose: ((kind: "plain" | "full") => void) | undefined;
  readonly onNotice: (notice: string) => void;
};

/** The tabs, what one can do with files, and the row that asks for a name when one is wanted. */
export function FileBar({ files, file, limits, ...rest }: FileBarProps) {
  const words = useText().text.editor;
  const [naming, setNaming] = useState<"add" | { readonly path: string } | null>(null);
  const renaming = naming === null || naming === "add" ? undefined : naming.path;

  const add = () => {
    if (files.length < limits.maxFiles) setNaming("add");
    else rest.onNotice(formatText(words.nameProblems.tooMany, { max: limits.maxFiles }));
  };
  const keep = (path: string) => {
    setNaming(null);
    if (renaming === undefined) rest.onAdd(path);
    else rest.onRename(renaming, path);
  };
  return (
    <>
      <div className="flex min-w-0 shrink-0 items-center shadow-[inset_0_-1px_0_var(--hairline)]">
        <FileTabs
          files={files}
          activePath={file.path}
          changedPaths={rest.changedPaths}
          panelId={rest.panelId}
          onSelect={rest.onSelect}
          onRename={(path) => setNaming({ path })}
          onDelete={rest.onDelete}
        />
        <EditorToolbar
          file={file}
          kind={rest.kind}
          menu={rest.menu}
          onAdd={add}
          onRename={() => setNaming({ path: file.path })}
          onDelete={() => rest.onDelete(file.path)}
          onFormat={rest.onFormat}
          onChoose={rest.onChoose}
        />
      </div>
      {naming !== null && (
        <FileNameForm
          key={renaming ?? ""}
          renaming={renaming}
          taken={files.map((each) => each.path)}
          maxLength={limits.maxPathLength}
          onCancel={() => setNaming(null)}
          onName={keep}
        />
      )}
    </>
  );
}
