import type { ReactNode } from "react";

type ArticleSectionProps = { readonly id: string; readonly title: string; readonly children: ReactNode };

/** A part of the landing for reading: title at the left, the rest at the right; one above the other on phones. */
export function ArticleSection({ id, title, children }: ArticleSectionProps) {
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 border-hairline border-t py-10 lg:grid-cols-[17rem_minmax(0,1fr)]"
    >
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
