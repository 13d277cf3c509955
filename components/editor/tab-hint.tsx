"use client";

import { Fragment } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

/** Says what the Tab key does in the editor now. Shown while the editor has the focus. */
export function TabHint({ leaves }: { readonly leaves: boolean }) {
  const words = useText().text.editor;
  const parts = (leaves ? words.tabLeaves : words.tabIndents).split(/\{(esc|tab)\}/);
  return (
    <span className="truncate pointer-coarse:hidden">
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence
          <Fragment key={index}>{part}</Fragment>
        ) : (
          <Kbd key={part} keys={[part === "esc" ? "Esc" : "Tab"]} />
        ),
      )}
    </span>
  );
}
