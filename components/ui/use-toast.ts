"use client";

import { createContext, useContext } from "react";

export type Toast = {
  readonly title: string;
  readonly detail?: string;
  readonly tone?: "plain" | "failed";
  /** Something to do about it, such as *Undo*. It must also be reachable elsewhere. */
  readonly action?: { readonly label: string; readonly onSelect: () => void };
};

export const ToastContext = createContext<((toast: Toast) => void) | null>(null);

/** Shows a passing notice: `const showToast = useToast(); showToast({ title })`. Needs a `ToastProvider` above. */
export function useToast(): (toast: Toast) => void {
  const show = useContext(ToastContext);
  if (show === null) throw new Error("useToast needs a ToastProvider above it");
  return show;
}
