"use client";

import * as RadixDialog from "@radix-ui/react-dialog";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { DialogHead } from "./dialog.tsx";

type DrawerProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly footer?: ReactNode;
  /**
   * A companion leaves the page usable beside it, as settings and details do; it stays until it is closed. Otherwise the
   * drawer takes the focus as a dialog does.
   */
  readonly companion?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A panel along the right edge; on phones it comes from below. */
export function Drawer(props: DrawerProps) {
  const { open, onOpenChange, title, description, footer, companion = false, className, children } = props;
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange} modal={!companion}>
      <RadixDialog.Portal>
        {!companion && <RadixDialog.Overlay className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_265/0.45)]" />}
        <RadixDialog.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          {...(companion && { onInteractOutside: (event: Event) => event.preventDefault() })}
          className={classNames(
            "fixed z-50 flex flex-col border-hairline-strong bg-surface-raised focus-visible:outline-none",
            "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-lg border-t",
            "sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-96 sm:rounded-none sm:border-t-0 sm:border-l",
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
