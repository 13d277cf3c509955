"use client";

import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from "react";
import type { ShownToast } from "./toast-stack.tsx";
import { type Toast, ToastContext } from "./use-toast.ts";

// Most visits see no notice: the widget comes with the first one.
const ToastStack = lazy(() => import("./toast-stack.tsx").then((module) => ({ default: module.ToastStack })));

/** Room for passing notices, bottom right. Put it at a feature's root; `useToast` fills it. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const nextId = useRef(0);
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);

  const show = useCallback((toast: Toast) => {
    const id = nextId.current++;
    // Three at a time: older ones have had their say.
    setToasts((current) => [...current.filter((each) => each.open).slice(-2), { ...toast, id, open: true }]);
  }, []);

  const close = (id: number) =>
    setToasts((current) => current.map((each) => (each.id === id ? { ...each, open: false } : each)));

  return (
    <ToastContext value={show}>
      {children}
      {toasts.length > 0 && (
        <Suspense>
          <ToastStack toasts={toasts} onClose={close} />
        </Suspense>
      )}
    </ToastContext>
  );
}
