"use client";

import * as RadixDialog from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";

export type DialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons at the end; the main one last. */
  readonly footer?: ReactNode;
  readonly className?: string;
  readonly children?: ReactNode;
};

/** A question or a form above the page. Focus stays inside, Escape closes, and focus goes back where it was. */
export function Dialog({ open, onOpenChange, title, description, footer, className, children }: DialogProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_265/0.45)]" />
        <RadixDialog.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          className={classNames(
            "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col",
            "rounded-lg border border-hairline-strong bg-surface-raised focus-visible:outline-none",
            className,
          )}
        >
          <DialogHead title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
          {footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-hairline border-t px-4 py-3">
              {footer}
            </div>
          )}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** Title, description and the closing button, shared by `Dialog` and `Drawer`. */
export function DialogHead({
  title,
  description,
}: {
  readonly title: string;
  readonly description?: ReactNode;
}) {
  const { text } = useText();
  return (
    <div className="flex items-start gap-3 px-4 pt-3 pb-3">
      <div className="min-w-0 flex-1 pt-1">
        <RadixDialog.Title className="font-semibold text-lg leading-snug">{title}</RadixDialog.Title>
        {description !== undefined && (
          <RadixDialog.Description className="mt-1 text-ink-soft text-sm">
            {description}
          </RadixDialog.Description>
        )}
      </div>
      <RadixDialog.Close
        aria-label={text.site.ui.close}
        title={text.site.ui.close}
        className={classNames(buttonClass("ghost"), "-mr-2 aspect-square px-0!")}
      >
        <X aria-hidden="true" className="size-4" />
      </RadixDialog.Close>
    </div>
  );
}
