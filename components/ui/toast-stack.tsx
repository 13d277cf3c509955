"use client";

import * as RadixToast from "@radix-ui/react-toast";
import { X } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "./button.tsx";
import { buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import type { Toast } from "./use-toast.ts";

export type ShownToast = Toast & { readonly id: number; readonly open: boolean };

type ToastStackProps = { readonly toasts: readonly ShownToast[]; readonly onClose: (id: number) => void };

/** The notices themselves; they go by themselves, wait while focused or hovered, and are announced. */
export function ToastStack({ toasts, onClose }: ToastStackProps) {
  const { text } = useText();
  return (
    <RadixToast.Provider label={text.site.ui.notice} duration={6000} swipeDirection="right">
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} onClose={() => onClose(toast.id)} />
      ))}
      <RadixToast.Viewport className="fixed right-4 bottom-4 z-60 grid w-[min(24rem,calc(100vw-2rem))] gap-2" />
    </RadixToast.Provider>
  );
}

function ToastItem({ toast, onClose }: { readonly toast: ShownToast; readonly onClose: () => void }) {
  const { text } = useText();
  const { open, title, detail, tone = "plain", action } = toast;
  return (
    <RadixToast.Root
      open={open}
      onOpenChange={onClose}
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
  );
}
