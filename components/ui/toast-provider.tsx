"use client";

import * as RadixToast from "@radix-ui/react-toast";
import { X } from "lucide-react";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "./button.tsx";
import { buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import { type Toast, ToastContext } from "./use-toast.ts";

type Shown = Toast & { readonly id: number; readonly open: boolean };

/** Room for passing notices, bottom right. Put it at a feature's root; `useToast` fills it. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const { text } = useText();
  const nextId = useRef(0);
  const [toasts, setToasts] = useState<readonly Shown[]>([]);

  const show = useCallback((toast: Toast) => {
    const id = nextId.current++;
    // Three at a time: older ones have had their say.
    setToasts((current) => [...current.filter((each) => each.open).slice(-2), { ...toast, id, open: true }]);
  }, []);

  const close = (id: number) =>
    setToasts((current) => current.map((each) => (each.id === id ? { ...each, open: false } : each)));

  return (
    <ToastContext value={show}>
      <RadixToast.Provider label={text.site.ui.notice} duration={6000} swipeDirection="right">
        {children}
        {toasts.map(({ id, open, title, detail, tone = "plain", action }) => (
          <RadixToast.Root
            key={id}
            open={open}
            onOpenChange={() => close(id)}
            type={tone === "failed" ? "foreground" : "background"}
            {...(action !== undefined && { duration: 10_000 })}
            className={classNames(
              "flex animate-[rise_150ms_ease-out] items-start gap-2 rounded-control border bg-surface-raised py-2 pr-1 pl-3",
              tone === "failed" ? "border-failed/60" : "border-hairline-strong",
            )}
          >
            <div className="min-w-0 flex-1 py-1">
              <RadixToast.Title className="font-medium text-sm">{title}</RadixToast.Title>
              {detail !== undefined && (
                <RadixToast.Description className="text-ink-soft text-sm">{detail}</RadixToast.Description>
              )}
            </div>
            {action !== undefined && (
              <RadixToast.Action asChild altText={action.label}>
                <Button size="small" onClick={action.onSelect}>
                  {action.label}
                </Button>
              </RadixToast.Action>
            )}
            <RadixToast.Close
              aria-label={text.site.ui.close}
              title={text.site.ui.close}
              className={classNames(buttonClass("ghost", "small"), "aspect-square px-0!")}
            >
              <X aria-hidden="true" className="size-4" />
            </RadixToast.Close>
          </RadixToast.Root>
        ))}
        <RadixToast.Viewport className="fixed right-4 bottom-4 z-60 grid w-[min(24rem,calc(100vw-2rem))] gap-2" />
      </RadixToast.Provider>
    </ToastContext>
  );
}
