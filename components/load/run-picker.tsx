import { X } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { planTitle } from "./plan-words.ts";
import { isOver, type VisitRun } from "./visit-run.ts";
import { type Visit, visitStore } from "./visit-store.ts";

/** Which runs of the visit are on view: one, or two side by side. */
export function RunPicker({ visit }: { readonly visit: Visit }) {
  const { locale, text } = useText();
  const words = text.load;
  const nameOf = (run: VisitRun) => {
    const state = !isOver(run) ? words.runs.live : run.failure !== null ? words.runs.failed : "";
    return [
      formatText(words.runs.name, { number: run.number }),
      run.target,
      planTitle(run.plan, words, locale),
      state,
    ]
      .filter((part) => part !== "")
      .join(" · ");
  };
  const shown = visit.runs.find(({ id }) => id === visit.shownId);
  const newestFirst = visit.runs.toReversed();
  const options = newestFirst.map((run) => ({ value: run.id, label: nameOf(run) }));
  return (
    <div className="grid gap-1" data-visit-runs={visit.runs.length}>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <Select
          label={words.runs.shown}
          value={visit.shownId ?? ""}
          onChange={visitStore.show}
          options={options}
          className="w-full sm:w-80"
        />
        {visit.runs.length > 1 && (
          <Select
            label={words.runs.compareWith}
            value={visit.otherId ?? ""}
            onChange={(id) => visitStore.compare(id === "" ? null : id)}
            options={[
              { value: "", label: words.runs.compareNone },
              ...options.filter(({ value }) => value !== visit.shownId),
            ]}
            className="w-full sm:w-80"
          />
        )}
        {shown !== undefined && isOver(shown) && (
          <IconButton
            label={formatText(words.runs.remove, { number: shown.number })}
            icon={<X />}
            onClick={() => visitStore.remove(shown.id)}
          />
        )}
      </div>
      <p className="text-ink-faint text-xs">{words.runs.kept}</p>
    </div>
  );
}
