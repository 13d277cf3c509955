import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type CardProps = {
  readonly title?: ReactNode;
  /** Where the title stands in the page's outline. */
  readonly level?: 2 | 3 | 4;
  /** Buttons and badges at the right of the title. */
  readonly actions?: ReactNode;
  readonly tone?: "plain" | "failed" | "limit" | "accent";
  readonly className?: string;
  readonly children: ReactNode;
};

const tones = {
  plain: "border-hairline bg-surface-raised",
  failed: "border-failed/35 bg-failed-soft",
  limit: "border-limit/35 bg-limit-soft",
  accent: "border-accent/35 bg-accent-soft",
} as const;

/** A thing of its own on the page, inside a hairline. */
export function Card({ title, level = 3, actions, tone = "plain", className, children }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={classNames("min-w-0 rounded-control border p-4", tones[tone], className)}>
      {(title !== undefined || actions !== undefined) && (
        <header className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <Heading className="min-w-0 flex-1 font-semibold text-base">{title}</Heading>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
