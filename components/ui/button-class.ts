import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "quiet" | "ghost" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const variants = {
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent/90 active:bg-accent/80",
  quiet:
    "border-hairline-strong bg-surface-raised text-ink hover:bg-surface-sunken active:bg-hairline dark:hover:bg-hairline",
  ghost: "border-transparent text-ink-soft hover:bg-ink/6 hover:text-ink active:bg-ink/10",
  danger: "border-failed/45 bg-surface-raised text-failed hover:bg-failed-soft active:bg-failed/20",
} as const satisfies Record<ButtonVariant, string>;

const sizes = {
  small: "h-[calc(var(--control)-4px)] gap-1.5 px-2 text-sm",
  medium: "h-control gap-2 px-3 text-sm",
  large: "h-[calc(var(--control)+8px)] gap-2 px-4 text-base",
} as const satisfies Record<ButtonSize, string>;

/** The look of a button, for links that lead somewhere as a button would. */
export function buttonClass(variant: ButtonVariant = "quiet", size: ButtonSize = "medium"): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-control border font-medium",
    "transition-colors duration-100 disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
  );
}
