"use client";

import { ChevronRight } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { FailureCard, type FailureCardProps, failureTitle } from "./failure-card.tsx";

/** A failure that the timeline below shows as well: one line, which opens, so that the picture stays where it was. */
export function BriefFailure(props: FailureCardProps) {
  const { text } = useText();
  return (
    <details className="group/failure min-w-0 open:order-last open:basis-full">
      <summary className="flex min-h-6 w-fit cursor-pointer list-none items-center gap-1.5 rounded-control border border-failed/35 bg-failed-soft px-2 font-semibold text-sm [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-3.5 shrink-0 text-failed transition-transform duration-100 group-open/failure:rotate-90"
        />
        <span role="alert">{failureTitle(props, text)}</span>
      </summary>
      <div className="mt-2">
        <FailureCard {...props} />
      </div>
    </details>
  );
}
