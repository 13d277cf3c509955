"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";

type PointLinkProps = { readonly to: string; readonly children: ReactNode };

/** `<Point to="run">Run</Point>`: words that outline a part of the interface while they have the pointer or the focus. */
export function PointLink({ to, children }: PointLinkProps) {
  const words = useText().text.lessons;
  const clear = useRef<() => void>(() => undefined);
  const outline = () => {
    clear.current();
    const targets = [...document.querySelectorAll<HTMLElement>(`[data-point="${CSS.escape(to)}"]`)];
    const target = targets.find((each) => each.offsetParent !== null);
    if (target === undefined) return;
    target.dataset.pointed = "";
    clear.current = () => {
      delete target.dataset.pointed;
    };
  };
  const end = () => clear.current();
  useEffect(() => () => clear.current(), []);
  return (
    <button
      type="button"
      title={words.pointHint}
      onPointerEnter={outline}
      onPointerLeave={end}
      onFocus={outline}
      onBlur={end}
      onClick={outline}
      className="cursor-help border-ink-faint border-b border-dashed text-left font-medium"
    >
      {children}
    </button>
  );
}
