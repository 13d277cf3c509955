"use client";

import { useSyncExternalStore } from "react";
import { classNames } from "./class-names.ts";

const appleNames: Readonly<Record<string, string>> = {
  Mod: "⌘",
  Alt: "⌥",
  Shift: "⇧",
  Enter: "↵",
  Esc: "esc",
};
const otherNames: Readonly<Record<string, string>> = { Mod: "Ctrl", Enter: "↵", Esc: "Esc" };

const never = () => () => {};

/** A chord of keys in the names of the visitor's system: `Mod` is ⌘ on Apple machines and Ctrl elsewhere. */
export function Kbd({ keys, className }: { readonly keys: readonly string[]; readonly className?: string }) {
  const apple = useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
  const names = apple ? appleNames : otherNames;
  return (
    <span className={classNames("inline-flex gap-0.5 align-baseline", className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className="min-w-4 rounded-sm border border-current/25 px-1 text-center font-sans text-[11px] leading-4"
        >
          {names[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
