"use client";

import * as RadixMenu from "@radix-ui/react-dropdown-menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Kbd } from "./kbd.tsx";

type MenuProps = {
  /** The button that opens it: one element that takes a ref and props. */
  readonly trigger: ReactElement;
  readonly align?: "start" | "end";
  readonly className?: string;
  /** `MenuItem`, `MenuChoice` and `MenuSeparator`. */
  readonly children: ReactNode;
};

/** Commands behind a button. Arrow keys, Home, End and typing the first letters move; Escape closes. */
export function Menu({ trigger, align = "start", className, children }: MenuProps) {
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={classNames(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-88 overflow-y-auto rounded-control border border-hairline-strong bg-surface-raised p-1",
            className,
          )}
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

const itemClass =
  "flex min-h-[calc(var(--control)-2px)] cursor-default select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-accent-soft [&_svg]:size-4 [&_svg]:shrink-0";

type MenuItemProps = {
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly keys?: readonly string[];
  readonly detail?: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
};

/** One command; `detail` is a second, quieter line. */
export function MenuItem({ onSelect, icon, keys, detail, danger, disabled, children }: MenuItemProps) {
  return (
    <RadixMenu.Item
      disabled={disabled ?? false}
      onSelect={onSelect}
      className={classNames(itemClass, danger ? "text-failed" : "text-ink")}
    >
      {icon}
      <MenuLabel detail={detail}>{children}</MenuLabel>
      {keys !== undefined && <Kbd keys={keys} className="text-ink-faint" />}
    </RadixMenu.Item>
  );
}

type MenuChoiceProps = {
  readonly chosen: boolean;
  readonly onSelect: () => void;
  readonly detail?: ReactNode;
  readonly children: ReactNode;
};

/** One of several that exclude each other; the chosen one carries a check mark. */
export function MenuChoice({ chosen, onSelect, detail, children }: MenuChoiceProps) {
  return (
    <RadixMenu.CheckboxItem checked={chosen} onSelect={onSelect} className={itemClass}>
      <span className="grid size-4 place-items-center">
        {chosen && <Check aria-hidden="true" className="text-accent" />}
      </span>
      <MenuLabel detail={detail}>{children}</MenuLabel>
    </RadixMenu.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <RadixMenu.Separator className="my-1 h-px bg-hairline" />;
}

function MenuLabel({ detail, children }: { readonly detail: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="min-w-0 flex-1 py-1">
      <span className="block truncate">{children}</span>
      {detail !== undefined && <span className="block text-ink-faint text-xs">{detail}</span>}
    </span>
  );
}
