"use client";

import * as RadixTabs from "@radix-ui/react-tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type TabsProps = {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly className?: string;
  readonly children: ReactNode;
};

/** Holds a `TabList` and one `TabPanel` per tab. Arrow keys move between tabs, as WAI-ARIA asks. */
export function Tabs({ className, ...rest }: TabsProps) {
  return <RadixTabs.Root {...rest} className={classNames("flex min-h-0 flex-col", className)} />;
}

type TabListProps = { readonly label: string; readonly className?: string; readonly children: ReactNode };

/** A row of tabs on a hairline. Where the row is too narrow it scrolls by itself, never the page. */
export function TabList({ label, className, children }: TabListProps) {
  return (
    <RadixTabs.List
      aria-label={label}
      className={classNames(
        "scrollbar-none flex min-w-0 shrink-0 overflow-x-auto overflow-y-hidden shadow-[inset_0_-1px_0_var(--hairline)]",
        className,
      )}
    >
      {children}
    </RadixTabs.List>
  );
}

type TabProps = { readonly value: string; readonly className?: string; readonly children: ReactNode };

/** One tab. Its text is its name; counts and badges may follow the text. */
export function Tab({ value, className, children }: TabProps) {
  return (
    <RadixTabs.Trigger
      value={value}
      onFocus={(event) => event.currentTarget.scrollIntoView({ block: "nearest", inline: "nearest" })}
      className={classNames(
        "flex h-control shrink-0 items-center gap-1.5 border-transparent border-b-2 px-3 pt-0.5 font-medium text-ink-soft text-sm",
        "transition-colors duration-100 hover:text-ink focus-visible:-outline-offset-2",
        "data-[state=active]:border-accent data-[state=active]:text-ink",
        className,
      )}
    >
      {children}
    </RadixTabs.Trigger>
  );
}

type TabPanelProps = {
  readonly value: string;
  /** Stays mounted while another tab is shown, so that its scroll, canvas or editor survives. */
  readonly keepMounted?: boolean;
  /** Lets prose outline it (lib/lessons/points.ts). */
  readonly point?: string;
  readonly className?: string;
  readonly children: ReactNode;
};

/** What one tab shows. It grows into the room that is left. */
export function TabPanel({ value, keepMounted = false, point, className, children }: TabPanelProps) {
  return (
    <RadixTabs.Content
      value={value}
      data-point={point}
      {...(keepMounted && { forceMount: true as const })}
      className={classNames(
        "min-h-0 flex-1 focus-visible:-outline-offset-2 data-[state=inactive]:hidden",
        className,
      )}
    >
      {children}
    </RadixTabs.Content>
  );
}
